"""Django's entry for the app `monitoring`."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from monitoring import evaluations  # noqa: F401 - says of itself that it tells evaluations
