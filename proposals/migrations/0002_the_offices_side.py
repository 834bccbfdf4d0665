import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import realtime.ids
from realtime.creating import CreateModels


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_services_and_rungs"),
        ("proposals", "0001_squashed"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Attachment",
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
                                related_name="attachments",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "answer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="proposals.answer",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("kind", models.CharField(max_length=40)),
                        ("size", models.PositiveIntegerField()),
                        ("digest", models.CharField(max_length=64)),
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
                        ("ready", models.BooleanField(default=False)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Forwarding",
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
                                related_name="forwardings",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="forwarded",
                                to="people.organisation",
                            ),
                        ),
                        ("protocol", models.CharField(max_length=40)),
                        ("sent_on", models.DateField()),
                        ("reason", models.TextField(max_length=1000)),
                        ("lang", models.CharField(default="it", max_length=35)),
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
                        ("late", models.PositiveSmallIntegerField(default=0)),
                        ("reply", models.TextField(blank=True, max_length=5000)),
                        ("reply_lang", models.CharField(blank=True, max_length=35)),
                        ("reply_protocol", models.CharField(blank=True, max_length=40)),
                        ("replied_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replied_on", None)),
                                fields=("proposal",),
                                name="a_proposal_waits_for_one_authority_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("protocol", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                                ),
                                name="what_is_forwarded_has_a_number_and_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("replied_on", None), ("reply", "")),
                                    models.Q(models.Q(("reply", ""), _negated=True), ("replied_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="a_reply_from_an_authority_has_its_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InternalNote",
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
                                related_name="internal_notes",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("text", models.TextField(max_length=3000)),
                        ("lang", models.CharField(default="it", max_length=35)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="a_note_says_something"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InterventionKind",
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
                            "territory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="intervention_kinds",
                                to="people.territory",
                            ),
                        ),
                        ("key", models.SlugField(max_length=40)),
                        ("names", models.JSONField(default=dict)),
                        ("fields", models.JSONField(blank=True, default=list)),
                        ("indicators", models.JSONField(blank=True, default=list)),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["key"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("territory", "key"), name="a_kind_has_one_key_in_its_territory"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
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
                                related_name="milestones",
                                to="proposals.programme",
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("owner", models.CharField(max_length=120)),
                        ("due", models.DateField()),
                        ("done_on", models.DateField(blank=True, null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["due", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ProposalTranslation",
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
                                related_name="translations",
                                to="proposals.proposal",
                            ),
                        ),
                        ("lang", models.CharField(max_length=35)),
                        ("title", models.CharField(max_length=200)),
                        ("body", models.TextField(blank=True, max_length=5000)),
                        ("digest", models.CharField(max_length=64)),
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
                        "ordering": ["lang"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proposal", "lang"), name="one_translation_of_a_proposal_in_a_language"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="a_translation_has_a_title"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
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
                                related_name="question",
                                to="proposals.referral",
                            ),
                        ),
                        ("text", models.TextField(max_length=2000)),
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
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("until", models.DateTimeField()),
                        ("due_before", models.DateTimeField(blank=True, null=True)),
                        ("reply", models.TextField(blank=True, max_length=3000)),
                        ("reply_lang", models.CharField(blank=True, max_length=35)),
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
                        ("replied_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="a_question_asks_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("asked_at"))),
                                name="a_clock_stands_still_for_a_while",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("replied_at", None), ("reply", "")),
                                    models.Q(models.Q(("reply", ""), _negated=True), ("replied_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="a_reply_to_a_question_has_its_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
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
                                related_name="reviews",
                                to="proposals.proposal",
                            ),
                        ),
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
                            "office",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                            ),
                        ),
                        ("grades", models.JSONField(default=list)),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("favourable", "In favour"),
                                    ("conditions", "In favour, with conditions"),
                                    ("unfavourable", "Against"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("text", models.TextField(max_length=3000)),
                        ("lang", models.CharField(default="it", max_length=35)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proposal", "person"), name="one_review_each_of_a_proposal"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="a_review_says_something"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Risk",
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
                                related_name="risks",
                                to="proposals.programme",
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        ("likelihood", models.PositiveSmallIntegerField()),
                        ("impact", models.PositiveSmallIntegerField()),
                        ("response", models.CharField(max_length=500)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("impact__range", (1, 3)), ("likelihood__range", (1, 3))),
                                name="a_risk_is_rated_from_1_to_3",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Routing",
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
                                related_name="routings",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "before",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.service",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, max_length=1000)),
                        ("lang", models.CharField(default="it", max_length=35)),
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
                    },
                ),
                migrations.CreateModel(
                    name="Statement",
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
                                related_name="statements",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("declared_done", "The office says that it is done"),
                                    ("disputed", "Participants say that it is not"),
                                    ("verified", "Citizens verified that it is done"),
                                    ("abandoned", "The office gives it up"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("text", models.TextField(max_length=3000)),
                        ("lang", models.CharField(default="it", max_length=35)),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="a_statement_says_something"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttachmentContent",
                    fields=[
                        (
                            "attachment",
                            models.OneToOneField(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="content",
                                serialize=False,
                                to="proposals.attachment",
                            ),
                        ),
                        ("body", models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Task",
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
                            "milestone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="proposals.milestone",
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("owner", models.CharField(max_length=120)),
                        ("due", models.DateField()),
                        ("done_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["due", "id"],
                    },
                ),
            ]
        ),
        migrations.AlterModelOptions(
            name="indicator",
            options={"ordering": ["position", "id"]},
        ),
        migrations.AddField(
            model_name="indicator",
            name="position",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="programme",
            name="assumptions",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="programme",
            name="cost",
            field=models.PositiveBigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="programme",
            name="details",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="programme",
            name="goal",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="programme",
            name="kind",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="programme",
            name="lang",
            field=models.CharField(default="it", max_length=35),
        ),
        migrations.AddField(
            model_name="programme",
            name="purpose",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="programme",
            name="results",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="proposal",
            name="service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="people.service",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="protocol",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="referral",
            name="protocol_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="protocol_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="referral",
            name="still_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="amendment",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "Open"),
                    ("voting", "Being voted on"),
                    ("accepted", "Taken up"),
                    ("refused", "Not taken up"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="open",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="proposal",
            name="state",
            field=models.CharField(
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
                    ("forwarded", "Forwarded to the authority that decides"),
                    ("programmed", "Programmed"),
                    ("running", "Under way"),
                    ("declared_done", "Declared done by the office"),
                    ("disputed", "Disputed by participants"),
                    ("verified", "Verified done by citizens"),
                    ("abandoned", "Given up by the office"),
                ],
                default="draft",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("protocol", ""), ("protocol_on", None)),
                    models.Q(models.Q(("protocol", ""), _negated=True), ("protocol_on__isnull", False)),
                    _connector="OR",
                ),
                name="a_protocol_number_has_its_day",
            ),
        ),
    ]
