"""Poll keys, outside the database: they tie a ballot to its voter while a poll is open and are destroyed at closing."""

import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from realtime.refusal import Busy


def _file(poll: str) -> Path:
    return Path(settings.KEYS_DIR) / f"{poll}.key"


def make_key(poll: str, seed: str) -> None:
    """Draw the key of a poll that opens and keep the seed of its lots beside it (hex, revealed at closing).

    All processes of a server share the folder KEYS_DIR (TESSERA_KEYS in the environment).
    """
    folder = Path(settings.KEYS_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(_file(poll), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32) + bytes.fromhex(seed))
        file.flush()
        os.fsync(file.fileno())


def ballot_key(poll: str, participant: str) -> str:
    """Return the key under which this person's ballot lies while the poll is open: 64 hexadecimal digits."""
    return hmac.new(_read(poll)[:32], participant.encode(), "sha256").hexdigest()


def seed_of(poll: str) -> str:
    """Return the seed of an open poll: 64 hexadecimal digits."""
    return _read(poll)[32:].hex()


def _read(poll: str) -> bytes:
    try:
        return _file(poll).read_bytes()
    except FileNotFoundError:
        raise Busy(_("This vote cannot be taken just now. Tell who leads the room.")) from None


def kept_keys() -> list[str]:
    """Return the polls whose keys are still here."""
    return [file.stem for file in Path(settings.KEYS_DIR).glob("*.key")]


def destroy_key(poll: str) -> None:
    """Overwrite and remove the key. From here on nobody can tell whose ballot is whose."""
    file = _file(poll)
    try:
        with open(file, "r+b") as old:
            old.write(secrets.token_bytes(64))
            old.flush()
            os.fsync(old.fileno())
        file.unlink()
    except FileNotFoundError:
        return
