"""Reads the demo's files, and turns their day offsets into dates that never look stale."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django.conf import settings
from django.utils import timezone

FOLDER = settings.BASE_DIR / "demo"


@dataclass(frozen=True)
class Source:
    """`told` is san-severo.yaml, `more` is history.yaml, `words` is translations.yaml, `offices` is offices.yaml."""

    told: dict[str, Any]
    more: dict[str, Any]
    words: dict[str, Any]
    offices: dict[str, Any]
    today: date  # the day of loading

    @property
    def slug(self) -> str:
        return str(self.told["territory"]["slug"])

    def day(self, offset: int) -> date:
        """Return the date so many days from the day of loading."""
        return self.today + timedelta(days=offset)

    def moment(self, offset: int, hour: int = 17, minute: int = 0) -> datetime:
        """Return that day at this hour of the territory, aware."""
        zone = ZoneInfo(self.told["territory"]["timezone"])
        return datetime.combine(self.day(offset), time(hour, minute), zone)

    def one(self, table: str, key: str) -> dict[str, Any]:
        """Return the entry of a table with this id. KeyError when there is none."""
        for entry in self.told[table]:
            if entry["id"] == key:
                return dict(entry)
        raise KeyError(key)


def read_source() -> Source:
    """Read all four files."""
    names = ("san-severo.yaml", "history.yaml", "translations.yaml", "offices.yaml")
    told, more, words, offices = (yaml.safe_load((FOLDER / name).read_text("utf-8")) for name in names)
    return Source(told, more, words, offices, timezone.localdate())
