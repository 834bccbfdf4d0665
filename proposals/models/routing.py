"""Where a proposal was sent: to which service of which office, or to an authority beyond the municipality."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models import Organisation, Person, Service
from proposals.models.proposal import Proposal
from realtime.ids import new_id


class Routing(models.Model):
    """One time that a proposal was sent to a service, or to another office: from where, by whom, why."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="routings")
    before = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=1000, blank=True)
    lang = models.CharField(max_length=35, default="it")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.proposal_id} to {self.office_id}"


class Forwarding(models.Model):
    """Outside the competence of the municipality: sent on to whoever decides, with number and day; and their reply."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="forwardings")
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="forwarded")
    protocol = models.CharField(max_length=40)
    sent_on = models.DateField()
    reason = models.TextField(max_length=1000)  # why the municipality cannot decide this itself
    lang = models.CharField(max_length=35, default="it")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    late = models.PositiveSmallIntegerField(default=0)  # days by which the office itself was late when it sent it on
    reply = models.TextField(max_length=5000, blank=True)
    reply_lang = models.CharField(max_length=35, blank=True)
    reply_protocol = models.CharField(max_length=40, blank=True)
    replied_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(replied_on=None), name="a_proposal_waits_for_one_authority_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(protocol="") & ~Q(reason=""), name="what_is_forwarded_has_a_number_and_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(reply="", replied_on=None) | ~Q(reply="") & Q(replied_on__isnull=False),
                name="a_reply_from_an_authority_has_its_day",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id} to {self.authority_id}"
