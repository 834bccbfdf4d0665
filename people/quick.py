"""The quick way for who acts from a seat alone, which is nearly everybody in a hall: the SQL of their reach is kept."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.db.models import QuerySet

from people.actors import Actor
from people.models import Participant
from realtime.kept import Kept


class QuickForSeats:
    """Wraps `find(actor)`, a queryset of what the actor may reach; of a participant it may ask nothing but the id."""

    def __init__(self, find: Callable[[Any], QuerySet]):
        self.find = find
        self.kept = Kept(lambda seat, pk: find(Actor(participant=Participant(pk=seat))).filter(pk=pk).order_by())
        update_wrapper(self, find)

    def __deepcopy__(self, memo: dict[int, Any]) -> "QuickForSeats":
        return self  # a shape copies its fields with all they hold

    def __call__(self, actor: Any) -> QuerySet:
        return self.find(actor)

    def one(self, actor: Any, pk: str) -> Any:
        """Return the row with this id among them, or None."""
        seat = actor.participant
        if actor.person is None and seat is not None and seat.removed_at is None:
            return self.kept.first(seat.pk, pk)
        return self.find(actor).filter(pk=pk).order_by().first()
