"""Scenes of the commands that belong to a room."""

from deliberation.models import Card, VoiceNote
from people.models import Participant, Person, Role, Ticket
from people.tickets import secrets_of
from realtime.commands import last_undoable
from tests.helpers.scenes import N, big_polled, carded, confirmed, grouped, paper_seat, polled, scene, small
from tests.helpers.world import World, do, world


@scene("room.create")
def _():
    w = small()
    return w, w.f, {"process": w.process.pk, "title": "Altra", "playbook": "listening", "lang": "it"}


@scene("room.open")
def _():
    w = world(residents=0, officials=0, opened=False)
    return w, w.f, {"room": w.room.pk}


@scene("room.close")
def _():
    w = small()
    return w, w.f, {"room": w.room.pk}


@scene("room.hand_over")
def _():
    w = small()
    other = Person.objects.create_user("co@example.org", display_name="Co")
    Role.objects.create(person=other, territory=w.territory, role="facilitator")
    return w, w.f, {"room": w.room.pk, "email": "co@example.org"}


@scene("room.next")
def _():
    w = small()
    return w, w.f, {"room": w.room.pk}


@scene("room.back")
def _():
    w = small()
    w.at("cards")
    return w, w.f, {"room": w.room.pk}


@scene("timer.add")
def _():
    w = small()
    return w, w.f, {"activity": w.room.activity_id, "minutes": 1}


@scene("timer.pause")
def _():
    w = small()
    return w, w.f, {"activity": w.room.activity_id}


@scene("timer.resume")
def _():
    w = small()
    do(w.f, "timer.pause", activity=w.room.activity_id)
    return w, w.f, {"activity": w.room.activity_id}


@scene("card.add")
def _():
    w = small()
    return w, w.residents[0], {"activity": w.at("cards").pk, "text": "Un biglietto", "lang": "it"}


@scene("card.edit")
def _():
    w = small()
    card = carded(w, revealed=False)[0]
    return w, w.residents[0], {"card": card.pk, "text": "Cambiato", "lang": "it"}


@scene("card.withdraw")
def _():
    w = small()
    return w, w.residents[0], {"card": carded(w)[0].pk}


@scene("card.enter")
def _():
    w = small()
    return w, w.f, {"activity": w.at("cards").pk, "text": "Da un foglio", "lang": "ro", "side": "resident"}


@scene("cards.reveal")
def _():
    w = small()
    return w, w.f, {"activity": carded(w, revealed=False)[0].activity_id}


@scene("card.hide")
def _():
    w = small()
    return w, w.f, {"card": carded(w)[0].pk, "reason": "Un nome"}


@scene("card.show")
def _():
    w = small()
    card = carded(w)[0]
    do(w.f, "card.hide", card=card.pk, reason="Un nome")
    return w, w.f, {"card": card.pk}


@scene("card.translate")
def _():
    w = small()
    return w, w.f, {"card": carded(w)[0].pk, "lang": "en", "text": "A card"}


@scene("card.move")
def _():
    w = small()
    first, second = grouped(w)
    return w, w.f, {"card": Card.objects.get(group=first).pk, "group": second.pk}


@scene("card.consent")
def _():
    w = small()
    return w, w.residents[0], {"card": carded(w)[0].pk, "publish": True}


@scene("group.create")
def _():
    w = small()
    cards = carded(w)
    data = {"activity": w.at("grouping").pk, "title": "Gruppo", "lang": "it", "cards": [c.pk for c in cards]}
    return w, w.f, data


@scene("group.rename")
def _():
    w = small()
    return w, w.f, {"group": grouped(w)[0].pk, "title": "Nuovo nome", "lang": "it"}


@scene("group.merge")
def _():
    w = small()
    first, second = grouped(w)
    return w, w.f, {"group": first.pk, "into": second.pk}


@scene("group.dissolve")
def _():
    w = small()
    return w, w.f, {"group": grouped(w)[0].pk}


@scene("group.restore")
def _():
    w = small()
    first, _second = grouped(w)
    cards = list(Card.objects.filter(group=first).values_list("pk", flat=True))
    do(w.f, "group.dissolve", group=first.pk)
    return w, w.f, {"group": first.pk, "cards": cards}


@scene("undo.last")
def _():
    w = small()
    w.at("cards")
    assert last_undoable(w.room.stream, w.f)
    return w, w.f, {"stream": w.room.stream}


@scene("poll.open")
def _():
    w = small()
    return w, w.f, {"activity": w.room.activity_id, "method": "double-majority"}


@scene("seat.observe")
def observed():
    w = small()
    return w, w.f, {"participant": w.residents[0].participant.pk, "room": w.room.pk, "observes": True}


@scene("poll.extend")
def extended():
    w = small()
    return w, w.f, {"poll": polled(w).pk, "days": 7}


@scene("poll.close")
def _():
    w = small()
    poll = polled(w)
    do(w.residents[0], "ballot.cast", poll=poll.pk, choice={"answer": "yes"}, nonce=N)
    return w, w.f, {"poll": poll.pk}


@scene("ballot.cast")
def _():
    w = small()
    return w, w.residents[0], {"poll": polled(w).pk, "choice": {"answer": "yes"}, "nonce": N}


@scene("ballot.hand_out")
def _():
    w, poll = big_polled()
    return w, w.f, {"poll": poll.pk, "participant": w.residents[0].participant.pk}


@scene("ballot.take_back")
def _():
    w, poll = big_polled()
    do(w.f, "ballot.hand_out", poll=poll.pk, participant=w.residents[0].participant.pk)
    return w, w.f, {"poll": poll.pk, "participant": w.residents[0].participant.pk}


@scene("ballot.enter")
def _():
    w, poll = big_polled()
    do(w.f, "ballot.hand_out", poll=poll.pk, participant=w.residents[0].participant.pk)
    return w, w.f, {"poll": poll.pk, "side": "resident", "choice": {"answer": "no"}}


@scene("seat.take")
def _():
    w = small()
    w.room = w.fresh_room(playbook="listening")
    return w, w.residents[0], {"room": w.room.pk}


@scene("seat.join")
def _():
    w = small()
    w.room = w.fresh_room(playbook="listening", entry="open")
    do(w.f, "room.open", room=w.room.pk)
    data = {"room": w.room.pk, "side": "resident", "nickname": "Onda", "lang": "ar", "once": "una-volta"}
    return w, w.residents[0], data


@scene("seat.here")
def _():
    w = small()
    do(w.residents[0], "seat.leave", room=w.room.pk)
    return w, w.residents[0], {"room": w.room.pk}


@scene("seat.leave")
def _():
    w = small()
    return w, w.residents[0], {"room": w.room.pk}


@scene("seat.check")
def _():
    w = small()
    return w, w.f, {"participant": w.residents[0].participant.pk, "room": w.room.pk, "present": False}


@scene("room.count")
def _():
    w = small()
    return w, w.f, {"room": w.room.pk}


@scene("room.counted")
def _():
    w = small()
    do(w.f, "room.count", room=w.room.pk)
    do(w.residents[0], "seat.here", room=w.room.pk)
    return w, w.f, {"room": w.room.pk}


@scene("seat.remove")
def _():
    w = small()
    return w, w.f, {"participant": w.residents[0].participant.pk, "room": w.room.pk}


@scene("seat.reissue")
def _():
    w = small()
    return w, w.f, {"participant": w.residents[0].participant.pk, "room": w.room.pk}


@scene("seat.slip_for")
def _():
    w = small()
    return w, w.f, {"participant": paper_seat(w), "room": w.room.pk}


@scene("seat.slip")
def _():
    w = small()
    return w, w.residents[0], {"room": w.room.pk}


@scene("seat.paper")
def _():
    w = small()
    do(w.f, "ticket.issue", room=w.room.pk, side="resident", count=1)
    ticket = Ticket.objects.filter(place=w.room.stream, state="issued").latest("number")
    return w, w.f, {"room": w.room.pk, "code": secrets_of(ticket)[1], "nickname": "Carta"}


@scene("ticket.issue")
def _():
    w = small()
    return w, w.f, {"room": w.room.pk, "side": "civil", "count": 2}


@scene("ticket.void")
def _():
    w = small()
    do(w.f, "ticket.issue", room=w.room.pk, side="resident", count=1)
    ticket = Ticket.objects.filter(place=w.room.stream, state="issued").latest("number")
    return w, w.f, {"ticket": ticket.pk}


@scene("problem.draft")
def _():
    w = small()
    group = grouped(w)[0]
    w.at("problems")
    return w, w.f, {"group": group.pk, "title": "Un problema", "body": "", "lang": "it"}


@scene("solution.draft")
def _():
    w = small()
    problem = confirmed(w)
    w.at("solutions")
    return (
        w,
        w.residents[1],
        {"room": w.room.pk, "problems": [problem.pk], "title": "Una scheda", "body": "", "lang": "it"},
    )


@scene("closing.read")
def _():
    w = small()
    w.at("closing")
    return w, w.officials[0], {"room": w.room.pk}


@scene("ticket.redeem")
def _():
    w = small()
    do(w.f, "ticket.issue", room=w.room.pk, side="resident", count=1)
    ticket = Ticket.objects.filter(place=w.room.stream, state="issued").latest("number")
    actor = w.residents[0]
    data = {"secret": secrets_of(ticket)[0], "nickname": "Vela", "lang": "it", "once": "una-volta", "table": True}
    assert Participant.objects.filter(process=w.process).count() == 4
    return w, actor, data


@scene("rehearsal.erase")
def _():
    w = world(residents=2, officials=1)
    w.room.rehearsal = True
    w.room.save(update_fields=["rehearsal"])
    Participant.objects.filter(pk=w.residents[0].participant.pk).update(channel="rehearsal")
    carded(w)
    return w, w.f, {"room": w.room.pk}


@scene("stance.take")
def _():
    w = small()
    w.room = w.fresh_room(playbook="common-ground")
    do(w.f, "room.open", room=w.room.pk)
    do(w.residents[0], "seat.take", room=w.room.pk)
    activity = w.at("cards")
    card = do(w.residents[0], "card.add", activity=activity.pk, text="Un biglietto", lang="it")["card"]
    do(w.f, "cards.reveal", activity=activity.pk)
    w.at("opinion")
    return w, w.residents[0], {"card": card, "stance": "agree"}


def spoken() -> tuple[World, VoiceNote]:
    """A voice note of the first resident that waits to be written down."""
    w = small()
    note = VoiceNote.objects.create(
        activity=w.at("cards"), participant=w.residents[0].participant, sound=b"OggS", kind="audio/ogg"
    )
    return w, note


@scene("card.agree")
def agreed():
    w = small()
    return w, w.residents[0], {"card": carded(w)[0].pk}


@scene("voice.keep")
def voice_kept():
    w, note = spoken()
    return w, w.residents[0], {"note": note.pk}


@scene("voice.take_back")
def voice_taken_back():
    w, note = spoken()
    return w, w.residents[0], {"note": note.pk}


@scene("voice.write_down")
def voice_written_down():
    w, note = spoken()
    return w, w.f, {"note": note.pk, "text": "Nessuno mi ha capita.", "lang": "it"}
