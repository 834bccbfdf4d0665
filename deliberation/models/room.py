"""Where people meet: a room with its agenda of activities, who runs it and who sits in it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Participant, Person, Process
from realtime.ids import new_id


class Room(models.Model):
    class State(models.TextChoices):
        PREPARED = "prepared", _("Being prepared")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    class Entry(models.TextChoices):
        TICKETS = "tickets", _("With a ticket")
        OPEN = "open", _("Anyone with the code")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="rooms")
    title = models.CharField(max_length=160)
    lang = models.CharField(max_length=35, default="it")
    code = models.CharField(max_length=6, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    entry = models.CharField(max_length=10, choices=Entry.choices, default=Entry.TICKETS)
    rehearsal = models.BooleanField(default=False)
    playbook = models.CharField(max_length=60)
    playbook_version = models.PositiveSmallIntegerField(default=1)
    activity = models.ForeignKey("Activity", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    recount_at = models.DateTimeField(null=True, blank=True)  # set while the room is being counted again
    read_at = models.DateTimeField(null=True, blank=True)  # when the official read commitment and date aloud
    created_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        return f"room:{self.id}"


class RoomRole(models.Model):
    """Who runs the room. The lead can hand over; a co-facilitator has the same console."""

    class Name(models.TextChoices):
        LEAD = "lead", _("Leads")
        CO = "co", _("Helps to lead")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="roles")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="room_roles")
    role = models.CharField(max_length=10, choices=Name.choices, default=Name.LEAD)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "person"], name="a_person_runs_a_room_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.room_id}"


class Seat(models.Model):
    """One participant in one room: inside, asked whether still here, or gone."""

    class State(models.TextChoices):
        IN = "in", _("In the room")
        ASKED = "asked", _("Asked whether still here")
        OUT = "out", _("Gone")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="seats")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="room_seats")
    state = models.CharField(max_length=10, choices=State.choices, default=State.IN)
    entered_at = models.DateTimeField(default=timezone.now)
    observes = models.CharField(max_length=10, blank=True)  # the side that this person watches the ballots for, or ""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "participant"], name="a_participant_sits_once_in_a_room"),
            models.UniqueConstraint(
                fields=["room", "observes"],
                condition=~models.Q(observes=""),
                name="one_observer_of_each_side_in_a_room",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} in {self.room_id}"


class Activity(models.Model):
    """One step of the agenda. Its kind says which verbs it opens (deliberation/activities.py)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Not yet")
        RUNNING = "running", _("Now")
        PAUSED = "paused", _("Paused")
        DONE = "done", _("Done")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    title = models.JSONField(default=dict)  # {"it": …, "en": …, "ar": …}
    prompt = models.JSONField(default=dict)
    minutes = models.PositiveSmallIntegerField(default=10)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    revealed = models.BooleanField(default=False)
    ends_at = models.DateTimeField(null=True, blank=True)
    left_seconds = models.PositiveIntegerField(null=True, blank=True)  # while paused
    settings = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["room", "position"]
        constraints = [
            models.UniqueConstraint(fields=["room", "position"], name="one_activity_per_place_in_the_agenda")
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.kind}"
