"""Every page there is, found in Django's own table of addresses, with its places filled from a world of rows."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from deliberation.outside.export import FORMATS
from deliberation.queries.recognition import COLUMNS
from people.actors import COOKIE, Actor
from people.keys import plain_hash
from people.models import Process, Territory
from proposals.models import Proposal
from tests.documents.reading import words

OURS = ("people", "proposals", "deliberation", "monitoring")
# The same for everybody, whoever asks: they read no row.
FIXED = ("styleguide", "css/", "js/", "words/", "api/schema/", "i18n/", "health/", "ready/")
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
WORDS = {"kind": ["csv", "xlsx", "pdf", "json"], "name": list(FORMATS)}  # a choice, not a row


def patterns(found: Any = None, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield (name of the page, address with its places); no commands, and not what is the same for all."""
    for each in found or get_resolver().url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, before + str(each.pattern))
        elif isinstance(each, URLPattern):
            address = before + str(each.pattern)
            if not address.startswith(("do/", "api/do/", "^", *FIXED)):
                yield each.name or address, address
    if found is None:  # said by a regular expression
        yield from (("stream", f"api/{kind}/<str:{kind}>") for kind in ("room", "process"))


def addresses(pattern: str) -> list[str]:
    """Return the address with every row of this world that can stand in it."""
    filled = [pattern]
    for place in PLACE.finditer(pattern):
        segment = pattern[: place.start()].strip("/").rpartition("/")[2]
        filled = [each.replace(place[0], value, 1) for each in filled for value in _values(place[1], segment)]
    return [f"/{each}" for each in filled]


def _values(name: str, segment: str) -> list[str]:
    if segment == "recognition":
        return list(COLUMNS)
    if name in WORDS:
        return WORDS[name]
    if name == "slug":
        return [each.slug for each in Territory.objects.all()]
    if segment in ("journeys", "proposals"):
        problems = Proposal.objects.filter(kind="problem").exclude(state="draft").order_by("number")[:1]
        others = Proposal.objects.filter(kind__in=("solution", "intervention"))
        return [each.pk for each in (problems if segment == "journeys" else [*problems, *others])]
    if segment == "interventions":
        return [each.pk for each in Proposal.objects.filter(kind="intervention")]
    for model in (model for app in OURS if apps.is_installed(app) for model in apps.get_app_config(app).get_models()):
        if segment in (f"{model._meta.model_name}s", model._meta.verbose_name_plural) or name == model._meta.model_name:
            return [str(each) for each in model.objects.values_list("pk", flat=True)][:2]
    return [Proposal.objects.latest("created_at").pk, Process.objects.latest("created_at").pk]


def browser(actor: Actor) -> tuple[Client, str]:
    """Return a browser in which this actor is logged in or sits, and what its addresses end with."""
    client = Client(headers={"accept-language": "en"}, raise_request_exception=True)
    if actor.person is not None:
        client.force_login(actor.person, backend="django.contrib.auth.backends.ModelBackend")
    if actor.participant is None or actor.device is None:
        return client, ""
    token = f"token-{actor.device.pk}"
    actor.device.token_hash = plain_hash(token)
    actor.device.save(update_fields=["token_hash"])
    client.cookies[COOKIE] = token
    return client, f"?seat={actor.participant.pk}"


def read(response: Any) -> str:
    """Return every word of an answer, also of a spreadsheet and of a document, and of what stands in its head."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    told = [str(dict(response.items())), body.decode("utf-8", "replace")]
    if body.startswith(b"%PDF"):
        told.append(words(body))
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as file:
            told += [file.read(name).decode("utf-8", "replace") for name in file.namelist()]
    return "\n".join(told)
