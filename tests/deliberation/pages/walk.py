"""A phone without script: it opens pages, fills the forms that stand on them and follows where they lead."""

import uuid
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.test import Client

from people.actors import COOKIE, Actor
from people.keys import plain_hash
from tests.helpers.world import World


@dataclass
class Form:
    action: str
    fields: dict[str, Any]
    names: set[str]


class _Forms(HTMLParser):
    """The forms of a page as a browser would send them: ticked and chosen values, no buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.area = self.menu = ""
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(at.get("action", ""), {}, set()))
            self.open = True
        elif self.open and tag in ("input", "textarea", "select", "button") and at.get("name"):
            self._field(tag, at)
        elif tag == "option" and self.menu and "selected" in at:
            self.forms[-1].fields[self.menu] = at["value"]

    def _field(self, tag: str, at: dict[str, str]) -> None:
        form, name = self.forms[-1], at["name"]
        form.names.add(name)
        if tag == "textarea":
            self.area, form.fields[name] = name, ""
        elif tag == "select":
            self.menu = name
        elif tag == "input" and (at.get("type") not in ("radio", "checkbox") or "checked" in at):
            form.fields[name] = at.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[-1].fields[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = False
        if tag == "textarea":
            self.area = ""
        if tag == "select":
            self.menu = ""


class Phone:
    """One browser with one or more seats. Pages are in English, the language of the sources."""

    def __init__(self, actor: Actor | None = None, lang: str = "en"):
        self.client = Client()
        self.client.cookies[settings.LANGUAGE_COOKIE_NAME] = lang
        self.actor = actor or Actor()
        self.html, self.status, self.url = "", 0, ""
        if self.actor.device is not None:
            token = uuid.uuid4().hex
            self.actor.device.token_hash = plain_hash(token)
            self.actor.device.save(update_fields=["token_hash"])
            self.client.cookies[COOKIE] = token
        if self.actor.person is not None:
            self.client.force_login(self.actor.person, backend="django.contrib.auth.backends.ModelBackend")

    def open(self, url: str) -> "Phone":
        return self._got(self.client.get(url, follow=True), url)

    def room(self, w: World, more: str = "") -> "Phone":
        return self.open(f"/rooms/{w.room.pk}/plain/?seat={self.actor.participant.pk}{more}")

    def send(self, command: str, **fields: Any) -> "Phone":
        """Fill the form of this command and send it; a field that is not on the page is an error of the page."""
        form = next(each for each in self.forms if each.action == f"/do/{command}" and self._fits(each, fields))
        assert set(fields) <= form.names, f"not on the page: {set(fields) - form.names}"
        return self._got(self.client.post(form.action, {**form.fields, **fields}, follow=True), form.action)

    @staticmethod
    def _fits(form: Form, fields: dict[str, Any]) -> bool:
        return all(form.fields[name] == fields[name] for name in ("card", "proposal") if name in fields)

    def _got(self, response: Any, url: str) -> "Phone":
        self.status, self.html = response.status_code, response.content.decode()
        self.url = response.redirect_chain[-1][0] if response.redirect_chain else url
        parser = _Forms()
        parser.feed(self.html)
        self.forms = parser.forms
        return self

    @property
    def reloads(self) -> bool:
        return 'http-equiv="refresh"' in self.html

    @property
    def commands(self) -> set[str]:
        return {form.action.removeprefix("/do/") for form in self.forms if form.action.startswith("/do/")}
