import django.db.models.deletion
from django.db import migrations, models


def words_of_old_options(apps, schema_editor):
    """Options opened before had one language: their words go where all languages stand."""
    options = apps.get_model("deliberation", "PollOption")
    for option in options.objects.all().iterator():
        option.texts = {option.lang: option.title}
        option.save(update_fields=["texts"])


class Migration(migrations.Migration):
    dependencies = [
        ("deliberation", "0001_initial"),
        ("proposals", "0001_initial"),
    ]

    operations = [
        migrations.RenameField(
            model_name="poll",
            old_name="params_hash",
            new_name="opening_hash",
        ),
        migrations.AddField(
            model_name="polloption",
            name="cost",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="polloption",
            name="proposal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="options",
                to="proposals.proposal",
            ),
        ),
        migrations.AddField(
            model_name="polloption",
            name="texts",
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(words_of_old_options, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="poll",
            name="method",
            field=models.CharField(
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
    ]
