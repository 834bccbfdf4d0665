"""What people contribute: cards, their human translations, the groups they form and the problems they become."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deliberation.models.room import Activity, Room
from people.models import Participant, Person, Side
from proposals.models import Proposal
from realtime.ids import new_id


class Group(models.Model):
    """Cards put together. One that was merged or dissolved stays as a row without cards and can come back."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="groups")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    lang = models.CharField(max_length=35, default="it")
    position = models.PositiveIntegerField(default=0)
    gone = models.BooleanField(default=False)
    problem = models.OneToOneField(Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="group")

    class Meta:
        ordering = ["position", "number"]
        constraints = [models.UniqueConstraint(fields=["room", "number"], name="a_group_number_is_unique_in_its_room")]

    def __str__(self) -> str:
        return self.title


class Card(models.Model):
    class Channel(models.TextChoices):
        PHONE = "phone", _("Phone")
        TABLE = "table", _("Shared phone of a table")
        PAPER = "paper", _("On paper")
        PLAIN = "plain", _("Simple page")

    class State(models.TextChoices):
        SHOWN = "shown", _("Shown")
        HIDDEN = "hidden", _("Hidden")
        WITHDRAWN = "withdrawn", _("Withdrawn by its author")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="cards")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="cards")
    number = models.PositiveIntegerField()
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="cards"
    )  # null: typed in from paper, or the author asked to be forgotten
    side = models.CharField(max_length=10, choices=Side.choices)
    text = models.TextField(max_length=1000)
    lang = models.CharField(max_length=35)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.PHONE)
    entered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="cards")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SHOWN)
    hidden_reason = models.CharField(max_length=300, blank=True)
    publish = models.BooleanField(null=True)  # the author's answer: may it be read outside the room?
    helped = models.BooleanField(default=False)  # somebody else wrote it down, and the author agreed to the words
    agreed_at = models.DateTimeField(null=True, blank=True)  # read back at the table, and confirmed by its author
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["room", "number"], name="a_card_number_is_unique_in_its_room")]

    def __str__(self) -> str:
        return f"card {self.number}"


class VoiceNote(models.Model):
    """What somebody said instead of writing, until it is written down; then the sound is taken away."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="voice_notes")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="voice_notes")
    sound = models.BinaryField(null=True)  # null: written down, or taken back
    kind = models.CharField(max_length=30)  # audio/ogg, audio/webm, audio/mp4, audio/mpeg or audio/wav
    card = models.OneToOneField(Card, null=True, blank=True, on_delete=models.SET_NULL, related_name="voice_note")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"voice note {self.id}"


class CardTranslation(models.Model):
    """One line of human translation of one card."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="translations")
    lang = models.CharField(max_length=35)
    text = models.CharField(max_length=1000)
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card", "lang"], name="one_translation_per_card_and_language")]

    def __str__(self) -> str:
        return f"{self.card_id} {self.lang}"


class Source(models.Model):
    """A problem comes from cards: the first link of every journey. It stays when the group changes later."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="sources")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="sources")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "card"], name="a_card_is_once_the_source_of_a_problem")
        ]

    def __str__(self) -> str:
        return f"{self.card_id} → {self.proposal_id}"
