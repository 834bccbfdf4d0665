"""`manage.py serve`: run the server on the database as it is, in one process or several."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.alone import Occupied, claim, on_sqlite
from config.collected import collect
from config.files import raise_limit, too_few
from config.processes import Processes
from config.server import PortTaken, check_free, serve

MOST = 64  # processes: more is a mistyped number


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
        parser.add_argument(
            "--processes",
            type=_few,
            default=1,
            metavar="N",
            help="run N servers on neighbouring ports from --port on, for a proxy in front (needs PostgreSQL)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port, number = options["host"], options["port"], options["processes"]
        narrow = too_few(raise_limit())
        try:
            if number > 1:
                self._several(host, list(range(port, port + number)), narrow)
                return
            check_free(host, port)  # before the claim: a port that is taken is the nearer reason
            claim()
            collect()
            serve(host, port, ready=lambda: self._say(f"Listening on {host}, port {port}. {narrow}".rstrip()))
        except (PortTaken, Occupied) as taken:
            raise CommandError(str(taken)) from taken

    def _several(self, host: str, ports: list[int], narrow: str) -> None:
        if on_sqlite():
            raise CommandError(
                "SQLite serves one process. For --processes set DATABASE_URL (PostgreSQL) and REDIS_URL, or leave it."
            )
        if ports[-1] > 65535:
            raise CommandError(f"There is no port {ports[-1]}: begin lower, with --port.")
        for port in ports:
            check_free(host, port)
        collect()  # once, before they would do it all at the same time
        if narrow:
            self._say(narrow)
        code = Processes(host, ports, self._say).run()
        if code:
            raise SystemExit(code)

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _few(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= MOST:
        raise ArgumentTypeError(f"from 1 to {MOST}")
    return int(text)
