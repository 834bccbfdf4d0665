"""Loaded before everything else (-p): decides database, folders and secrets before the settings are read.

`python -m pytest` runs on SQLite. `TESSERA_TEST_ON=postgres python -m pytest` runs on PostgreSQL and Redis, those of
TESSERA_TEST_POSTGRES and TESSERA_TEST_REDIS, else started here and stopped at the end.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

WANTED = os.environ.setdefault("TESSERA_TEST_ON", "sqlite")
VENDORS = {"sqlite": "sqlite", "postgres": "postgresql"}
WORKER = "PYTEST_XDIST_WORKER" in os.environ  # a worker inherits what the first process decided
STARTED: list[Any] = []


def _decide() -> None:
    if not WORKER:
        os.environ["TESSERA_TEST_FOLDER"] = tempfile.mkdtemp(prefix="tessera-test-")
    folder = Path(os.environ["TESSERA_TEST_FOLDER"])
    for name in ("TESSERA_KEYS", "TESSERA_HTTPS", "TESSERA_HOSTS", "TESSERA_PROXY", "TESSERA_DEBUG", "EMAIL_URL"):
        os.environ.pop(name, None)
    os.environ["TESSERA_DATA"] = str(folder / "data")
    os.environ["TESSERA_SECRET_KEY"] = "only-for-tests-" + "0123456789" * 5
    os.environ["TESSERA_STATIC"] = "plain"
    if WANTED == "postgres":
        need_services(folder)
        os.environ["DATABASE_URL"] = os.environ["TESSERA_TEST_POSTGRES"]
        os.environ["REDIS_URL"] = os.environ["TESSERA_TEST_REDIS"]
        return
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("REDIS_URL", None)


def need_services(folder: Path | None = None) -> None:
    """Have PostgreSQL and Redis running, named by TESSERA_TEST_POSTGRES and TESSERA_TEST_REDIS."""
    if os.environ.get("TESSERA_TEST_POSTGRES") and os.environ.get("TESSERA_TEST_REDIS"):
        return
    from config.verify import services

    place = folder or Path(os.environ["TESSERA_TEST_FOLDER"])
    for name, start in (("TESSERA_TEST_POSTGRES", services.postgres), ("TESSERA_TEST_REDIS", services.redis)):
        service = start(Path(tempfile.mkdtemp(prefix="tessera-service-", dir=place)))
        STARTED.append(service)
        os.environ[name] = service.url


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: minutes, not seconds; run by `verify --long`")
    config.addinivalue_line("markers", "postgres: has a meaning only on PostgreSQL and Redis")
    config.addinivalue_line("markers", "browser: needs Chromium")


def pytest_report_header() -> str:
    return f"database: {WANTED}"


def pytest_sessionstart() -> None:
    # Once the tests ran on SQLite without anybody noticing.
    from django.db import connection

    if connection.vendor != VENDORS[WANTED]:
        pytest.exit(f"asked for {WANTED}, but the settings say {connection.vendor}", returncode=3)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, without a skip, what has no meaning on this database and what is too long for this run."""
    out = [item for item in items if _left_out(item)]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


def _left_out(item: pytest.Item) -> bool:
    if item.get_closest_marker("postgres") and WANTED != "postgres":
        return True
    return bool(item.get_closest_marker("long")) and not os.environ.get("TESSERA_TEST_LONG")


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    for service in reversed(STARTED):
        service.stop()
    STARTED.clear()
    if not WORKER:
        shutil.rmtree(os.environ["TESSERA_TEST_FOLDER"], ignore_errors=True)


_decide()
