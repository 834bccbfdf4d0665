"""Prepared queries: the rows that the ORM gives, whatever is put into their slots; asked once where that is wanted."""

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from realtime.models import Event, Stream
from realtime.prepared import FEW, Among, Prepared, Slot, number, once

pytestmark = pytest.mark.django_db
LOG = Prepared(
    lambda: (
        Event.objects.filter(stream=Slot("stream"), seq__gt=number("since"), seq__lte=number("until"))
        .order_by("seq")
        .values_list("seq", "kind", "body", "at", "stream__epoch")
    )
)
HEADS = Among("pk", lambda: Stream.objects.filter(follows=Slot("follows")).order_by("pk").values_list("pk", "seq"))


@pytest.fixture
def log() -> Stream:
    stream = Stream.objects.create(id="toy:a", seq=30, epoch=2)
    Event.objects.bulk_create(
        Event(stream=stream, seq=n, kind="x.y", body={"things": [f"t{n}", "è 'quoted' %s"]}) for n in range(1, 31)
    )
    return stream


@pytest.mark.parametrize("since, until", [(0, 30), (7, 9), (30, 40), (0, 0), (-5, 2)])
def test_rows_are_those_of_the_orm_with_their_types(log, since, until):
    plain = log.events.filter(seq__gt=since, seq__lte=until).order_by("seq")
    wanted = list(plain.values_list("seq", "kind", "body", "at", "stream__epoch"))
    assert [tuple(row) for row in LOG.rows(stream="toy:a", since=since, until=until)] == wanted


@pytest.mark.parametrize("stream", ["toy:b", "", "' OR 1=1 --", "%s", "toy:a\\"])
def test_what_is_put_into_a_slot_is_a_value_and_never_a_part_of_the_query(log, stream):
    assert (LOG.rows(stream=stream, since=0, until=99), LOG.first(stream=stream, since=0, until=99)) == ([], None)


@pytest.mark.parametrize("count", [0, 1, 2, FEW, FEW + 1, 40])
def test_few_ids_are_asked_for_and_many_are_sifted_with_the_same_result(count):
    Stream.objects.bulk_create(Stream(id=f"toy:{n:02}", seq=n, follows="toy:f") for n in range(40))
    Stream.objects.create(id="toy:x", follows="toy:g")
    wanted = [f"toy:{n:02}" for n in range(count)]
    with CaptureQueriesContext(connection) as asked:
        rows = HEADS.rows([*reversed(wanted), *(["toy:x"] if count else [])], follows="toy:f")
    assert (rows, len(asked)) == ([(f"toy:{n:02}", n) for n in range(count)], 1 if count else 0)
    assert len(HEADS.rows(None, follows="toy:f")) == 40


def test_counts_by_group_work_too(log):
    counted = Prepared(
        lambda: Event.objects.filter(stream=Slot("stream")).order_by().values_list("kind").annotate(n=Count("pk"))
    )
    assert counted.rows(stream="toy:a") == [("x.y", 30)]


def test_within_once_a_question_is_asked_once_and_afterwards_anew(log):
    with CaptureQueriesContext(connection) as asked, once():
        first = LOG.rows(stream="toy:a", since=0, until=5)
        assert LOG.rows(stream="toy:a", since=0, until=5) is first
        LOG.rows(stream="toy:a", since=1, until=5)
    assert len(asked) == 2
    Event.objects.filter(seq=3).delete()
    assert len(LOG.rows(stream="toy:a", since=0, until=5)) == 4
