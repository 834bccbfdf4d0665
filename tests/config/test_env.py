"""The environment is read once, and what is made on the way is private."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config import env


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TESSERA_SECRET_KEY", "DATABASE_URL", "EMAIL_URL"):
        monkeypatch.delenv(name, raising=False)


def test_the_secret_key_is_made_once_and_is_private(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as crowd:
        keys = set(crowd.map(lambda _: env.secret_key(tmp_path), range(32)))
    assert len(keys) == 1
    assert [(path.name, mode(path)) for path in tmp_path.iterdir()] == [("secret_key", 0o600)]


def test_the_keys_folder_is_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir(mode=0o755)
    assert mode(env.folder("NOT_SET", tmp_path / "keys", secret=True)) == 0o700


def test_a_data_folder_made_here_is_closed_and_one_that_was_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o755)
    found = [mode(env.folder("NOT_SET", tmp_path / name)) for name in ("new", "shared")]
    assert found == [0o700, 0o755]


def test_without_a_database_there_is_sqlite_that_writes_in_turn(tmp_path: Path) -> None:
    found = env.database(tmp_path)
    assert (found["NAME"], found["OPTIONS"]["transaction_mode"]) == (str(tmp_path / "tessera.sqlite3"), "IMMEDIATE")


def test_postgresql_gets_a_pool_and_keeps_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://someone@localhost/tessera")
    monkeypatch.setenv("TESSERA_DB_POOL", "4")
    found = env.database(tmp_path)
    assert (found["CONN_MAX_AGE"], found["OPTIONS"]["pool"]["max_size"]) == (0, 4)


def test_without_a_mail_server_mails_are_printed() -> None:
    assert env.mail() == {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}


def test_a_mail_server_is_read_from_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://hall:p%40ss@mail.example.org")
    found = env.mail()
    asked = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS")
    assert [found[name] for name in asked] == ["mail.example.org", 587, "hall", "p@ss", True]


def test_an_unreadable_mail_address_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "mail.example.org")
    with pytest.raises(ValueError, match="EMAIL_URL must look like"):
        env.mail()
