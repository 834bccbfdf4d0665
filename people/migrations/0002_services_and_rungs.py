import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import realtime.ids
from realtime.creating import CreateModels


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_squashed"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="PerceivedRung",
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
                            "participant",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="perceived_rung",
                                to="people.participant",
                            ),
                        ),
                        (
                            "rung",
                            models.CharField(
                                choices=[
                                    ("informed", "We are told"),
                                    ("consulted", "We are asked"),
                                    ("involved", "We work on it together"),
                                    ("partnership", "We decide together"),
                                    ("entrusted", "We decide, the municipality carries out"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rung__in", ("informed", "consulted", "involved", "partnership", "entrusted"))
                                ),
                                name="a_perceived_rung_is_one_of_five",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Service",
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
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="services",
                                to="people.organisation",
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("about", models.TextField(blank=True, max_length=1000)),
                        ("lang", models.CharField(default="it", max_length=35)),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "service",
                        "ordering": ["name", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at", None)),
                                fields=("office", "name"),
                                name="a_service_is_named_once_in_its_office",
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="process",
            name="rung",
            field=models.CharField(
                blank=True,
                choices=[
                    ("informed", "We are told"),
                    ("consulted", "We are asked"),
                    ("involved", "We work on it together"),
                    ("partnership", "We decide together"),
                    ("entrusted", "We decide, the municipality carries out"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="process",
            name="rung_declared_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("immigrant_association", "Immigrants' association"),
                    ("municipal_office", "Municipal office"),
                    ("support_network", "Support network"),
                    ("steering_group", "Steering group"),
                    ("public_authority", "Public authority"),
                    ("other", "Other organisation"),
                ],
                max_length=30,
            ),
        ),
    ]
