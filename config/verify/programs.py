"""Finds browser, node and nginx; as root installs what is missing after saying so, else prints the line to type."""

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
    if _added("No browser here.", *PACKAGES, may_install=may_install):
        found = _installed_browser()
    if not found and may_install:
        print("Fetching a browser for this user: playwright install chromium", flush=True)
        subprocess.run([_python(), "-m", "playwright", "install", "chromium"], check=False)
        found = _installed_browser()
    if not found:
        print(f"No browser. As administrator, type:  {_line(*PACKAGES)}", flush=True)
    return found


def nginx(may_install: bool) -> str | None:
    """Return an nginx that starts, installed now if need be and allowed; None when there is none to be had."""
    found = _installed_nginx()
    if not found and _added("No nginx here.", "nginx", may_install=may_install):
        found = _installed_nginx()
    if not found:
        print(f"No nginx. As administrator, type:  {_line('nginx')}", flush=True)
    return found


def node() -> str | None:
    """Return a node that is new enough: the machine's, else the one inside Playwright's wheel."""
    return next((each for each in (shutil.which("node"), _carried_node()) if each and _new_enough(each)), None)


def driver_starts(may_install: bool) -> bool:
    """Say whether Playwright's own node starts; it needs libatomic, which is a system package."""
    carried = _carried_node()
    if carried and _version(carried):
        return True
    if _added("Playwright lacks a library.", "libatomic1", may_install=may_install):
        return bool(carried and _version(carried))
    print(f"Playwright lacks a library. As administrator, type:  {_line('libatomic1')}", flush=True)
    return False


def _added(why: str, *packages: str, may_install: bool) -> bool:
    """Install system packages where that is allowed; say whether it was tried."""
    if not may_install or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"{why} Installing: {_line(*packages)}", flush=True)
    # Offline for systemd: a program is wanted, not a service that starts now.
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive", SYSTEMD_OFFLINE="1")
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    subprocess.run([*_line(*packages).split(), "-qq", "--no-install-recommends"], env=quiet, check=False)
    return True


def _line(*packages: str) -> str:
    return f"apt-get install -y {' '.join(packages)}"


def _installed_nginx() -> str | None:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    return found if found and _runs(found, "-v") else None


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


def _runs(program: str, *arguments: str) -> bool:
    try:
        return subprocess.run([program, *arguments], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def _python() -> str:
    import sys

    return sys.executable
