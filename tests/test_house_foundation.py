"""House rules of the foundation: what may import what, settings for production, locks, vendored files, first lines."""

import base64
import hashlib
import os
import re
import subprocess
import sys
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from packaging.requirements import Requirement
from packaging.version import Version

from config.verify.plan import production
from tests.plugins.services import VENDORS, WANTED

BASE = Path(__file__).resolve().parent.parent
LEFT_OUT = {".git", ".venv", "var", "node_modules", "__pycache__", "migrations", "vendor", "fonts"}
OPENINGS = {
    ".py": r'(#!.*\n)?"""\S.{10,}',
    ".js": r"(//|/\*\*?) ?\S.{10,}",
    ".css": r"/\* ?\S.{10,}",
    ".html": r"(\{% extends \S+ %\})?(\{#|\{% comment %\}) ?\S.{10,}",
    ".yaml": r"# ?\S.{10,}",
    ".yml": r"# ?\S.{10,}",
    ".toml": r"# ?\S.{10,}",
    ".md": r"# ?\S.{3,}",
}


def files() -> list[Path]:
    """Return every source file of the project that people write by hand."""
    found = []
    for folder, folders, names in os.walk(BASE):
        folders[:] = [name for name in folders if name not in LEFT_OUT and not name.startswith(".")]
        found += [Path(folder) / name for name in names if Path(name).suffix in OPENINGS]
    return sorted(found)


def test_the_database_is_the_one_that_was_asked_for() -> None:
    assert connection.vendor == VENDORS[WANTED]


def test_every_file_says_in_its_first_line_what_it_is_for() -> None:
    silent = []
    for path in files():
        text = path.read_text(encoding="utf-8")
        if text.strip() and not re.match(OPENINGS[path.suffix], text):
            silent.append(str(path.relative_to(BASE)))
    assert silent == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    out = StringIO()
    call_command("makemigrations", dry_run=True, verbosity=1, stdout=out)
    assert out.getvalue().strip() == "No changes detected"


def test_the_settings_of_a_public_server_raise_no_warning(tmp_path: Path) -> None:
    env = {**os.environ, **production(), "TESSERA_DATA": str(tmp_path)}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=BASE, env=env, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


def lock(name: str) -> dict[str, tuple[str, int]]:
    """Read a lock: package → (version, number of hashes)."""
    text = (BASE / name).read_text(encoding="ascii")
    blocks = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)(.*?)(?=^\S|\Z)", text, re.M | re.S)
    return {package: (version, block.count("--hash=sha256:")) for package, version, block in blocks}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_names_no_host_and_has_a_hash_for_everything(name: str) -> None:
    text = (BASE / name).read_text(encoding="ascii")
    assert re.findall(r"://|--index|--extra|--find|@", text) == []
    assert [package for package, (_version, hashes) in lock(name).items() if not hashes] == []


def test_the_test_lock_holds_the_runtime_lock() -> None:
    runtime, test = lock("requirements.lock"), lock("requirements-test.lock")
    assert {name: test.get(name) for name in runtime} == runtime


def test_the_locks_satisfy_what_the_project_asks_for() -> None:
    project = tomllib.loads((BASE / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [(each, lock("requirements.lock")) for each in project["project"]["dependencies"]]
    asked += [(each, lock("requirements-test.lock")) for each in project["dependency-groups"]["test"]]
    unmet = []
    for text, pins in asked:
        need = Requirement(text)
        version = pins.get(re.sub(r"[-_.]+", "-", need.name).lower(), ("", 0))[0]
        if not version or not need.specifier.contains(Version(version)):
            unmet.append(text)
    assert unmet == []


def test_vendored_files_are_the_ones_that_were_recorded() -> None:
    folder = BASE / "static" / "vendor"
    recorded = tomllib.loads((folder / "VENDOR.toml").read_text(encoding="utf-8")).get("file", [])
    licences = {package["text"] for file in recorded for package in file["package"]}
    present = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {"VENDOR.toml"}
    assert present == {file["name"] for file in recorded} | licences
    assert {file["name"]: sha384(folder / file["name"]) for file in recorded} == {
        file["name"]: file["sha384"] for file in recorded
    }


def sha384(path: Path) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


def test_the_licence_is_the_whole_agpl() -> None:
    digest = hashlib.sha256((BASE / "LICENSE").read_bytes()).hexdigest()
    assert digest == "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"
