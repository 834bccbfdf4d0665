import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deliberation", "0002_options_and_methods"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Stance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("vote", models.SmallIntegerField(choices=[(1, "Agree"), (0, "Pass"), (-1, "Disagree")])),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stances", to="deliberation.card"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stances", to="people.participant"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("card", "participant"), name="one_stance_each")],
            },
        ),
    ]
