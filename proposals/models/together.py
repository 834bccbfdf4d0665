"""What people do with a proposal together: support it, sign it for an association, join several into one, follow it."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Organisation, Participant, Person
from proposals.models.proposal import Proposal
from realtime.ids import new_id


class Support(models.Model):
    """One person stands behind a proposal. Taken back it stays on record; merging never adds one."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="supports")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="supports")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "participant"], name="a_participant_supports_a_proposal_once"),
        ]

    def __str__(self):
        return f"{self.participant_id} for {self.proposal_id}"


class Signature(models.Model):
    """An association stands behind a proposal, and says how many of its members were asked, and how."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")
    consulted = models.PositiveIntegerField()  # members who were asked
    how = models.CharField(max_length=500)
    lang = models.CharField(max_length=35, default="it")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "organisation"],
                condition=Q(withdrawn_at=None),
                name="an_association_signs_a_proposal_once",
            ),
            models.CheckConstraint(condition=~Q(how=""), name="a_signature_says_how_members_were_asked"),
        ]

    def __str__(self):
        return f"{self.organisation_id} under {self.proposal_id}"


class Merge(models.Model):
    """Several problems, or several solutions, become one new proposal when their authors agree."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        MERGED = "merged", _("Merged")
        LINKED = "linked", _("Linked, not merged")
        UNDONE = "undone", _("Taken apart again")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=Proposal.Kind.choices)
    title = models.CharField(max_length=200)
    body = models.TextField(max_length=5000, blank=True)
    lang = models.CharField(max_length=35, default="it")
    reason = models.TextField(max_length=1000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    into = models.OneToOneField(Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="merge")
    actor_key = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_merge_gives_its_reason")]

    def __str__(self):
        return f"merge {self.state}"


class MergePart(models.Model):
    """One of the originals, with the state it had and gets back when the merge is undone."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="parts")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="merge_parts")
    before = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["merge", "proposal"], name="a_proposal_stands_once_in_a_merge"),
        ]

    def __str__(self):
        return f"{self.proposal_id} in {self.merge_id}"


class MergeReply(models.Model):
    """What an author of one of the originals says to it."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="replies")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    agrees = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["merge", "participant"], name="an_author_replies_once_to_a_merge"),
        ]

    def __str__(self):
        return f"{self.participant_id} on {self.merge_id}"


class Follow(models.Model):
    """Somebody follows the journey of a problem, and when they last looked. Nobody else can list it."""

    problem = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="follows")
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.CASCADE, related_name="follows"
    )
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="follows")
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["problem", "participant"], name="a_seat_follows_a_journey_once"),
            models.UniqueConstraint(fields=["problem", "person"], name="a_person_follows_a_journey_once"),
            models.CheckConstraint(condition=Q(participant=None) ^ Q(person=None), name="a_seat_or_a_person_follows"),
        ]

    def __str__(self):
        return f"follows {self.problem_id}"


class Stage(models.Model):
    """A time in which a process does something between meetings: people write until a date."""

    class Kind(models.TextChoices):
        WRITING = "writing", _("Writing together")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    process = models.ForeignKey("people.Process", on_delete=models.CASCADE, related_name="stages")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.WRITING)
    title = models.JSONField(default=dict)  # {language: text}
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    room = models.CharField(max_length=40, blank=True)  # stream of the room that stays open meanwhile, or ""
    reminded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["opens_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")), name="a_stage_ends_after_it_begins"
            ),
        ]

    def __str__(self):
        return f"{self.kind} in {self.process_id}"

    @property
    def state(self) -> str:
        """Return ahead, open or over."""
        now = timezone.now()
        if self.closes_at <= now:
            return "over"
        return "ahead" if self.opens_at > now else "open"

    @property
    def short(self) -> bool:
        """Whether it lasts less than 28 days: that leaves out who has little time."""
        return self.closes_at - self.opens_at < timedelta(days=28)
