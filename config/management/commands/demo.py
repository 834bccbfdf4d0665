"""`manage.py demo`: everything that a first look needs, in one command."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.addresses import qr, urls
from config.alone import Occupied, claim
from config.collected import collect
from config.files import raise_limit, too_few
from config.management.commands.serve import add_address
from config.server import PortTaken, check_free, serve


class Command(BaseCommand):
    help = "Prepares the database, loads the demo territory, serves it and prints where to look."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_address(parser)
        parser.add_argument("--reset", action="store_true", help="bring the demo territory back to its beginning")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        self.narrow = too_few(raise_limit())
        try:
            check_free(host, port)  # before minutes of preparation
            claim()
            # Links as phones reach them: tickets and QR codes made on these pages then work for phones too.
            self._prepare(options["reset"], urls(host, port)[-1])
            serve(host, port, ready=lambda: self._show(host, port))
        except (PortTaken, Occupied) as taken:
            raise CommandError(str(taken)) from taken

    def _prepare(self, reset: bool, url: str) -> None:
        self._say(f"Data: {settings.DATA_DIR}")
        self._say("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)
        if collect():
            self._say("Preparing the pages' files … done")
        self._say("Loading the demo territory …")
        call_command("load_demo", reset=reset, url=url, stdout=self.stdout)

    def _show(self, host: str, port: int) -> None:
        addresses = urls(host, port)
        self._say("")
        self._say(f"Tessera is running. On this machine: {addresses[0]}")
        if len(addresses) > 1:
            self._say(f"Phones on the same network:           {addresses[1]}")
            self._say(qr(addresses[1]))
        if self.narrow:
            self._say(self.narrow)
        self._say("Login codes are printed here. To stop: Ctrl+C")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
