"""Server time as it goes over the wire."""

from datetime import datetime

from django.utils import timezone


def to_ms(moment: datetime | None) -> int | None:
    """Return integer milliseconds since the epoch, or None."""
    return None if moment is None else int(moment.timestamp() * 1000)


def now_ms() -> int:
    """Return the present in integer milliseconds since the epoch."""
    return int(timezone.now().timestamp() * 1000)
