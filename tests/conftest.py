"""Fixtures for all tests, and the rule that browser tests run only when they are asked for by path."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

BROWSER = Path(__file__).parent / "browser"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Playwright's synchronous calls and asyncio's tests cannot share a process."""
    if collection_path != BROWSER:
        return None
    asked = [Path(argument.partition("::")[0]).resolve() for argument in config.invocation_params.args if argument]
    return None if any(path.is_relative_to(BROWSER) for path in asked) else True


@pytest.fixture(scope="session")
def node() -> str:
    """The program that runs JavaScript: `subprocess.run([node, …])`."""
    from config.verify.programs import node as find

    found = find()
    assert found, "no node: install it, or install the test packages (Playwright carries one)"
    return found


@pytest.fixture(scope="module")
def scened(request: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """Build the scene of a command (the parameter) once for all tests of a file; each test undoes what it does there.

    What a command does to files outlives a rollback: such a scene is built anew by whoever needs it twice.
    """
    from django.db import transaction

    from tests.helpers.scenes import SCENES

    with django_db_blocker.unblock(), translation.override("en"), transaction.atomic():
        yield (request.param, *SCENES[request.param]())
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def source_language(settings: Any) -> Iterator[None]:
    """Sentences are compared in the language of the sources; what each translation says is tested on its own."""
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield
