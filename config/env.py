"""Reads the environment: the only file that knows the names of the variables' forms and where data lives."""

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

import dj_database_url

BASE = Path(__file__).resolve().parent.parent


def flag(name: str, default: bool = False) -> bool:
    """Read `1 true yes on` as true and everything else as false."""
    value = os.environ.get(name, "").strip().lower()
    return value in {"1", "true", "yes", "on"} if value else default


def words(name: str) -> list[str]:
    """Read a comma-separated list."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def folder(name: str, default: Path, *, secret: bool = False) -> Path:
    """Return the folder that a variable names. One that is made here is closed to other users; a secret one always."""
    path = Path(os.environ.get(name) or default).expanduser().resolve()
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if secret:
        path.chmod(0o700)
    return path


def secret_key(data: Path) -> str:
    """Return TESSERA_SECRET_KEY, else the key kept in the data folder, made once."""
    given = os.environ.get("TESSERA_SECRET_KEY", "")
    if given:
        return given
    kept = data / "secret_key"
    if not kept.exists():
        _write_once(kept, secrets.token_urlsafe(64))
    return kept.read_text(encoding="ascii").strip()


def _write_once(path: Path, text: str) -> None:
    # Two processes may start together: the link succeeds for one, and both then read the same whole file.
    handle, draft = tempfile.mkstemp(dir=path.parent)  # mkstemp makes it 0600
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)


def database(data: Path) -> dict[str, Any]:
    """Return Django's settings for the database: DATABASE_URL, else one SQLite file in the data folder."""
    url = os.environ.get("DATABASE_URL", "")
    if not url or url.startswith("sqlite"):
        return _sqlite(url, data)
    settings: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=0))
    size = int(os.environ.get("TESSERA_DB_POOL", "16"))
    if size:
        options = settings.setdefault("OPTIONS", {})
        options.setdefault("connect_timeout", 5)  # seconds; else a host that swallows packets holds up who asks it
        options["pool"] = {
            "min_size": 1,
            "max_size": size,
            "timeout": 10,
            "reconnect_timeout": 1,
            "reconnect_failed": _try_on,
        }
    return settings


def _try_on(pool: Any) -> None:
    # By itself a pool waits twice as long after each try: minutes, after a long outage. Somebody tries every second.
    if not pool.get_stats()["pool_size"]:
        size = pool.max_size
        pool.resize(0, size)
        pool.resize(1, size)


def _sqlite(url: str, data: Path) -> dict[str, Any]:
    settings: dict[str, Any] = dict(dj_database_url.parse(url)) if url else {"NAME": str(data / "tessera.sqlite3")}
    settings["ENGINE"] = "django.db.backends.sqlite3"
    settings["CONN_MAX_AGE"] = 0
    settings["OPTIONS"] = {
        # A transaction takes the write lock when it begins: otherwise two writers that read first both fail.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;"
            "PRAGMA synchronous=NORMAL;"
            "PRAGMA secure_delete=ON;"  # erased means erased: freed pages are overwritten
            "PRAGMA foreign_keys=ON;"
        ),
    }
    # In-memory databases fail with threads, so tests use a file as well.
    settings["TEST"] = {"NAME": str(data / "test.sqlite3")}
    return settings


def mail() -> dict[str, Any]:
    """Return the e-mail settings of EMAIL_URL (smtp://user:password@host:port, smtps:// for TLS); none: the console."""
    url = os.environ.get("EMAIL_URL", "")
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtp+tls", "smtps"} or not parts.hostname:
        raise ValueError("EMAIL_URL must look like smtp://user:password@host:587, smtp+tls://… or smtps://…")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }
