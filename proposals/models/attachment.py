"""Files that belong to a proposal or to an answer: kept in the database, known by their first bytes."""

from django.db import models
from django.utils import timezone

from people.models import Participant, Person
from proposals.models.answering import Answer
from proposals.models.proposal import Proposal
from realtime.ids import new_id


class Attachment(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="attachments")
    answer = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)  # application/pdf, image/png or image/jpeg
    size = models.PositiveIntegerField()  # bytes
    digest = models.CharField(max_length=64)  # SHA-256
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ready = models.BooleanField(default=False)  # true once `attachment.keep` has named it: until then nobody sees it
    removed_at = models.DateTimeField(null=True, blank=True)  # taken away: bytes and name are gone, this line stays

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return self.name


class AttachmentContent(models.Model):
    """The bytes, in a table of their own, so that no list ever loads them."""

    attachment = models.OneToOneField(
        Attachment, primary_key=True, on_delete=models.CASCADE, related_name="content", editable=False
    )
    body = models.BinaryField()

    def __str__(self):
        return f"content of {self.attachment_id}"
