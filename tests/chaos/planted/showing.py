"""Faults in what was shown."""

from tests.chaos import findings
from tests.chaos.planted import at, heard, plant, who
from tests.chaos.record import Evidence, Shown


@plant(findings.LEAK)
def a_card_of_another_room_in_a_snapshot(e: Evidence) -> None:
    dina = who(e, "dina")
    place = at(dina, Shown, by="http")
    dina.entries[place] = dina.entries[place]._replace(rows={"activities": {"a-of-a": None}})
    e.homes["a-of-a"] = "room:a"


@plant(findings.LEAK)
def a_text_of_another_room_under_an_own_id(e: Evidence) -> None:
    anna = who(e, "anna")
    place = heard(anna, 5)
    anna.entries[place].frame["set"]["cards"]["c-r1"] = {"id": "c-r1", "text": "r3 il parco"}


@plant(findings.STALE)
def a_view_ends_with_an_old_row(e: Evidence) -> None:
    who(e, "bruno").tables["cards"]["c-r1"] = {"id": "c-r1", "state": "shown", "text": "r1 il bus"}


@plant(findings.STALE)
def an_own_part_ends_old(e: Evidence) -> None:
    who(e, "anna").mine = {"voted": {}}
    e.own["room:a", "seat:anna"] = {"voted": {"p": True}}


@plant(findings.HIDDEN)
def a_hidden_text_comes_again(e: Evidence) -> None:
    anna = who(e, "anna")
    hidden = next(event.seq for event in e.logs["room:a"].events if event.kind == "card.hidden")
    anna.entries[heard(anna, hidden)].frame["set"]["cards"]["c-r2"]["text"] = "r2 la scuola"


@plant(findings.HIDDEN)
def a_text_is_sent_before_the_reveal(e: Evidence) -> None:
    bruno = who(e, "bruno")
    bruno.entries[heard(bruno, 2)].frame["set"]["cards"]["c-r1"]["text"] = "r1 il bus"


@plant(findings.HIDDEN)
def a_withdrawn_card_stands_in_a_snapshot(e: Evidence) -> None:
    rows = {"cards": {"c-r6": None}}
    who(e, "bruno").entries.append(Shown(2000, 2, e.logs["room:a"].head, 1, rows, "http"))
