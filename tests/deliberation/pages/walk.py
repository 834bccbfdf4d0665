"""A phone without script: it opens pages, fills the forms that stand on them and follows where they lead."""

import uuid
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.test import Client

from deliberation.models import Poll
from people.actors import COOKIE, Actor
from people.keys import plain_hash
from proposals.models import Proposal
from tests.helpers.scenes import official
from tests.helpers.world import World, do


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


def hold_vote(w: World, activity: Any, method: str, residents: list[str], officials: list[str], proposal: Any = None) -> Poll:
    """Open a poll, let everybody answer, close it."""
    data = {"activity": activity.pk, "method": method} | ({"proposal": proposal.pk} if proposal else {})
    poll = do(w.f, "poll.open", **data)["poll"]
    for number, (seat, answer) in enumerate([*zip(w.residents, residents), *zip(w.officials, officials)]):  # noqa: B905
        reason = f"reason {number}" if answer in ("no", "object") else ""
        do(seat, "ballot.cast", poll=poll, choice={"answer": answer}, nonce=f"{number:032x}", reason=reason, lang="en")
    do(w.f, "poll.close", poll=poll)
    return Poll.objects.get(pk=poll)


def hold_dots(w: World, groups: list[str]) -> Poll:
    """Everybody gives the first group a dot, officials the second one too."""
    poll = do(w.f, "poll.open", activity=w.at("dots").pk, method="dots")["poll"]
    options = {o.group_id: o.pk for o in Poll.objects.get(pk=poll).options.all()}
    for number, seat in enumerate([*w.residents, *w.officials]):
        choice = {options[groups[0]]: 1} if seat in w.residents else {options[groups[1]]: 1}
        do(seat, "ballot.cast", poll=poll, choice=choice, nonce=f"{number:032x}")
    do(w.f, "poll.close", poll=poll)
    return Poll.objects.get(pk=poll)


def adopt_charter(w: World) -> Poll:
    return hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 6, ["yes"] * 3)


def write_cards(w: World, count: int = 2) -> list[str]:
    """The first `count` residents write one card each, all are shown, and two groups are made: theirs and another."""
    activity = w.at("cards")
    seats = [*w.residents[:count], w.officials[0]]
    cards = [do(s, "card.add", activity=activity.pk, text=f"Thought {n}", lang="en")["card"] for n, s in enumerate(seats)]
    do(w.f, "cards.reveal", activity=activity.pk)
    grouping = w.at("grouping").pk
    one = do(w.f, "group.create", activity=grouping, title="Papers", lang="en", cards=cards[:-1])["group"]
    two = do(w.f, "group.create", activity=grouping, title="Hours", lang="en", cards=cards[-1:])["group"]
    return [one, two]


def confirmed_problem(w: World, group: str, count: int = 2) -> Proposal:
    w.at("problems")
    problem = do(w.f, "problem.draft", group=group, title="Nobody knows which papers", lang="en", office=w.registry.pk)
    for seat in w.residents[:count]:
        do(seat, "problem.confirm", proposal=problem["proposal"])
    return Proposal.objects.get(pk=problem["proposal"])


def draft_solution(w: World, problem: Proposal, title: str = "One sheet") -> Proposal:
    made = do(w.residents[0], "solution.draft", room=w.room.pk, problems=[problem.pk], title=title, body="Printed", lang="en")
    return Proposal.objects.get(pk=made["proposal"])


def programmed(w: World, solution: Proposal, office: Actor | None = None) -> Proposal:
    """The office accepts the solution and programmes it."""
    donato = office or official(w)
    do(donato, "answer.give", proposal=solution.pk, outcome="accepted", reasons="It can be done.", lang="en")
    made = do(
        donato, "intervention.programme", solutions=[solution.pk], title="Sheets", body="", lang="en",
        office=w.registry.pk, civic_lead="Bridges", starts="2027-01-01", ends="2027-06-30",
        budget=[{"label": "Print", "cents": 340000, "source": "city"}, {"label": "Work", "cents": 50, "source": "network"}],
        indicator={"label": "People helped", "unit": "people", "baseline": "0", "target": "120", "direction": "up"},
    )  # fmt: skip
    return Proposal.objects.get(pk=made["proposal"])
