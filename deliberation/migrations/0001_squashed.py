import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import realtime.ids
from realtime.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("deliberation", "0001_initial"),
        ("deliberation", "0002_options_and_methods"),
        ("deliberation", "0003_stance"),
        ("deliberation", "0004_a_vote_outside_the_room"),
        ("deliberation", "0005_around_a_table"),
        ("deliberation", "0006_observers"),
    ]

    initial = True

    dependencies = [
        ("people", "0001_squashed"),
        ("proposals", "0001_squashed"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Room",
                    fields=[
                        (
                            "id",
                            models.CharField(
                                default=realtime.ids.new_id,
                                editable=False,
                                max_length=12,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "process",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="rooms", to="people.process"
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("lang", models.CharField(default="it", max_length=35)),
                        ("code", models.CharField(max_length=6, unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("prepared", "Being prepared"), ("open", "Open"), ("closed", "Closed")],
                                default="prepared",
                                max_length=10,
                            ),
                        ),
                        (
                            "entry",
                            models.CharField(
                                choices=[("tickets", "With a ticket"), ("open", "Anyone with the code")],
                                default="tickets",
                                max_length=10,
                            ),
                        ),
                        ("rehearsal", models.BooleanField(default=False)),
                        ("playbook", models.CharField(max_length=60)),
                        ("playbook_version", models.PositiveSmallIntegerField(default=1)),
                        ("recount_at", models.DateTimeField(blank=True, null=True)),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-created_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Activity",
                    fields=[
                        (
                            "id",
                            models.CharField(
                                default=realtime.ids.new_id,
                                editable=False,
                                max_length=12,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="activities",
                                to="deliberation.room",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("kind", models.CharField(max_length=20)),
                        ("title", models.JSONField(default=dict)),
                        ("prompt", models.JSONField(default=dict)),
                        ("minutes", models.PositiveSmallIntegerField(default=10)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Not yet"),
                                    ("running", "Now"),
                                    ("paused", "Paused"),
                                    ("done", "Done"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("revealed", models.BooleanField(default=False)),
                        ("ends_at", models.DateTimeField(blank=True, null=True)),
                        ("left_seconds", models.PositiveIntegerField(blank=True, null=True)),
                        ("settings", models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        "ordering": ["room", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("room", "position"), name="one_activity_per_place_in_the_agenda"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoomRole",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="roles",
                                to="deliberation.room",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="room_roles",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("lead", "Leads"), ("co", "Helps to lead")], default="lead", max_length=10
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("room", "person"), name="a_person_runs_a_room_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Seat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="seats",
                                to="deliberation.room",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="room_seats",
                                to="people.participant",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("in", "In the room"), ("asked", "Asked whether still here"), ("out", "Gone")],
                                default="in",
                                max_length=10,
                            ),
                        ),
                        ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("observes", models.CharField(blank=True, max_length=10)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("room", "participant"), name="a_participant_sits_once_in_a_room"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("observes", ""), _negated=True),
                                fields=("room", "observes"),
                                name="one_observer_of_each_side_in_a_room",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Group",
                    fields=[
                        (
                            "id",
                            models.CharField(
                                default=realtime.ids.new_id,
                                editable=False,
                                max_length=12,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="groups",
                                to="deliberation.room",
                            ),
                        ),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="groups",
                                to="deliberation.activity",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=160)),
                        ("lang", models.CharField(default="it", max_length=35)),
                        ("position", models.PositiveIntegerField(default=0)),
                        ("gone", models.BooleanField(default=False)),
                        (
                            "problem",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="group",
                                to="proposals.proposal",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("room", "number"), name="a_group_number_is_unique_in_its_room"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Poll",
                    fields=[
                        (
                            "id",
                            models.CharField(
                                default=realtime.ids.new_id,
                                editable=False,
                                max_length=12,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="polls",
                                to="deliberation.room",
                            ),
                        ),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="polls",
                                to="deliberation.activity",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("dots", "Dots"),
                                    ("consent", "Consent round"),
                                    ("double-majority", "Double majority"),
                                    ("majority-judgment", "Grades"),
                                    ("schulze", "Ranking"),
                                    ("equal-shares", "Equal shares"),
                                    ("stv", "Election"),
                                    ("approval", "Approval"),
                                    ("score", "Fist of five"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("subject", models.CharField(default="groups", max_length=10)),
                        (
                            "proposal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="polls",
                                to="proposals.proposal",
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("question", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=10
                            ),
                        ),
                        ("params", models.JSONField(default=dict)),
                        ("opening_hash", models.CharField(max_length=64)),
                        ("secret", models.JSONField(default=dict)),
                        ("seed_commit", models.CharField(max_length=64)),
                        ("seed", models.CharField(blank=True, max_length=64)),
                        ("head", models.CharField(blank=True, max_length=64)),
                        ("result", models.JSONField(blank=True, null=True)),
                        ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("ends_at", models.DateTimeField(blank=True, db_index=True, null=True)),
                        ("extended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("room", "number"), name="a_poll_number_is_unique_in_its_room"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends_at", None), ("state", "open")),
                                fields=("room",),
                                name="one_live_poll_at_a_time_in_a_room",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ballot",
                    fields=[
                        (
                            "id",
                            models.CharField(
                                default=realtime.ids.new_id,
                                editable=False,
                                max_length=12,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ballots",
                                to="deliberation.poll",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("resident", "Residents"),
                                    ("official", "Officials"),
                                    ("civil", "Other organisations"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("choice", models.JSONField()),
                        ("nonce", models.CharField(max_length=32)),
                        ("key", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="open_ballots",
                                to="people.participant",
                            ),
                        ),
                        ("opinion", models.BooleanField(default=False)),
                        ("paper", models.BooleanField(default=False)),
                        ("reason", models.CharField(blank=True, max_length=600)),
                        ("lang", models.CharField(blank=True, max_length=35)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("poll", "key"), name="one_ballot_each"),
                            models.UniqueConstraint(
                                condition=models.Q(("participant__isnull", False)),
                                fields=("poll", "participant"),
                                name="one_open_ballot_each",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Card",
                    fields=[
                        (
                            "id",
                            models.CharField(
                                default=realtime.ids.new_id,
                                editable=False,
                                max_length=12,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cards",
                                to="deliberation.room",
                            ),
                        ),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cards",
                                to="deliberation.activity",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="cards",
                                to="people.participant",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("resident", "Residents"),
                                    ("official", "Officials"),
                                    ("civil", "Other organisations"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField(max_length=1000)),
                        ("lang", models.CharField(max_length=35)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("phone", "Phone"),
                                    ("table", "Shared phone of a table"),
                                    ("paper", "On paper"),
                                    ("plain", "Simple page"),
                                ],
                                default="phone",
                                max_length=10,
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="cards",
                                to="deliberation.group",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("shown", "Shown"),
                                    ("hidden", "Hidden"),
                                    ("withdrawn", "Withdrawn by its author"),
                                ],
                                default="shown",
                                max_length=10,
                            ),
                        ),
                        ("hidden_reason", models.CharField(blank=True, max_length=300)),
                        ("publish", models.BooleanField(null=True)),
                        ("helped", models.BooleanField(default=False)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("room", "number"), name="a_card_number_is_unique_in_its_room"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marks",
                                to="deliberation.poll",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marks",
                                to="people.participant",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("resident", "Residents"),
                                    ("official", "Officials"),
                                    ("civil", "Other organisations"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("paper", models.BooleanField(default=False)),
                        ("opinion", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("poll", "participant"), name="a_participant_votes_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PollOption",
                    fields=[
                        (
                            "id",
                            models.CharField(
                                default=realtime.ids.new_id,
                                editable=False,
                                max_length=12,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="options",
                                to="deliberation.poll",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("lang", models.CharField(max_length=35)),
                        ("texts", models.JSONField(default=dict)),
                        ("cost", models.BigIntegerField(blank=True, null=True)),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="options",
                                to="deliberation.group",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="options",
                                to="proposals.proposal",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="Roll",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="roll", to="deliberation.poll"
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rolls",
                                to="people.participant",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("resident", "Residents"),
                                    ("official", "Officials"),
                                    ("civil", "Other organisations"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("opinion", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("poll", "participant"), name="a_participant_stands_once_on_a_roll"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CardTranslation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "card",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="translations",
                                to="deliberation.card",
                            ),
                        ),
                        ("lang", models.CharField(max_length=35)),
                        ("text", models.CharField(max_length=1000)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("card", "lang"), name="one_translation_per_card_and_language"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Source",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "card",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="deliberation.card",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proposal", "card"), name="a_card_is_once_the_source_of_a_problem"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Stance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "card",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stances",
                                to="deliberation.card",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stances",
                                to="people.participant",
                            ),
                        ),
                        ("vote", models.SmallIntegerField(choices=[(1, "Agree"), (0, "Pass"), (-1, "Disagree")])),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("card", "participant"), name="one_stance_each")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VoiceNote",
                    fields=[
                        (
                            "id",
                            models.CharField(
                                default=realtime.ids.new_id,
                                editable=False,
                                max_length=12,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="voice_notes",
                                to="deliberation.activity",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="voice_notes",
                                to="people.participant",
                            ),
                        ),
                        ("sound", models.BinaryField(null=True)),
                        ("kind", models.CharField(max_length=30)),
                        (
                            "card",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="voice_note",
                                to="deliberation.card",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="room",
            name="activity",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="deliberation.activity",
            ),
        ),
    ]
