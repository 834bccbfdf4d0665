"""What is derived from the secret key: ticket secrets, typed codes, keyed hashes. The database alone opens no door."""

import base64
import hashlib
import unicodedata

from django.utils.crypto import salted_hmac

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def derive(purpose: str, message: str) -> bytes:
    """Return 32 bytes only this server can compute. `purpose` keeps keys of different uses apart."""
    return salted_hmac(f"tessera.{purpose}", message, algorithm="sha256").digest()


def keyed_hash(purpose: str, value: str) -> str:
    """Return the hash (hex) kept in the database: a short code cannot be found back from it by trying them all."""
    return derive(f"{purpose}.lookup", value).hex()


def plain_hash(value: str) -> str:
    """Return SHA-256 (hex), enough for values with 128 random bits."""
    return hashlib.sha256(value.encode()).hexdigest()


def secret_of(message: str) -> str:
    """Return 128 bits as 26 lower-case base32 characters, for the fragment of a ticket's address."""
    return base64.b32encode(derive("ticket.secret", message)[:16]).decode().rstrip("=").lower()


def code_of(purpose: str, message: str, length: int) -> str:
    """Return `length` Crockford characters (5 bits each)."""
    number = int.from_bytes(derive(purpose, message), "big")
    return "".join(CROCKFORD[(number >> (5 * place)) & 31] for place in range(length))


def shown(code: str) -> str:
    """Return a code in two halves, as it is printed: `7F3A-91C2`."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def fold(typed: str) -> str:
    """Return what a person typed as the code they meant.

    Arabic, Persian and Bengali digits, full-width letters, spaces, dashes and the letters O, I, L are understood.
    """
    letters = unicodedata.normalize("NFKC", typed).upper()
    plain = "".join(_digit(letter) for letter in letters if letter.isalnum())
    return plain.translate(LOOKALIKES)


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)
