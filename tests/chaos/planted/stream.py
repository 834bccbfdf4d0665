"""Faults in what sockets were sent, and in the log."""

from tests.chaos import findings
from tests.chaos.planted import at, heard, plant, who
from tests.chaos.record import Evidence, Heard, History, Said, Shown, Told


@plant(findings.SWAPPED)
def two_frames_arrive_in_the_wrong_order(e: Evidence) -> None:
    bruno = who(e, "bruno")
    one, two = heard(bruno, 3), heard(bruno, 4)
    first, second = bruno.entries[one].frame, bruno.entries[two].frame
    bruno.entries[one] = bruno.entries[one]._replace(frame=second)
    bruno.entries[two] = bruno.entries[two]._replace(frame=first)
    skip_to_the_end(e, bruno)


@plant(findings.SWAPPED)
def two_numbers_change_places(e: Evidence) -> None:
    bruno = who(e, "bruno")
    one, two = heard(bruno, 3), heard(bruno, 4)
    first, second = bruno.entries[one].frame, bruno.entries[two].frame
    bruno.entries[one] = bruno.entries[one]._replace(frame={**second, "seq": 3})
    bruno.entries[two] = bruno.entries[two]._replace(frame={**first, "seq": 4})


def skip_to_the_end(e: Evidence, history: History) -> None:
    """The client repaired what it lacked by a snapshot, so that only the order is wrong."""
    head = e.logs[history.stream].head
    history.entries.append(Shown(2000, 2, head, 0, {}, "http"))


@plant(findings.REPEATED)
def a_frame_arrives_twice(e: Evidence) -> None:
    bruno = who(e, "bruno")
    place = heard(bruno, 4)
    bruno.entries.insert(place, bruno.entries[place])


@plant(findings.GAP)
def a_frame_is_missing_and_nobody_asks(e: Evidence) -> None:
    bruno = who(e, "bruno")
    del bruno.entries[heard(bruno, 4)]


@plant(findings.GAP)
def the_last_frame_is_missing(e: Evidence) -> None:
    bruno = who(e, "bruno")
    del bruno.entries[heard(bruno, e.logs["room:a"].head)]


@plant(findings.PHANTOM)
def a_client_sees_what_the_log_has_not(e: Evidence) -> None:
    head = e.logs["room:a"].head
    who(e, "bruno").entries.append(Heard(2000, 1, {"seq": head + 1, "event": "card.added", "set": {}}))


@plant(findings.PHANTOM)
def a_frame_names_a_row_that_its_event_does_not(e: Evidence) -> None:
    bruno = who(e, "bruno")
    bruno.entries[heard(bruno, 4)].frame["set"]["cards"]["c-nowhere"] = None


@plant(findings.PHANTOM)
def a_command_was_carried_out_that_nobody_sent(e: Evidence) -> None:
    bruno = who(e, "bruno")
    gone = {at(bruno, Said, ref="r8"), at(bruno, Told, ref="r8")}
    bruno.entries = [entry for place, entry in enumerate(bruno.entries) if place not in gone]
    e.cards["c-r6"] = e.cards["c-r6"]._replace(state="shown")


@plant(findings.HOLE)
def a_number_was_never_given(e: Evidence) -> None:
    del e.logs["room:a"].events[3]


@plant(findings.SAME)
def a_number_was_given_twice(e: Evidence) -> None:
    log = e.logs["room:a"]
    log.events.insert(4, log.events[3])
