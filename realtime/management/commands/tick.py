"""`manage.py tick`: do what is due now, once; for cron where the server's own loop is turned off."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from realtime.schedule import tick


class Command(BaseCommand):
    help = "Does what is due now (votes that end) and prints how much each job did, as JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(tick()))
