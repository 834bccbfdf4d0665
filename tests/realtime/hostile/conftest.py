"""One server for all of these tests; after each, its log holds no error."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from tests.realtime.hostile.house import House


@pytest.fixture(scope="session")
def built(servers: Any) -> House:
    """A room that everybody may enter, on a server of its own."""
    house = House(servers())
    asyncio.run(house.prepare())
    return house


@pytest.fixture
def house(built: House) -> Iterator[House]:
    yield built
    assert built.complaints() == ""
