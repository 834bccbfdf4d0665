"""Starts the registry: every installed app's commands and streams are imported once."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RealtimeConfig(AppConfig):
    name = "realtime"

    def ready(self) -> None:
        autodiscover_modules("commands")
        autodiscover_modules("streams")
        autodiscover_modules("due")
