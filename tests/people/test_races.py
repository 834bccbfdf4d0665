"""Fifty phones with one ticket: one comes in. On a real database with real threads."""

from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from people import tickets
from people.actors import Actor
from people.models import Device, Participant
from tests.people.making import do, make_process, make_territory

PHONES = 50


@pytest.fixture
def secret():
    process = make_process(make_territory())
    ticket = tickets.issue(actor=Actor(), process=process, place=process.stream, side="resident", count=1)[0]
    return tickets.secrets_of(ticket)[0]


def together(act):
    """Run act(number) in PHONES threads that start at the same moment; returns what they gave."""
    start, given = Barrier(PHONES), []

    def phone(number):
        start.wait()
        try:
            given.append(act(number))
        finally:
            connections.close_all()

    threads = [Thread(target=phone, args=(number,)) for number in range(PHONES)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return given


def in_memory():
    return connection.vendor == "sqlite" and connection.is_in_memory_db()


@pytest.mark.django_db(transaction=True)
def test_fifty_phones_redeem_one_ticket_and_one_comes_in(secret):
    assert not in_memory()
    answers = together(
        lambda n: do("ticket.redeem", Actor(), secret=secret, nickname=f"Phone {n}", lang="it", once=f"ref {n}")
    )
    assert sorted(a.ok for a in answers) == [False] * (PHONES - 1) + [True]
    assert {a.code for a in answers if not a.ok} == {"refused"}
    assert (Participant.objects.count(), Device.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_one_phone_that_sends_fifty_times_gets_one_seat(secret):
    answers = together(lambda n: do("ticket.redeem", Actor(), secret=secret, nickname="Onda", lang="it", once="same"))
    assert len({a.data["participant"] for a in answers}) == 1
    assert Participant.objects.count() == 1
