"""What follows an answer or its absence: who was told of the date, and how people on each side rate the answer."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Participant
from proposals.models.answering import Answer, Referral
from realtime.ids import new_id


class ClockNotice(models.Model):
    """Both sides were told of this moment of the clock: once each, whoever looks at the clock, and how often."""

    class Moment(models.TextChoices):
        SOON = "soon", _("A week before the date")
        TODAY = "today", _("On the date")
        LATE = "late", _("After the date")

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="notices")
    turn = models.PositiveSmallIntegerField(default=1)  # 2: of the date that runs after a rejoinder
    moment = models.CharField(max_length=10, choices=Moment.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "turn", "moment"], name="a_moment_of_the_clock_is_told_once"),
        ]

    def __str__(self):
        return f"{self.moment} {self.turn} of {self.referral_id}"


class Rating(models.Model):
    """Whether somebody found an answer understandable and responsive, 1 to 5. Shown as medians of a side only."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="ratings")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    understandable = models.PositiveSmallIntegerField()
    responsive = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "participant"], name="one_rating_of_an_answer_each"),
            models.CheckConstraint(
                condition=Q(understandable__range=(1, 5), responsive__range=(1, 5)), name="a_rating_is_from_1_to_5"
            ),
        ]

    def __str__(self):
        return f"rating of {self.answer_id}"
