"""Faults in answers and effects."""

from tests.chaos import findings
from tests.chaos.planted import at, plant, who
from tests.chaos.record import Evidence, Heard, LogEvent, Said, Told


@plant(findings.LOST)
def acknowledged_and_gone(e: Evidence) -> None:
    anna = who(e, "anna")
    anna.entries += [
        Said(2000, 2, "x1", "card.edit", {"card": "c-r1", "text": "x1"}),
        Told(2000.1, 2, "x1", e.logs["room:a"].head + 1, {}),
    ]


@plant(findings.LOST)
def acknowledged_and_not_in_the_row(e: Evidence) -> None:
    e.cards["c-r1"] = e.cards["c-r1"]._replace(text="r1 il bus")  # the edit was rolled back
    for history in e.histories:
        card = history.tables["cards"].get("c-r1")
        if card and card["text"]:
            history.tables["cards"]["c-r1"] = e.views["room:a", history.audience]["cards"]["c-r1"]


@plant(findings.LOST)
def two_answers_for_one_number(e: Evidence) -> None:
    first = next(row for row in e.done if row.ref == "r1")
    e.done.append(first._replace(ref="x2"))
    who(e, "anna").entries.append(Said(2000, 2, "x2", "card.add", {"text": "r4 il bus notturno"}))


@plant(findings.DOUBLE)
def a_retry_that_acted_again(e: Evidence) -> None:
    log, row = e.logs["room:b"], e.cards["c-r3"]
    e.cards["c-x"] = row._replace(id="c-x")
    log.head += 1
    log.events.append(LogEvent(log.head, "card.added", {"cards": ["c-x"]}, 2000))
    shown = {"id": "c-x", "state": "shown", "text": None}
    dina = who(e, "dina")
    dina.entries.append(Heard(2000, 2, {"seq": log.head, "event": "card.added", "set": {"cards": {"c-x": shown}}}))
    for tables in (dina.tables, *(view for (stream, _audience), view in e.views.items() if stream == "room:b")):
        tables["cards"]["c-x"] = shown


@plant(findings.UNDONE)
def refused_and_yet_in_the_log(e: Evidence) -> None:
    bruno = who(e, "bruno")
    place = at(bruno, Told, ref="r8")
    bruno.entries[place] = bruno.entries[place]._replace(ok=None, code="refused")


@plant(findings.RETRY)
def a_retry_hears_another_number(e: Evidence) -> None:
    bruno = who(e, "bruno")
    place = max(n for n, entry in enumerate(bruno.entries) if isinstance(entry, Told) and entry.ref == "r2")
    bruno.entries[place] = bruno.entries[place]._replace(ok=99)


@plant(findings.RETRY)
def a_retry_is_refused(e: Evidence) -> None:
    bruno = who(e, "bruno")
    place = max(n for n, entry in enumerate(bruno.entries) if isinstance(entry, Told) and entry.ref == "r2")
    bruno.entries[place] = bruno.entries[place]._replace(ok=None, code="refused", data={})


@plant(findings.CONFLICT)
def another_content_is_taken_for_the_same(e: Evidence) -> None:
    anna = who(e, "anna")
    place = at(anna, Told, other=True)
    anna.entries[place] = anna.entries[place]._replace(ok=5, code="")


@plant(findings.MALFORMED)
def a_malformed_message_is_stored(e: Evidence) -> None:
    e.texts.append("something bad-1 something")


@plant(findings.MALFORMED)
def a_malformed_message_is_acknowledged(e: Evidence) -> None:
    who(e, "anna").entries.append(Told(2000, 2, "bad-1", 7, {}))
