"""Finds the browser and node; as root installs the browser after saying so, else prints the line to type."""

import os
import shutil
import subprocess
from pathlib import Path

PACKAGES = ("chromium", "libatomic1", "fonts-noto-core")
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
OLDEST_NODE = 20


def browser(may_install: bool) -> str | None:
    """Return a Chromium that starts, installed now if need be and allowed; None when there is none to be had."""
    found = _installed_browser()
    if found:
        return found
    line = f"apt-get install -y {' '.join(PACKAGES)}"
    if may_install and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"No browser here. Installing system packages: {line}", flush=True)
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        subprocess.run([*line.split(), "-qq", "--no-install-recommends"], env=quiet, check=False)
        found = _installed_browser()
    if not found and may_install:
        print("Fetching a browser for this user: playwright install chromium", flush=True)
        subprocess.run([_python(), "-m", "playwright", "install", "chromium"], check=False)
        found = _installed_browser()
    if not found:
        print(f"No browser. As administrator, type:  {line}", flush=True)
    return found


def node() -> str | None:
    """Return a node that is new enough: the machine's, else the one inside Playwright's wheel."""
    return next((each for each in (shutil.which("node"), _carried_node()) if each and _new_enough(each)), None)


def driver_starts(may_install: bool) -> bool:
    """Say whether Playwright's own node starts; it needs libatomic, which is a system package."""
    carried = _carried_node()
    if carried and _version(carried):
        return True
    line = "apt-get install -y libatomic1"
    if may_install and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Playwright lacks a library. Installing: {line}", flush=True)
        subprocess.run([*line.split(), "-qq"], env=dict(os.environ, DEBIAN_FRONTEND="noninteractive"), check=False)
        return bool(carried and _version(carried))
    print(f"Playwright lacks a library. As administrator, type:  {line}", flush=True)
    return False


def _installed_browser() -> str | None:
    candidates = [os.environ.get("TESSERA_CHROMIUM"), *(shutil.which(name) for name in NAMES), *_fetched()]
    return next((each for each in candidates if each and _version(each, "--no-sandbox")), None)


def _fetched() -> list[str]:
    home = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    return [
        str(path)
        for path in sorted(home.glob("chromium*/chrome-linux*/*"))
        if path.name in {"chrome", "headless_shell"}
    ]


def _carried_node() -> str | None:
    try:
        import playwright
    except ImportError:
        return None
    path = Path(playwright.__file__).parent / "driver" / "node"
    return str(path) if path.exists() else None


def _new_enough(program: str) -> bool:
    return int(_version(program).lstrip("v").split(".")[0] or 0) >= OLDEST_NODE


def _version(program: str, *more: str) -> str:
    try:
        said = subprocess.run([program, "--version", *more], capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.stdout.strip()


def _python() -> str:
    import sys

    return sys.executable
