"""The two commands take their folder and their packages before anything else is read."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from config import bootstrap


@pytest.mark.parametrize("said", [["demo", "--data", "/tmp/hall"], ["serve", "--port", "1", "--data=/tmp/hall"]])
def test_the_data_folder_is_taken_before_the_settings(said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESSERA_DATA", "/elsewhere")
    bootstrap.take_data(said[0], said)
    assert os.environ["TESSERA_DATA"] == "/tmp/hall"


def test_other_words_keep_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESSERA_DATA", "/elsewhere")
    bootstrap.take_data("verify", ["verify", "--data", "/tmp/hall"])
    assert os.environ["TESSERA_DATA"] == "/elsewhere"


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit):
        bootstrap.enter("demo", ["demo"])
    assert capsys.readouterr().err == "Tessera needs Python 3.11 or newer; this is 3.9.2. Start it with a newer one.\n"


def test_the_bootstrap_needs_only_the_standard_library() -> None:
    code = "import sys; sys.path.insert(0, '.'); import config.bootstrap; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, cwd=bootstrap.BASE)
    assert done.returncode == 0, done.stderr
    assert re.findall(r"'(django|yaml|segno)\b", done.stdout) == []


def test_a_stamp_is_good_for_one_lock_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp")
    bootstrap._stamp(bootstrap.RUNTIME)
    assert [bootstrap._stamped(lock) for lock in (bootstrap.RUNTIME, bootstrap.TEST)] == [True, False]
    bootstrap._stamp(bootstrap.TEST)
    assert [bootstrap._stamped(lock) for lock in (bootstrap.RUNTIME, bootstrap.TEST)] == [True, True]
