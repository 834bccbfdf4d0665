#!/usr/bin/env python3
"""Starts everything. `demo` and `verify` need only Python; all other words are Django's, inside .venv."""

import os
import sys

from config import bootstrap


def main() -> int:
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    bootstrap.enter(word, sys.argv[1:])
    if word == "verify":
        from config.verify.main import main as verify

        return verify(sys.argv[2:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
