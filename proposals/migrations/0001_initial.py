"""The tables of `proposals` as they began."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import realtime.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=realtime.ids.new_id, editable=False, max_length=12, primary_key=True, serialize=False
                    ),
                ),
                ("civic_lead", models.CharField(blank=True, max_length=160)),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="programmes", to="people.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=realtime.ids.new_id, editable=False, max_length=12, primary_key=True, serialize=False
                    ),
                ),
                ("label", models.CharField(max_length=160)),
                ("cents", models.PositiveBigIntegerField()),
                ("source", models.CharField(max_length=160)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="budget", to="proposals.programme"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=realtime.ids.new_id, editable=False, max_length=12, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("problem", "Problem"), ("solution", "Solution"), ("intervention", "Intervention")],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("confirmed", "Confirmed by its authors"),
                            ("withdrawn", "Withdrawn"),
                            ("voting", "Being voted on"),
                            ("adopted", "Adopted together"),
                            ("supported", "Supported by residents"),
                            ("not_adopted", "Not adopted"),
                            ("accepted", "Accepted by the office"),
                            ("accepted_in_part", "Accepted in part by the office"),
                            ("not_accepted", "Not accepted by the office"),
                            ("programmed", "Programmed"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("body", models.TextField(blank=True, max_length=5000)),
                ("lang", models.CharField(default="it", max_length=35)),
                ("origin", models.CharField(blank=True, max_length=40)),
                ("rehearsal", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="people.organisation",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to="people.process"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="programme",
            name="proposal",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="programme", to="proposals.proposal"
            ),
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=realtime.ids.new_id, editable=False, max_length=12, primary_key=True, serialize=False
                    ),
                ),
                ("verb", models.CharField(max_length=20)),
                ("before", models.CharField(max_length=20)),
                ("after", models.CharField(max_length=20)),
                ("actor_key", models.CharField(max_length=40)),
                ("actor_label", models.CharField(blank=True, max_length=80)),
                ("reason", models.TextField(blank=True, max_length=2000)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="proposals.proposal"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=realtime.ids.new_id, editable=False, max_length=12, primary_key=True, serialize=False
                    ),
                ),
                (
                    "type",
                    models.CharField(choices=[("answers", "answers"), ("carries_out", "carries out")], max_length=12),
                ),
                (
                    "from_proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links_out", to="proposals.proposal"
                    ),
                ),
                (
                    "to_proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links_in", to="proposals.proposal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=realtime.ids.new_id, editable=False, max_length=12, primary_key=True, serialize=False
                    ),
                ),
                ("label", models.CharField(max_length=200)),
                ("unit", models.CharField(max_length=40)),
                (
                    "direction",
                    models.CharField(choices=[("up", "should grow"), ("down", "should shrink")], max_length=4),
                ),
                ("baseline", models.DecimalField(decimal_places=3, max_digits=14)),
                ("target", models.DecimalField(decimal_places=3, max_digits=14)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="proposals.proposal"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Author",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=realtime.ids.new_id, editable=False, max_length=12, primary_key=True, serialize=False
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=80)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("confirmed", "Confirmed"),
                            ("objected", "Does not agree with the wording"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=1000)),
                ("lang", models.CharField(blank=True, max_length=35)),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="authorships",
                        to="people.participant",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="authors", to="proposals.proposal"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=realtime.ids.new_id, editable=False, max_length=12, primary_key=True, serialize=False
                    ),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "basis",
                    models.CharField(
                        choices=[("adopted", "Adopted together"), ("supported", "Supported by residents")],
                        max_length=10,
                    ),
                ),
                ("clock", models.BooleanField(default=False)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="people.organisation"
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="referral", to="proposals.proposal"
                    ),
                ),
            ],
            options={
                "ordering": ["due_at", "sent_at"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=realtime.ids.new_id, editable=False, max_length=12, primary_key=True, serialize=False
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("accepted_in_part", "Accepted in part"),
                            ("not_accepted", "Not accepted"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reasons", models.TextField(max_length=5000)),
                ("lang", models.CharField(default="it", max_length=35)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answer", to="proposals.referral"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["origin"], name="proposals_by_origin"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                fields=("process", "number"), name="a_proposal_number_is_unique_in_its_process"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("starts"))), name="an_intervention_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                fields=("from_proposal", "to_proposal", "type"), name="a_link_is_drawn_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_proposal", models.F("to_proposal")), _negated=True),
                name="a_proposal_never_links_to_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="author",
            constraint=models.UniqueConstraint(
                fields=("proposal", "participant"), name="an_author_stands_once_under_a_proposal"
            ),
        ),
        migrations.AddConstraint(
            model_name="author",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "objected"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="an_objection_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("clock", False), ("due_at__isnull", False), _connector="OR"),
                name="a_running_clock_has_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="an_answer_gives_its_reasons"
            ),
        ),
    ]
