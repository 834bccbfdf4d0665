import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import realtime.ids
from realtime.creating import CreateModels


class Migration(migrations.Migration):
    dependencies = [
        ("deliberation", "0001_squashed"),
        ("people", "0002_services_and_rungs"),
        ("proposals", "0002_the_offices_side"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Allocation",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="allocations",
                                to="people.process",
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("equal-shares", "Equal shares, by a vote"),
                                    ("cost-effectiveness", "Cost-effectiveness order, by the office"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("budget", models.PositiveBigIntegerField()),
                        ("spent", models.PositiveBigIntegerField()),
                        (
                            "poll",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="allocation",
                                to="deliberation.poll",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
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
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["-made_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("method", "equal-shares"), ("office__isnull", True), ("poll__isnull", False)
                                    ),
                                    models.Q(
                                        ("method", "cost-effectiveness"),
                                        ("office__isnull", False),
                                        ("poll__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="an_allocation_is_by_a_vote_or_by_an_office",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("spent__lte", models.F("budget"))),
                                name="no_more_is_spent_than_there_is",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="people.process"
                            ),
                        ),
                        ("lang", models.CharField(max_length=35)),
                        ("mark", models.CharField(max_length=64)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting to be made"),
                                    ("running", "Being made"),
                                    ("done", "Done"),
                                    ("failed", "Could not be made"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("claim", models.CharField(blank=True, max_length=12)),
                        ("beat_at", models.DateTimeField(blank=True, null=True)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("made_at", models.DateTimeField(blank=True, null=True)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("parts", models.JSONField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-asked_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("process", "lang", "mark"), name="a_report_of_one_state_is_made_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True),
                                    models.Q(("made_at__isnull", False), models.Q(("digest", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="a_report_that_is_done_has_its_file",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AllocationLine",
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
                            "allocation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="deliberation.allocation",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="allocated",
                                to="proposals.proposal",
                            ),
                        ),
                        ("option", models.CharField(blank=True, max_length=12)),
                        ("title", models.CharField(max_length=200)),
                        ("lang", models.CharField(max_length=35)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("cost", models.PositiveBigIntegerField()),
                        ("votes", models.JSONField(default=dict)),
                        ("chosen", models.BooleanField()),
                        ("why", models.JSONField(default=dict)),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("proposal__isnull", False)),
                                fields=("allocation", "proposal"),
                                name="a_solution_stands_once_in_an_allocation",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportFile",
                    fields=[
                        (
                            "report",
                            models.OneToOneField(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="file",
                                serialize=False,
                                to="deliberation.report",
                            ),
                        ),
                        ("body", models.BinaryField()),
                    ],
                ),
            ]
        ),
        migrations.AddField(
            model_name="poll",
            name="amendment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="polls",
                to="proposals.amendment",
            ),
        ),
    ]
