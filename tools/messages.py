"""The words of the interface: `python tools/messages.py update | compile | check` (see docs/translating.md)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the checkout must be importable first

from tools.catalogues import check, files


def main(arguments: list[str]) -> int:
    """Return 0 when what was asked is done, 1 when `check` found something, 2 when the request is not understood."""
    if arguments == ["update"]:
        for path, fresh, dropped in files.update():
            print(f"{path}: {fresh} to translate, {dropped} dropped")
        return 0
    if arguments == ["compile"]:
        print("\n".join(str(path) for path in files.compile_all()))
        return 0
    if arguments == ["check"]:
        found = check.problems()
        print("\n".join(found) or "Every word is there in every language.")
        return 1 if found else 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
