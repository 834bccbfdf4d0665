"""Fifty phones with one ticket: one comes in. On a real database with real threads."""

from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from people import tickets
from people.actors import Actor
from people.models import Device, Participant, Ticket
from realtime.models import Event, Stream
from realtime.together import run_together
from tests.helpers.orders import order
from tests.people.making import do, make_process, make_territory

PHONES = 50


@pytest.fixture
def secret():
    return tickets.secrets_of(printed())[0]


def printed() -> Ticket:
    process = make_process(make_territory())
    return tickets.issue(actor=Actor(), process=process, place=process.stream, side="resident", count=1)[0]


def together(act, phones=PHONES):
    """Run act(number) in that many threads that start at the same moment; returns what they gave."""
    start, given = Barrier(phones), []

    def phone(number):
        start.wait()
        try:
            given.append(act(number))
        finally:
            connections.close_all()

    threads = [Thread(target=phone, args=(number,)) for number in range(phones)]
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


@pytest.mark.django_db(transaction=True)
def test_phones_that_come_in_crowds_through_several_processes_redeem_one_ticket_once(secret):
    place = Ticket.objects.get().place

    def crowd(number):
        phones = [{"nickname": f"Phone {number}", "once": f"ref {number} {n}"} for n in range(10)]
        return run_together(place, [order(Actor(), "ticket.redeem", secret=secret, lang="it", **p) for p in phones])

    answers = [answer for answers in together(crowd, 5) for answer in answers]
    assert sorted(a.code for a in answers) == ["", *["refused"] * 49]
    assert (Participant.objects.count(), Device.objects.count()) == (1, 1)
    assert (Stream.objects.get(pk=place).seq, Event.objects.filter(kind="ticket.redeemed").count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_crowd_with_a_ticket_each_all_come_in_and_are_numbered(secret):
    process = Ticket.objects.get().process
    more = tickets.issue(actor=Actor(), process=process, place=process.stream, side="resident", count=PHONES)
    secrets = [tickets.secrets_of(each)[0] for each in more]

    def crowd(number):
        mine = secrets[number::5]
        asked = [{"secret": each, "nickname": "Onda", "lang": "it", "once": each} for each in mine]
        return run_together(process.stream, [order(Actor(), "ticket.redeem", **each) for each in asked * 2])

    answers = [answer for answers in together(crowd, 5) for answer in answers]
    assert {a.code for a in answers} == {""}
    assert (Participant.objects.count(), len({a.data["participant"] for a in answers})) == (PHONES, PHONES)
    assert sorted({a.seq for a in answers}) == list(range(1, 2 * PHONES + 1))
