"""Who acts: the person logged in, the device in the hand, the seat they sit on."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from people.keys import plain_hash
from people.models import Device, DeviceSeat, Participant, Person
from realtime.kept import Kept

COOKIE = "tessera_device"
COOKIE_AGE = 180 * 24 * 3600  # seconds


@dataclass(frozen=True)
class Actor:
    """A person (logged in), a participant (on a seat), a device; any of them may be None."""

    person: Person | None = None
    participant: Participant | None = None
    device: Device | None = None

    @property
    def key(self) -> str:
        """Name of the actor in logs and in what was already done: the seat first, for it is who speaks."""
        if self.participant is not None:
            return f"seat:{self.participant.id}"
        if self.person is not None:
            return f"person:{self.person.id}"
        if self.device is not None:
            return f"device:{self.device.id}"
        return "anonymous"

    def light(self) -> "Actor":
        """Let go of what hangs on the rows (process, territory, office): this actor is kept as long as a socket."""
        for row in (self.person, self.participant, self.device):
            if row is not None:
                row._state.fields_cache.clear()
        return self

    @property
    def label(self) -> str:
        """The name others may read: a nickname, or the name a person shows."""
        return str(self.participant or self.person or "")


ANONYMOUS = Actor()


def actor_of(source: Any, seat: str | None = None) -> Actor:
    """Find out who acts. `source` is a Django request or a socket's scope; `seat` is a participant's id.

    A seat counts only when it is on this device, is not revoked and nobody removed it; else the actor has no seat.
    Without `seat`: a logged-in person acts as that person, others on the seat this device was given last.
    """
    person = _person_of(source)
    token = _cookies_of(source).get(COOKIE, "")
    if not token:
        return Actor(person=person)
    if not seat and person is not None:
        return Actor(person=person, device=_device_of(token))
    found = SEAT.first(plain_hash(token), seat) if seat else LAST_SEAT.first(plain_hash(token))
    if found is None:
        return Actor(person=person, device=_device_of(token))
    return Actor(person=person, participant=found.participant, device=found.device)


def seats_of(token: str) -> QuerySet[DeviceSeat]:
    """Return the seats that the device with this token may use now."""
    return _seats(plain_hash(token))


def _seats(token_hash: str) -> QuerySet[DeviceSeat]:
    live = DeviceSeat.objects.filter(device__token_hash=token_hash, device__revoked_at=None, revoked_at=None)
    return live.filter(participant__removed_at=None).select_related(
        "device", "participant__process__territory", "participant__office"
    )


# Asked for every command and every page.
SEAT = Kept(lambda token_hash, seat: _seats(token_hash).filter(participant=seat)[:1])
LAST_SEAT = Kept(lambda token_hash: _seats(token_hash).order_by("-created_at", "-id")[:1])


def new_device() -> tuple[Device, str]:
    """Make a device and its token (256 random bits); only the hash is kept."""
    token = secrets.token_urlsafe(32)
    return Device.objects.create(token_hash=plain_hash(token)), token


def keep_token(response: Any, token: str) -> None:
    """Put the token on the device. In a hall without TLS the settings turn `Secure` off, nothing else changes."""
    response.set_cookie(
        COOKIE, token, max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def _device_of(token: str) -> Device | None:
    return Device.objects.filter(token_hash=plain_hash(token), revoked_at=None).first()


def _person_of(source: Any) -> Person | None:
    user = source.get("user") if isinstance(source, dict) else getattr(source, "user", None)
    if user is None or not user.is_authenticated or not user.is_active:
        return None
    # The lazy wrapper of the session is opened here: `Actor` is plain data.
    return getattr(user, "_wrapped", user)


def _cookies_of(source: Any) -> dict[str, str]:
    if not isinstance(source, dict):
        return source.COOKIES
    if "cookies" in source:
        return source["cookies"]
    from http.cookies import SimpleCookie

    headers = dict(source.get("headers") or [])
    jar = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
    return {name: morsel.value for name, morsel in jar.items()}
