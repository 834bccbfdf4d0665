"""Makes `config` an installed app, for its management commands."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "config"
    label = "project"

    def ready(self) -> None:
        from config import schema  # noqa: F401  registers how the API authenticates
