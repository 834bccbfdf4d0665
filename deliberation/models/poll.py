"""A question put to a vote, its frozen roll, who has voted, and the ballots, which nobody can link after closing."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deliberation.models.card import Group
from deliberation.models.room import Activity, Room
from people.models import Participant, Side
from proposals.models import Amendment, Proposal
from realtime.ids import new_id


class Poll(models.Model):
    class Method(models.TextChoices):
        DOTS = "dots", _("Dots")
        CONSENT = "consent", _("Consent round")
        DOUBLE_MAJORITY = "double-majority", _("Double majority")
        MAJORITY_JUDGMENT = "majority-judgment", _("Grades")
        SCHULZE = "schulze", _("Ranking")
        EQUAL_SHARES = "equal-shares", _("Equal shares")
        STV = "stv", _("Election")
        APPROVAL = "approval", _("Approval")
        SCORE = "score", _("Fist of five")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="polls")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="polls")
    number = models.PositiveIntegerField()
    method = models.CharField(max_length=20, choices=Method.choices)
    subject = models.CharField(max_length=10, default="groups")  # groups, charter, solution, amendment or options
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="polls")
    amendment = models.ForeignKey(Amendment, null=True, blank=True, on_delete=models.PROTECT, related_name="polls")
    round = models.PositiveSmallIntegerField(default=1)
    question = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    params = models.JSONField(default=dict)  # frozen at opening, with the rule's version
    opening_hash = models.CharField(max_length=64)  # of question, options, parameters: deliberation/frozen.py
    secret = models.JSONField(default=dict)  # {side: bool}
    seed_commit = models.CharField(max_length=64)
    seed = models.CharField(max_length=64, blank=True)  # revealed at closing
    head = models.CharField(max_length=64, blank=True)
    result = models.JSONField(null=True, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Of a vote that goes on outside the room: it closes by itself then. Null: who leads the room closes it.
    ends_at = models.DateTimeField(null=True, blank=True, db_index=True)
    extended_at = models.DateTimeField(null=True, blank=True)  # once, when a side that decides has no quorum

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="a_poll_number_is_unique_in_its_room"),
            models.UniqueConstraint(
                fields=["room"], condition=Q(state="open", ends_at=None), name="one_live_poll_at_a_time_in_a_room"
            ),
        ]

    def __str__(self) -> str:
        return f"poll {self.number}"

    @property
    def online(self) -> bool:
        """Whether people vote wherever they are, until a date."""
        return self.ends_at is not None


class PollOption(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)  # frozen: renaming the group later changes nothing
    lang = models.CharField(max_length=35)
    texts = models.JSONField(default=dict)  # {language: title}: one option, whatever language it is read in
    cost = models.BigIntegerField(null=True, blank=True)  # cents, where money is shared out
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="options")
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="options")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class Roll(models.Model):
    """Who may vote, frozen at opening. `opinion`: belongs to the addressed office, heard but not counted."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="roll")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="rolls")
    side = models.CharField(max_length=10, choices=Side.choices)
    opinion = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "participant"], name="a_participant_stands_once_on_a_roll")
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} on {self.poll_id}"


class Mark(models.Model):
    """Has voted. No time, no order, no choice."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="marks")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="marks")
    side = models.CharField(max_length=10, choices=Side.choices)
    paper = models.BooleanField(default=False)  # the ticket was exchanged for a ballot on paper
    opinion = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "participant"], name="a_participant_votes_once")]

    def __str__(self) -> str:
        return f"{self.participant_id} in {self.poll_id}"


class Ballot(models.Model):
    """One answer. Secret: under a key while open, without any key after closing. Open: with its participant."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="ballots")
    side = models.CharField(max_length=10, choices=Side.choices)
    choice = models.JSONField()
    nonce = models.CharField(max_length=32)
    key = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - null is "no key", and unique
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="open_ballots"
    )
    opinion = models.BooleanField(default=False)
    paper = models.BooleanField(default=False)
    reason = models.CharField(max_length=600, blank=True)
    lang = models.CharField(max_length=35, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "key"], name="one_ballot_each"),
            models.UniqueConstraint(
                fields=["poll", "participant"], condition=Q(participant__isnull=False), name="one_open_ballot_each"
            ),
        ]

    def __str__(self) -> str:
        return f"ballot in {self.poll_id}"
