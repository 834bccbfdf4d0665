"""`manage.py load_demo`: the demo territory, loaded once, and where to look first."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from deliberation.demo.links import first_looks
from deliberation.demo.load import load_demo
from deliberation.demo.source import read_source


class Command(BaseCommand):
    help = "Loads the demo territory if it is not there, and prints links and one-time log-in codes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="erase the demo territory first and load it again")
        parser.add_argument("--url", default="", help="address of the server, for whole links")

    def handle(self, *args: Any, **options: Any) -> None:
        new = load_demo(reset=options["reset"])
        self.stdout.write("The demo territory is loaded." if new else "The demo territory is there already.")
        for line in first_looks(read_source().slug, options["url"]):
            self.stdout.write(line)
