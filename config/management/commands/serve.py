"""`manage.py serve`: run the server on the database as it is."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.collected import collect
from config.server import PortTaken, serve


def add_address(parser: ArgumentParser) -> None:
    """Add --host, --port and --data, the same for every command that serves."""
    parser.add_argument("--host", default="0.0.0.0", help="address to listen on (default: all)")
    parser.add_argument("--port", type=int, default=8000, help="port (default: 8000)")
    parser.add_argument("--data", metavar="DIR", help="where the database and the keys live (default: var/)")


class Command(BaseCommand):
    help = "Serves pages, API and sockets until stopped; migrates nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_address(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        collect()
        try:
            serve(host, port, ready=lambda: self._say(f"Listening on {host}, port {port}."))
        except PortTaken as taken:
            raise CommandError(str(taken)) from taken

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
