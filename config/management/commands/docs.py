"""`manage.py docs`: writes the pages of docs/ that come from the code; `--check` only compares."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.handbook import pages


class Command(BaseCommand):
    help = "Writes the generated pages of docs/ anew: commands, events, workflow."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when a page is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
            return
        for name in pages.write():
            self.stdout.write(f"Written: {name}")

    def _check(self) -> None:
        stale = pages.stale()
        if stale:
            raise CommandError(f"Stale: {', '.join(stale)}. Write them anew: python3 manage.py docs")
        self.stdout.write("The generated pages say what the code does.")
