import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import realtime.ids
from realtime.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("proposals", "0001_initial"),
        ("proposals", "0002_writing_together"),
        ("proposals", "0003_coauthors"),
        ("proposals", "0005_answering"),
    ]

    initial = True

    dependencies = [
        ("people", "0001_squashed"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Proposal",
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
                                related_name="proposals",
                                to="people.process",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("problem", "Problem"),
                                    ("solution", "Solution"),
                                    ("intervention", "Intervention"),
                                ],
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
                                    ("merged", "Merged into another"),
                                    ("voting", "Being voted on"),
                                    ("adopted", "Adopted together"),
                                    ("supported", "Supported by residents"),
                                    ("not_adopted", "Not adopted"),
                                    ("accepted", "Accepted by the office"),
                                    ("accepted_in_part", "Accepted in part by the office"),
                                    ("not_accepted", "Not accepted by the office"),
                                    ("rejoined", "Its authors answered back"),
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
                        ("rehearsal", models.BooleanField(default=False)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["number"],
                        "indexes": [models.Index(fields=["origin"], name="proposals_by_origin")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("process", "number"), name="a_proposal_number_is_unique_in_its_process"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Stage",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="stages", to="people.process"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("writing", "Writing together")], default="writing", max_length=10
                            ),
                        ),
                        ("title", models.JSONField(default=dict)),
                        ("opens_at", models.DateTimeField()),
                        ("closes_at", models.DateTimeField()),
                        ("room", models.CharField(blank=True, max_length=40)),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["opens_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                                name="a_stage_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Author",
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
                                related_name="authors",
                                to="proposals.proposal",
                            ),
                        ),
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
                            "standing",
                            models.CharField(
                                choices=[
                                    ("author", "Author"),
                                    ("asking", "Asks to write with the authors"),
                                    ("declined", "Was not let in"),
                                    ("left", "Left the authors"),
                                ],
                                default="author",
                                max_length=10,
                            ),
                        ),
                        (
                            "joined_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.participant",
                            ),
                        ),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                        ("left_why", models.TextField(blank=True, max_length=1000)),
                        ("left_lang", models.CharField(blank=True, max_length=35)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proposal", "participant"), name="an_author_stands_once_under_a_proposal"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "objected"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="an_objection_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("standing", "declined"), _negated=True),
                                    models.Q(("left_why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="who_was_not_let_in_reads_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Follow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "problem",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follows",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follows",
                                to="people.participant",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follows",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("since", models.DateTimeField(default=django.utils.timezone.now)),
                        ("seen_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("problem", "participant"), name="a_seat_follows_a_journey_once"
                            ),
                            models.UniqueConstraint(
                                fields=("problem", "person"), name="a_person_follows_a_journey_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("participant", None), ("person", None), _connector="XOR"),
                                name="a_seat_or_a_person_follows",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
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
                                related_name="indicators",
                                to="proposals.proposal",
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
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Link",
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
                            "from_proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links_out",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "to_proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="links_in",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "type",
                            models.CharField(
                                choices=[("answers", "answers"), ("carries_out", "carries out")], max_length=12
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("from_proposal", "to_proposal", "type"), name="a_link_is_drawn_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("from_proposal", models.F("to_proposal")), _negated=True),
                                name="a_proposal_never_links_to_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Merge",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("problem", "Problem"),
                                    ("solution", "Solution"),
                                    ("intervention", "Intervention"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("body", models.TextField(blank=True, max_length=5000)),
                        ("lang", models.CharField(default="it", max_length=35)),
                        ("reason", models.TextField(max_length=1000)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("merged", "Merged"),
                                    ("linked", "Linked, not merged"),
                                    ("undone", "Taken apart again"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        (
                            "into",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="merge",
                                to="proposals.proposal",
                            ),
                        ),
                        ("actor_key", models.CharField(max_length=40)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="a_merge_gives_its_reason"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Move",
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
                                related_name="moves",
                                to="proposals.proposal",
                            ),
                        ),
                        ("verb", models.CharField(max_length=20)),
                        ("before", models.CharField(max_length=20)),
                        ("after", models.CharField(max_length=20)),
                        ("actor_key", models.CharField(max_length=40)),
                        ("actor_label", models.CharField(blank=True, max_length=80)),
                        ("reason", models.TextField(blank=True, max_length=2000)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Programme",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="programme",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="programmes",
                                to="people.organisation",
                            ),
                        ),
                        ("civic_lead", models.CharField(blank=True, max_length=160)),
                        ("starts", models.DateField()),
                        ("ends", models.DateField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends__gt", models.F("starts"))),
                                name="an_intervention_ends_after_it_starts",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="referral",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="people.organisation",
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
                    ],
                    options={
                        "ordering": ["due_at", "sent_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("clock", False), ("due_at__isnull", False), _connector="OR"),
                                name="a_running_clock_has_a_date",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Revision",
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
                                related_name="revisions",
                                to="proposals.proposal",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("texts", models.JSONField()),
                        ("lang", models.CharField(default="it", max_length=35)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        (
                            "restores",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="proposals.revision",
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
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proposal", "number"), name="a_revision_number_is_unique_in_its_proposal"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Section",
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
                                related_name="sections",
                                to="proposals.proposal",
                            ),
                        ),
                        ("key", models.CharField(max_length=30)),
                        ("text", models.TextField(max_length=5000)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proposal", "key"), name="a_section_stands_once_in_a_proposal"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="an_empty_section_is_no_row"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signature",
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
                                related_name="signatures",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="people.organisation",
                            ),
                        ),
                        ("consulted", models.PositiveIntegerField()),
                        ("how", models.CharField(max_length=500)),
                        ("lang", models.CharField(default="it", max_length=35)),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_why", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("proposal", "organisation"),
                                name="an_association_signs_a_proposal_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("how", ""), _negated=True),
                                name="a_signature_says_how_members_were_asked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Support",
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
                                related_name="supports",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="supports",
                                to="people.participant",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proposal", "participant"), name="a_participant_supports_a_proposal_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Thread",
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
                                related_name="threads",
                                to="proposals.proposal",
                            ),
                        ),
                        ("section", models.CharField(max_length=30)),
                        ("quote", models.CharField(blank=True, max_length=200)),
                        ("before", models.CharField(blank=True, max_length=30)),
                        ("after", models.CharField(blank=True, max_length=30)),
                        ("resolved_at", models.DateTimeField(blank=True, null=True)),
                        ("paused_until", models.DateTimeField(blank=True, null=True)),
                        ("pause_reason", models.CharField(blank=True, max_length=500)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("paused_until", None),
                                    models.Q(("pause_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_pause_of_a_thread_has_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Amendment",
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
                                related_name="amendments",
                                to="proposals.proposal",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("section", models.CharField(max_length=30)),
                        (
                            "base",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="proposals.revision"
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=5000)),
                        ("lang", models.CharField(default="it", max_length=35)),
                        ("reason", models.TextField(max_length=1000)),
                        (
                            "participant",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="amendments",
                                to="people.participant",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("accepted", "Taken up"),
                                    ("refused", "Not taken up"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("answer", models.TextField(blank=True, max_length=1000)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.participant",
                            ),
                        ),
                        (
                            "answered_person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "revision",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="amendment",
                                to="proposals.revision",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proposal", "number"), name="an_amendment_number_is_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="an_amendment_gives_its_reason"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_refused_amendment_is_told_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetLine",
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
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="budget",
                                to="proposals.programme",
                            ),
                        ),
                        ("label", models.CharField(max_length=160)),
                        ("cents", models.PositiveBigIntegerField()),
                        ("source", models.CharField(max_length=160)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ClockNotice",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to="proposals.referral",
                            ),
                        ),
                        ("turn", models.PositiveSmallIntegerField(default=1)),
                        (
                            "moment",
                            models.CharField(
                                choices=[
                                    ("soon", "A week before the date"),
                                    ("today", "On the date"),
                                    ("late", "After the date"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("referral", "turn", "moment"), name="a_moment_of_the_clock_is_told_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Comment",
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
                            "thread",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="proposals.thread",
                            ),
                        ),
                        ("text", models.TextField(max_length=2000)),
                        ("lang", models.CharField(default="it", max_length=35)),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="comments",
                                to="people.participant",
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
                            "side",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("resident", "Residents"),
                                    ("official", "Officials"),
                                    ("civil", "Other organisations"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("shown", "Shown"), ("hidden", "Hidden"), ("withdrawn", "Withdrawn")],
                                default="shown",
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="MergePart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "merge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="proposals.merge"
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="merge_parts",
                                to="proposals.proposal",
                            ),
                        ),
                        ("before", models.CharField(blank=True, max_length=20)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("merge", "proposal"), name="a_proposal_stands_once_in_a_merge"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MergeReply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "merge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replies",
                                to="proposals.merge",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.participant"
                            ),
                        ),
                        ("agrees", models.BooleanField()),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("merge", "participant"), name="an_author_replies_once_to_a_merge"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rejoinder",
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
                            "referral",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rejoinder",
                                to="proposals.referral",
                            ),
                        ),
                        ("text", models.TextField(max_length=3000)),
                        ("lang", models.CharField(default="it", max_length=35)),
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
                        ("on_behalf", models.BooleanField(default=False)),
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
                        ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("due_at", models.DateTimeField(blank=True, null=True)),
                        ("clock", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="a_rejoinder_says_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("clock", False), ("due_at__isnull", False), _connector="OR"),
                                name="a_clock_that_runs_again_has_a_date",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
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
                            "referral",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answer",
                                to="proposals.referral",
                            ),
                        ),
                        (
                            "rejoinder",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answer",
                                to="proposals.rejoinder",
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
                        ("criteria", models.JSONField(blank=True, default=list)),
                        ("act", models.CharField(blank=True, max_length=80)),
                        ("act_url", models.URLField(blank=True, max_length=300)),
                        ("lang", models.CharField(default="it", max_length=35)),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reasons", ""), _negated=True), name="an_answer_gives_its_reasons"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("referral__isnull", False), ("rejoinder__isnull", True)),
                                    models.Q(("referral__isnull", True), ("rejoinder__isnull", False)),
                                    _connector="OR",
                                ),
                                name="an_answer_is_the_first_or_the_second",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hiding",
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
                            "comment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hiding",
                                to="proposals.comment",
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        ("first", models.CharField(max_length=40)),
                        ("second", models.CharField(blank=True, max_length=40)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("hidden_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="hiding_has_a_reason"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first", models.F("second")), _negated=True),
                                name="hiding_takes_two_people",
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
                            "comment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="proposals.comment",
                            ),
                        ),
                        ("actor_key", models.CharField(max_length=40)),
                        ("reason", models.CharField(max_length=500)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("comment", "actor_key"), name="a_comment_is_reported_once_by_each"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rating",
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
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ratings",
                                to="proposals.answer",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.participant"
                            ),
                        ),
                        ("understandable", models.PositiveSmallIntegerField()),
                        ("responsive", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("answer", "participant"), name="one_rating_of_an_answer_each"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("responsive__range", (1, 5)), ("understandable__range", (1, 5))),
                                name="a_rating_is_from_1_to_5",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
