"""What the office replies to a result, and what it will do by when. It never changes; more can be added."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from monitoring.models.grid import Item
from monitoring.models.measuring import Round
from people.models import Organisation, Person
from realtime.ids import new_id


class Reply(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="replies")
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=5000)
    lang = models.CharField(max_length=35, default="it")
    follows = models.BooleanField(default=False)  # false: the reply to the result; true: added to it later
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round"], condition=Q(follows=False), name="a_result_is_replied_to_once"),
            models.CheckConstraint(condition=~Q(text=""), name="a_reply_says_something"),
        ]

    def __str__(self):
        return f"reply to {self.round_id}"


class PlanLine(models.Model):
    """One measure of the improvement plan. Without an item it is about the whole result."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="plan")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    measure = models.CharField(max_length=500)
    due = models.DateField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return self.measure
