"""The register of personal data knows every text of every table, and only those that exist."""

from django.apps import apps
from django.db import models

from people.personal import IMPERSONAL, PERSONAL

TEXTS = (models.CharField, models.TextField, models.EmailField, models.JSONField)
APPS = ("realtime", "people", "proposals", "monitoring", "deliberation")


def texts():
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.local_fields:
                if isinstance(field, TEXTS) and not field.primary_key:
                    yield f"{app}.{model.__name__}.{field.name}"


def impersonal():
    return {f"{model}.{name}" for model, names in IMPERSONAL.items() for name in names.split()}


def test_every_text_field_is_declared_personal_or_not():
    assert sorted(set(texts()) - set(PERSONAL) - impersonal()) == []


def test_the_register_names_no_field_that_does_not_exist_and_none_twice():
    fields = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.local_fields
    }
    assert sorted((set(PERSONAL) | impersonal()) - fields) == []
    assert sorted(set(PERSONAL) & impersonal()) == []


def test_every_personal_field_has_a_purpose_and_an_end():
    assert [name for name, kept in PERSONAL.items() if not (str(kept.purpose) and str(kept.until))] == []


def test_nobody_is_asked_for_nationality_origin_or_status():
    forbidden = {"nationality", "citizenship", "origin_country", "birth", "status", "permit", "gender", "religion"}
    assert {name for name in texts() if name.rsplit(".", 1)[1] in forbidden} == set()
