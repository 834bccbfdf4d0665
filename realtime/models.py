"""The truth of real time: numbered events per stream, and what was already done."""

from django.db import models


class Stream(models.Model):
    """One order of events (a room, a process). `seq` is the last number given; `epoch` rises when the past changed."""

    id = models.CharField(primary_key=True, max_length=40)  # "room:0123456789ab"
    seq = models.BigIntegerField(default=0)
    epoch = models.IntegerField(default=0)
    # A room follows its process: what is recorded there and concerns it is recorded here too, under its own number.
    follows = models.CharField(max_length=40, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.id} at {self.seq}"


class Event(models.Model):
    """One thing that happened. `body` is {table: [ids]}: never a text, never a choice, nobody's name."""

    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="events")
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    body = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="one_event_per_number")]
        ordering = ["stream", "seq"]

    def __str__(self) -> str:
        return f"{self.stream_id} {self.seq} {self.kind}"


class Done(models.Model):
    """A command that was carried out: a retry with the same ref gets this answer again."""

    actor = models.CharField(max_length=40)
    ref = models.CharField(max_length=64)
    stream = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    undo = models.JSONField(null=True, blank=True)  # {"do": name, "with": data, "label": command undone}
    undone = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "ref"], name="one_answer_per_ref")]
        indexes = [models.Index(fields=["stream", "actor", "undone"], name="done_to_undo")]

    def __str__(self) -> str:
        return f"{self.actor} {self.ref}"


class Presence(models.Model):
    """Whom one process sees at one stream: a note for the other processes, rewritten every few seconds."""

    stream = models.CharField(max_length=40)
    process = models.CharField(max_length=12)
    body = models.JSONField(default=dict)  # {"people": {id: group}, "doing": {what: {thing: how many}}}
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "process"], name="one_note_per_process")]

    def __str__(self) -> str:
        return f"{self.process} at {self.stream}"


class SharedText(models.Model):
    """A text that several people write. `number` is that of its last update, `base` that of the last merged row."""

    id = models.CharField(primary_key=True, max_length=40)  # "proposal:0123456789ab"
    number = models.BigIntegerField(default=1)
    base = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.id} at {self.number}"


class TextUpdate(models.Model):
    """What was changed in a text at once, as Yjs writes it; number 1 is what stood there first."""

    text = models.ForeignKey(SharedText, on_delete=models.CASCADE, related_name="updates")
    number = models.BigIntegerField()
    update = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "number"], name="one_update_per_number")]
        ordering = ["text", "number"]

    def __str__(self) -> str:
        return f"{self.text_id} {self.number}"
