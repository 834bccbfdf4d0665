"""A toy stream at a hub of its own, for the tests of delivery."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from realtime.hub import Hub
from realtime.streams import KINDS
from tests.realtime.toy import KIND, TOYS, Toy


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind of stream exists while the test runs."""
    monkeypatch.setitem(KINDS, "toy", KIND)


@pytest.fixture
async def desk(toys: None) -> AsyncIterator[tuple[Toy, Hub]]:
    """A toy and a hub; at the end no task is left."""
    toy, hub = Toy(), Hub()
    yield toy, hub
    stop(hub)
    TOYS.clear()


def stop(hub: Any) -> None:
    for each in list(hub.desks.values()):
        each.stop()
    for task in list(hub.tasks):
        task.cancel()
