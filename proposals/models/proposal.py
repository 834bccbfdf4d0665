"""One thing on its path (problem, solution, intervention), its authors, its links and its moves."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Organisation, Participant, Process, Service
from realtime.ids import new_id


class Proposal(models.Model):
    class Kind(models.TextChoices):
        PROBLEM = "problem", _("Problem")
        SOLUTION = "solution", _("Solution")
        INTERVENTION = "intervention", _("Intervention")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Confirmed by its authors")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        MERGED = "merged", _("Merged into another")
        VOTING = "voting", _("Being voted on")
        ADOPTED = "adopted", _("Adopted together")
        SUPPORTED = "supported", _("Supported by residents")
        NOT_ADOPTED = "not_adopted", _("Not adopted")
        ACCEPTED = "accepted", _("Accepted by the office")
        ACCEPTED_IN_PART = "accepted_in_part", _("Accepted in part by the office")
        NOT_ACCEPTED = "not_accepted", _("Not accepted by the office")
        REJOINED = "rejoined", _("Its authors answered back")
        FORWARDED = "forwarded", _("Forwarded to the authority that decides")
        PROGRAMMED = "programmed", _("Programmed")
        RUNNING = "running", _("Under way")
        DECLARED_DONE = "declared_done", _("Declared done by the office")
        DISPUTED = "disputed", _("Disputed by participants")
        VERIFIED = "verified", _("Verified done by citizens")
        ABANDONED = "abandoned", _("Given up by the office")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    number = models.PositiveIntegerField()  # counts up per process, all kinds together
    title = models.CharField(max_length=200)
    body = models.TextField(max_length=5000, blank=True)
    lang = models.CharField(max_length=35, default="it")
    origin = models.CharField(max_length=40, blank=True)  # stream of the room where it was born, or ""
    office = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")
    rehearsal = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["origin"], name="proposals_by_origin")]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="a_proposal_number_is_unique_in_its_process"),
        ]

    def __str__(self):
        return self.title


class Author(models.Model):
    """Somebody whose cards became this problem, or who signs it: asked, confirmed or objecting with a reason.

    Only rows whose `standing` is "author" are authors: who asks to join, was not let in or left keeps a row.
    """

    class Reply(models.TextChoices):
        ASKED = "asked", _("Asked")
        CONFIRMED = "confirmed", _("Confirmed")
        OBJECTED = "objected", _("Does not agree with the wording")

    class Standing(models.TextChoices):
        AUTHOR = "author", _("Author")
        ASKING = "asking", _("Asks to write with the authors")
        DECLINED = "declined", _("Was not let in")
        LEFT = "left", _("Left the authors")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="authors")
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="authorships"
    )
    label = models.CharField(max_length=80, blank=True)  # for an author without a seat (paper, association)
    answer = models.CharField(max_length=10, choices=Reply.choices, default=Reply.ASKED)
    reason = models.TextField(max_length=1000, blank=True)
    lang = models.CharField(max_length=35, blank=True)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.AUTHOR)
    joined_by = models.ForeignKey(  # the author who let them in
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    left_at = models.DateTimeField(null=True, blank=True)  # left, or was not let in
    left_why = models.TextField(max_length=1000, blank=True)
    left_lang = models.CharField(max_length=35, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "participant"], name="an_author_stands_once_under_a_proposal"),
            models.CheckConstraint(condition=~Q(answer="objected") | ~Q(reason=""), name="an_objection_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(standing="declined") | ~Q(left_why=""), name="who_was_not_let_in_reads_why"
            ),
        ]

    def __str__(self):
        return f"author of {self.proposal_id}"


class Link(models.Model):
    """A typed step of the path: a solution answers problems, an intervention carries out solutions."""

    class Type(models.TextChoices):
        ANSWERS = "answers", _("answers")
        CARRIES_OUT = "carries_out", _("carries out")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    from_proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="links_out")
    # Not taken away alone: what answers it or carries it out would hang in the air.
    to_proposal = models.ForeignKey(Proposal, on_delete=models.RESTRICT, related_name="links_in")
    type = models.CharField(max_length=12, choices=Type.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["from_proposal", "to_proposal", "type"], name="a_link_is_drawn_once"),
            models.CheckConstraint(
                condition=~Q(from_proposal=F("to_proposal")), name="a_proposal_never_links_to_itself"
            ),
        ]

    def __str__(self):
        return f"{self.from_proposal_id} {self.type} {self.to_proposal_id}"


class Move(models.Model):
    """One step in the workflow: who, when, from where to where, why."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="moves")
    verb = models.CharField(max_length=20)
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    actor_key = models.CharField(max_length=40)
    actor_label = models.CharField(max_length=80, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.verb} {self.proposal_id}"
