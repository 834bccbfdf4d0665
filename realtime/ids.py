"""Opaque ids: 60 random bits in 12 characters that can be read aloud."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford: no i, l, o, u


def new_id() -> str:
    """Return 12 characters; carries no time and no order, so that ids betray nobody."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))
