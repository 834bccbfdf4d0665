import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import realtime.ids
from realtime.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [("people", "0001_initial")]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Device",
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
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
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
                        ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                        (
                            "display_name",
                            models.CharField(blank=True, max_length=80, verbose_name="name shown to others"),
                        ),
                        ("lang", models.CharField(default="it", max_length=35, verbose_name="language")),
                        ("is_active", models.BooleanField(default=True)),
                        ("is_staff", models.BooleanField(default=False)),
                        ("date_joined", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "person",
                        "verbose_name_plural": "people",
                    },
                ),
                migrations.CreateModel(
                    name="Territory",
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
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("description", models.TextField(blank=True)),
                        ("province", models.CharField(blank=True, max_length=40)),
                        ("region", models.CharField(blank=True, max_length=80)),
                        ("languages", models.JSONField(blank=True, default=list)),
                        ("timezone", models.CharField(default="Europe/Rome", max_length=60)),
                        ("banner", models.CharField(blank=True, max_length=300)),
                        ("demo", models.BooleanField(default=False)),
                    ],
                    options={
                        "verbose_name_plural": "territories",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Organisation",
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
                                related_name="organisations",
                                to="people.territory",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("immigrant_association", "Immigrants' association"),
                                    ("municipal_office", "Municipal office"),
                                    ("support_network", "Support network"),
                                    ("steering_group", "Steering group"),
                                    ("other", "Other organisation"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("slug", models.SlugField(max_length=80)),
                        ("mission", models.TextField(blank=True)),
                        ("languages", models.JSONField(blank=True, default=list)),
                        ("response_days", models.PositiveSmallIntegerField(default=30)),
                        ("joined_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("territory", "slug"), name="an_organisation_slug_is_unique_in_its_territory"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PrintedCode",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="printed_codes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("code_hash", models.CharField(max_length=64, unique=True)),
                        ("expires_at", models.DateTimeField()),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                ),
                migrations.CreateModel(
                    name="Process",
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
                                related_name="processes",
                                to="people.territory",
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("question", models.CharField(max_length=500)),
                        ("lang", models.CharField(default="it", max_length=35)),
                        ("commitment", models.TextField(blank=True)),
                        ("commitment_signed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "commitment_signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("response_days", models.PositiveSmallIntegerField(default=30)),
                        ("out_of_scope", models.JSONField(blank=True, default=list)),
                        ("rehearsal", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=10
                            ),
                        ),
                        ("charter", models.JSONField(blank=True, default=dict)),
                        ("charter_rules", models.JSONField(blank=True, default=dict)),
                        ("charter_adopted_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "verbose_name_plural": "processes",
                        "ordering": ["-created_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Role",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="roles",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "territory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="roles", to="people.territory"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("lead", "Lead organisation"),
                                    ("administrator", "Administrator"),
                                    ("facilitator", "Facilitator"),
                                    ("official", "Official"),
                                    ("reviewer", "Reviewer"),
                                    ("councillor", "Councillor"),
                                    ("peer_coach", "Peer coach"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "territory", "role"), name="a_role_is_given_once_per_territory"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="people.organisation",
                            ),
                        ),
                        ("role", models.CharField(default="member", max_length=40)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "organisation"), name="a_person_belongs_once_to_an_organisation"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participant",
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
                                related_name="participants",
                                to="people.process",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="seats",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("nickname", models.CharField(max_length=40)),
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
                        ("lang", models.CharField(default="it", max_length=35)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("phone", "Phone"),
                                    ("table", "Shared phone of a table"),
                                    ("paper", "Paper"),
                                    ("rehearsal", "Rehearsal"),
                                ],
                                default="phone",
                                max_length=10,
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="people.organisation",
                            ),
                        ),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["created_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ("resident", "official", "civil"))),
                                name="a_seat_is_on_one_of_three_sides",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("office__isnull", True), ("side", "official"), _connector="OR"),
                                name="only_an_official_sits_for_an_office",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeviceSeat",
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
                            "device",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="people.device"
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="device_seats",
                                to="people.participant",
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("device", "participant"), name="a_device_holds_a_seat_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ticket",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="tickets", to="people.process"
                            ),
                        ),
                        ("place", models.CharField(max_length=40)),
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
                        ("number", models.PositiveIntegerField()),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("secret_hash", models.CharField(max_length=64, unique=True)),
                        ("code_hash", models.CharField(max_length=64, unique=True)),
                        (
                            "office",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tickets",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("issued", "Not used yet"), ("redeemed", "Used"), ("void", "Void")],
                                default="issued",
                                max_length=10,
                            ),
                        ),
                        ("slip", models.BooleanField(default=False)),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tickets",
                                to="people.participant",
                            ),
                        ),
                        ("device_ref", models.CharField(blank=True, max_length=64)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("redeemed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["place", "number"],
                        "indexes": [models.Index(fields=["process", "state"], name="tickets_by_process_and_state")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("place", "number"), name="a_ticket_number_is_unique_in_its_place"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ("resident", "official", "civil"))),
                                name="a_ticket_is_for_one_of_three_sides",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "redeemed"), _negated=True),
                                    ("participant__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_redeemed_ticket_has_its_seat",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("slip", False), ("participant__isnull", False), _connector="OR"),
                                name="a_return_slip_leads_back_to_a_seat",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
