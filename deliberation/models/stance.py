"""What somebody thinks of a card: agrees, disagrees or passes; the last answer counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deliberation.models.card import Card
from people.models import Participant


class Stance(models.Model):
    """Kept with its person while the map is drawn: people are grouped by how they answered. No time, no order."""

    class Vote(models.IntegerChoices):
        AGREE = 1, _("Agree")
        PASS = 0, _("Pass")
        DISAGREE = -1, _("Disagree")

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="stances")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="stances")
    vote = models.SmallIntegerField(choices=Vote.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card", "participant"], name="one_stance_each")]

    def __str__(self) -> str:
        return f"{self.vote} on {self.card_id}"
