"""The doors, each knocked at as its users do: a form, JSON over HTTP, a message of a socket, a crowd of messages."""

import json
import uuid
from dataclasses import replace
from functools import partial
from typing import Any

from people.actors import Actor
from realtime.command import COMMANDS
from realtime.decode import decode
from realtime.refusal import Refused
from realtime.run import asked, reached
from realtime.streams import resolve_actor
from realtime.together import Order, run_together


def enter(client: Any, actor: Any) -> dict[str, str]:
    """Give the test client the cookies that this actor's browser would have."""
    from people.actors import COOKIE
    from people.keys import plain_hash

    client.cookies.clear()
    if actor.person is not None:
        client.force_login(actor.person, backend="django.contrib.auth.backends.ModelBackend")
    if actor.device is not None:
        token = uuid.uuid4().hex
        actor.device.token_hash = plain_hash(token)
        actor.device.save(update_fields=["token_hash"])
        client.cookies[COOKIE] = token
    return {"seat": actor.participant.pk} if actor.participant is not None else {}


def form(client: Any, actor: Any, name: str, data: dict[str, Any]) -> bool:
    """An ordinary form, nested fields with dots, lists repeated."""
    seat = enter(client, actor)
    fields = {"ref": str(uuid.uuid4()), "next": "/", **seat, **dict(_flat(data))}
    return client.post(f"/do/{name}", fields).status_code == 302


def _flat(data: dict[str, Any], before: str = "") -> Any:
    for key, value in data.items():
        if key == "choice":
            yield "choice", value["answer"]
        elif isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for place, each in enumerate(value):
                yield from _flat(each, f"{before}{key}[{place}]")
        else:
            yield f"{before}{key}", value


def rest(client: Any, actor: Any, name: str, data: dict[str, Any]) -> bool:
    """POST /api/do/<command>."""
    seat = enter(client, actor)
    headers = {"Idempotency-Key": str(uuid.uuid4())} | ({"X-Seat": seat["seat"]} if seat else {})
    answer = client.post(f"/api/do/{name}", json.dumps(data), content_type="application/json", headers=headers)
    return answer.status_code == 200


def socket(client: Any, actor: Any, name: str, data: dict[str, Any]) -> bool:
    """What the queue does with one message, without the wire (tests/realtime has the wire)."""
    order = _order(client, actor, name, data)
    return run_together(_stream(order), [order])[0].ok


def crowd(client: Any, actor: Any, name: str, data: dict[str, Any]) -> bool:
    """The same under one commit with a stranger's, which is refused, and again, as when no answer was heard."""
    order = _order(client, actor, name, data)
    stranger = replace(order, ref=str(uuid.uuid4()), key="anonymous", who=Actor)
    again = [order] if COMMANDS[name].stores else []
    _refused, answer, *repeated = run_together(_stream(order), [stranger, order, *again])
    assert [(each.ok, each.seq, each.data) for each in repeated] == [(answer.ok, answer.seq, answer.data)] * len(again)
    return answer.ok


def _order(client: Any, actor: Any, name: str, data: dict[str, Any]) -> Order:
    seat = enter(client, actor)
    said = decode(json.dumps({"do": name, "with": data, "ref": str(uuid.uuid4())}))
    scope = {"type": "websocket", "cookies": {k: m.value for k, m in client.cookies.items()}, "user": actor.person}
    who = partial(resolve_actor, scope, seat.get("seat"))
    return Order(said["do"], said["with"], said["ref"], "it", actor.key, who)


def _stream(order: Order) -> str:
    """Return the stream that a socket of this sender would look at: the command's own."""
    try:
        this = asked(order.name, order.data, order.ref)
        return next(iter(this.cmd.streams(**reached(this, order.who()))), "")
    except Refused:
        return ""


DOORS = {"form": form, "rest": rest, "socket": socket, "crowd": crowd}
