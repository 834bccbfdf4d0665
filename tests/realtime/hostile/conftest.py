"""One server for all of these tests; after each, its log holds no error."""

import asyncio
import os
import random
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


@pytest.fixture
def seed() -> int:
    """A new one each time; TESSERA_TEST_SEED repeats an old one."""
    number = int(os.environ.get("TESSERA_TEST_SEED") or random.randrange(2**32))
    print(f"seed: TESSERA_TEST_SEED={number}")
    return number
