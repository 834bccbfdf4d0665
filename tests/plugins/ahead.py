"""Run a command of `manage.py` with the clock so many days ahead: `python tests/plugins/ahead.py DAYS serve …`.

Only what Tessera reads from Django's clock is ahead (dates, deadlines, sessions), not the system's own time.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main() -> None:
    days = timedelta(days=float(sys.argv.pop(1)))
    real = timezone.now
    # Before any model is read: fields keep this very function as their default.
    timezone.now = lambda: real() + days  # type: ignore[assignment]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
