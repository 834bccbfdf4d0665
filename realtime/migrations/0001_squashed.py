import django.db.models.deletion
from django.db import migrations, models

from realtime.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [("realtime", "0001_initial"), ("realtime", "0002_presence"), ("realtime", "0003_coediting")]

    initial = True

    dependencies = []

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Done",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("actor", models.CharField(max_length=40)),
                        ("ref", models.CharField(max_length=64)),
                        ("stream", models.CharField(blank=True, max_length=40)),
                        ("digest", models.CharField(max_length=64)),
                        ("answer", models.JSONField(default=dict)),
                        ("undo", models.JSONField(blank=True, null=True)),
                        ("undone", models.BooleanField(default=False)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["stream", "actor", "undone"], name="done_to_undo")],
                        "constraints": [models.UniqueConstraint(fields=("actor", "ref"), name="one_answer_per_ref")],
                    },
                ),
                migrations.CreateModel(
                    name="Presence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("stream", models.CharField(max_length=40)),
                        ("process", models.CharField(max_length=12)),
                        ("body", models.JSONField(default=dict)),
                        ("at", models.DateTimeField(db_index=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("stream", "process"), name="one_note_per_process")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SharedText",
                    fields=[
                        ("id", models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ("number", models.BigIntegerField(default=1)),
                        ("base", models.BigIntegerField(default=1)),
                    ],
                ),
                migrations.CreateModel(
                    name="Stream",
                    fields=[
                        ("id", models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ("seq", models.BigIntegerField(default=0)),
                        ("epoch", models.IntegerField(default=0)),
                        ("follows", models.CharField(blank=True, db_index=True, max_length=40)),
                    ],
                ),
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "stream",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="events", to="realtime.stream"
                            ),
                        ),
                        ("seq", models.BigIntegerField()),
                        ("kind", models.CharField(max_length=40)),
                        ("body", models.JSONField(default=dict)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["stream", "seq"],
                        "constraints": [models.UniqueConstraint(fields=("stream", "seq"), name="one_event_per_number")],
                    },
                ),
                migrations.CreateModel(
                    name="TextUpdate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "text",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="updates",
                                to="realtime.sharedtext",
                            ),
                        ),
                        ("number", models.BigIntegerField()),
                        ("update", models.BinaryField()),
                        ("at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["text", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("text", "number"), name="one_update_per_number")
                        ],
                    },
                ),
            ]
        ),
    ]
