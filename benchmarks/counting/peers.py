"""The outside packages, in a virtual environment of their own: nothing of them gets into the project."""

import json
import os
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]
HOME = BASE / "var" / "benchmarks" / "counting"
PYTHON = HOME / "bin" / "python"
PACKAGES = {"numpy": "2.4.6", "pabutools": "1.2.3", "red-dwarf": "0.4.0"}
PATIENCE = 600  # seconds for one installation


def install() -> dict[str, str]:
    """Install what is missing. Return package → why it is not there, for those that could not be installed."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)
    missing = {}
    for name, version in PACKAGES.items():
        if versions().get(name) == version:
            continue
        print(f"Installing {name} {version}.", flush=True)
        command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"{name}=={version}"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, env=clean(), check=False)
        except subprocess.TimeoutExpired:
            missing[name] = f"not installed after {PATIENCE} s"
            continue
        if done.returncode:
            missing[name] = (done.stderr.strip().splitlines() or ["not installed"])[-1]
    return missing


def versions() -> dict[str, str]:
    """Return package → version, of all that is in that environment."""
    command = [str(PYTHON), "-m", "pip", "list", "--format=json", "--disable-pip-version-check"]
    done = subprocess.run(command, capture_output=True, text=True, env=clean(), check=True)
    return {each["name"].lower(): each["version"] for each in json.loads(done.stdout)}


def clean() -> dict[str, str]:
    """Return this environment without what would bring in other packages."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
