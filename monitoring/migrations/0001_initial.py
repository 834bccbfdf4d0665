import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import realtime.ids
from realtime.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_services_and_rungs"),
        ("proposals", "0002_the_offices_side"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Grid",
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
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grids",
                                to="proposals.proposal",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("lang", models.CharField(default="it", max_length=35)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Being prepared"),
                                    ("open", "In use"),
                                    ("closed", "No longer in use"),
                                ],
                                default="draft",
                                max_length=6,
                            ),
                        ),
                        ("reason", models.TextField(blank=True, max_length=1000)),
                        (
                            "maker",
                            models.CharField(
                                choices=[
                                    ("host", "Made by those who lead the process"),
                                    ("office", "Made by the office"),
                                    ("civic", "Made by the civic monitors"),
                                ],
                                default="host",
                                max_length=6,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.participant",
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proposal", "version"), name="a_version_of_a_grid_is_made_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")), fields=("proposal",), name="one_grid_is_in_use"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("proposal",),
                                name="one_grid_is_prepared",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("version", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="a_changed_grid_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Monitor",
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
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="monitors",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="monitoring",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="monitoring",
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
                        ("office", models.BooleanField(default=False)),
                        ("trained_on", models.DateField()),
                        ("named_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "named_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["named_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("released_at", None)),
                                fields=("proposal", "participant"),
                                name="a_seat_is_named_monitor_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("released_at", None)),
                                fields=("proposal", "person"),
                                name="a_person_is_named_monitor_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dimension",
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
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dimensions",
                                to="monitoring.grid",
                            ),
                        ),
                        ("label", models.CharField(max_length=120)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("grid", "label"), name="a_dimension_is_named_once_in_its_grid"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Round",
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
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="rounds", to="monitoring.grid"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("starts", models.DateField()),
                        ("ends", models.DateField()),
                        ("final", models.BooleanField(default=False)),
                        ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["number", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("grid", "number"), name="a_round_has_its_number_in_its_grid"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at", None)),
                                fields=("grid",),
                                name="one_round_of_a_grid_is_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends__gte", models.F("starts"))),
                                name="a_round_ends_after_it_starts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Site",
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
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="sites", to="monitoring.grid"
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("grid", "name"), name="a_site_is_named_once_in_its_grid")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Item",
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
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="monitoring.grid"
                            ),
                        ),
                        (
                            "dimension",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="monitoring.dimension",
                            ),
                        ),
                        ("code", models.CharField(max_length=12)),
                        ("label", models.CharField(max_length=300)),
                        ("scale", models.CharField(max_length=10)),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("observation", "Observation"),
                                    ("interview", "Interview"),
                                    ("administration", "Data of the administration"),
                                ],
                                default="observation",
                                max_length=14,
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("up", "more is better"), ("down", "less is better")],
                                default="up",
                                max_length=4,
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="items",
                                to="proposals.indicator",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("grid", "code"), name="a_code_stands_once_in_its_grid")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measurement",
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measurements",
                                to="monitoring.round",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measurements",
                                to="proposals.indicator",
                            ),
                        ),
                        ("value", models.DecimalField(decimal_places=3, max_digits=14)),
                        ("how", models.CharField(max_length=300)),
                        ("lang", models.CharField(default="it", max_length=35)),
                        ("office", models.BooleanField(default=False)),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.participant",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Reply",
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replies",
                                to="monitoring.round",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                            ),
                        ),
                        ("text", models.TextField(max_length=5000)),
                        ("lang", models.CharField(default="it", max_length=35)),
                        ("follows", models.BooleanField(default=False)),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("follows", False)),
                                fields=("round",),
                                name="a_result_is_replied_to_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="a_reply_says_something"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sheet",
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sheets",
                                to="monitoring.round",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="monitoring.site"
                            ),
                        ),
                        (
                            "monitor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sheets",
                                to="monitoring.monitor",
                            ),
                        ),
                        ("once", models.CharField(max_length=64)),
                        ("observed_at", models.DateTimeField()),
                        ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "channel",
                            models.CharField(
                                choices=[("phone", "On a phone"), ("paper", "On paper, typed in")],
                                default="phone",
                                max_length=6,
                            ),
                        ),
                        ("office", models.BooleanField(default=False)),
                        ("remark", models.TextField(blank=True, max_length=500)),
                        ("lang", models.CharField(blank=True, max_length=35)),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="replaced",
                                to="monitoring.sheet",
                            ),
                        ),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["received_at", "id"],
                        "indexes": [models.Index(fields=["round", "superseded_at"], name="sheets_of_a_round")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("monitor", "once"), name="a_sheet_that_was_sent_again_counts_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanLine",
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
                            "reply",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="plan", to="monitoring.reply"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="monitoring.item",
                            ),
                        ),
                        ("measure", models.CharField(max_length=500)),
                        ("due", models.DateField()),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Value",
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
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="values",
                                to="monitoring.sheet",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="values", to="monitoring.item"
                            ),
                        ),
                        ("value", models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sheet", "item"), name="an_item_is_answered_once_on_a_sheet"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
