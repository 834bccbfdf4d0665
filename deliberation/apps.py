"""Rooms, activities, cards, polls: where people meet and decide."""

from django.apps import AppConfig


class DeliberationConfig(AppConfig):
    name = "deliberation"
