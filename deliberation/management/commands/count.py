"""`manage.py count FILE --rule RULE`: count an election, a budget or opinions from outside, and tell the result."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from deliberation.outside.asked import Asked
from deliberation.outside.count import RULES, count
from deliberation.outside.read import read
from deliberation.outside.sheets import read_groups
from deliberation.outside.table import Uncountable, text_of

CANNOT = 2  # the exit status for a file that cannot be counted


class Command(BaseCommand):
    help = "Counts a file: PrefLib orders, .blt, Pabulib .pb, grades as CSV, Polis votes as CSV or JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--rule", required=True, choices=sorted(RULES))
        parser.add_argument("--seats", type=int, help="how many are elected (stv); else what the file says")
        parser.add_argument("--no-skip", action="store_true", help="greedy stops at the first project that is too dear")
        parser.add_argument("--groups", type=Path, help="a sheet participant,group: the sides, or the opinion groups")
        parser.add_argument("--no-opinion", choices=["worst", "exclude"], default="worst", help="what a grade of 0 is")
        parser.add_argument("--seed", default="0", help="decides lots")
        parser.add_argument("--json", action="store_true", help="tell everything, for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            groups = read_groups(text_of(options["groups"])) if options["groups"] else {}
            asked = Asked(options["seats"], not options["no_skip"], groups, options["seed"], options["no_opinion"])
            told = count(read(options["file"]), options["rule"], asked)
        except Uncountable as no:
            self.stderr.write(" ".join(str(no).split()))
            sys.exit(CANNOT)
        self.stdout.write(json.dumps(told, ensure_ascii=False) if options["json"] else _in_words(told))


def _in_words(told: dict[str, Any]) -> str:
    places = [f"{place:>4}. {', '.join(tier)}" for place, tier in enumerate(told["ranking"], start=1)]
    chosen = ", ".join(told["winners"]) or "nobody"
    return "\n".join([f"{told['rule']}: {chosen}", *places])
