"""Commands as they come in over sockets: who acts is looked up anew, by the cookie, when their turn has come."""

import uuid
from functools import partial
from typing import Any

from people.actors import COOKIE, Actor, actor_of
from people.keys import plain_hash
from people.models import Person
from realtime.models import Event
from realtime.together import Order


def order(actor: Actor, name: str, ref: str = "", *, tongue: str = "en", **data: Any) -> Order:
    """One command of this actor."""
    return Order(name, data, ref or str(uuid.uuid4()), tongue, actor.key, partial(_who, actor))


def card(seat: Actor, activity: str, text: str, ref: str = "", **more: Any) -> Order:
    """A card of this seat."""
    return order(seat, "card.add", ref, **{"activity": activity, "text": text, "lang": "it"} | more)


def vote(seat: Actor, poll: str, answer: str, number: int, **more: Any) -> Order:
    """A vote of this seat; a no has its reason."""
    why = {"reason": "Perché no."} if answer == "no" else {}
    choice = {"answer": answer}
    return order(seat, "ballot.cast", **{"poll": poll, "choice": choice, "nonce": f"{number:032x}", **why, **more})


def _who(actor: Actor) -> Actor:
    cookies = {}
    if actor.device is not None:
        # The tests know no token, for only its hash is kept: the device gets one that can be found again.
        cookies[COOKIE] = f"token of {actor.device.pk}"
        type(actor.device).objects.filter(pk=actor.device.pk).update(token_hash=plain_hash(cookies[COOKIE]))
    user = Person.objects.get(pk=actor.person.pk) if actor.person else None
    return actor_of({"cookies": cookies, "user": user}, actor.participant.pk if actor.participant else None)


def numbers(stream: str) -> list[tuple[int, str]]:
    """Return the log of a stream: (number, event)."""
    return list(Event.objects.filter(stream=stream).order_by("seq").values_list("seq", "kind"))
