"""A journey as a graph: what stands on the path of one problem, and which leads to which. For data and drawing."""

from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from deliberation import words
from proposals.models import Proposal
from realtime.clock import to_ms

Row = dict[str, Any]
# The columns, in order.
KINDS = ("card", "problem", "solution", "poll", "forwarding", "answer", "intervention", "round", "statement")


def graph_of(problem: Proposal, chain: Row) -> Row:
    """Return `{nodes, links}` of `queries.journey.journey_of`, without another query.

    A node: id, kind, title, lang, state, at (ms or None), url. A link: from, to, type (comes_from, chosen_by, answers,
    decided_by, forwarded_to, answered_by, carries_out, measured_by, stated_of); it points the way in which time runs.
    """
    nodes = [_card(card) for card in chain["cards"]] + [_proposal(problem)]
    links = [_link(card["id"], problem.pk, "comes_from") for card in chain["cards"]]
    for each in chain["priorities"]:
        nodes.append(_poll(each["poll"], "priority", words.method_name(each["poll"].method)))
        links.append(_link(problem.pk, each["poll"].pk, "chosen_by"))
    _add_forwardings(nodes, links, problem, problem.pk, chain["routed"])
    for each in chain["solutions"]:
        _add_solution(nodes, links, problem, each)
    return {"nodes": list({node["id"]: node for node in nodes}.values()), "links": links}


def _add_solution(nodes: list[Row], links: list[Row], problem: Proposal, each: Row) -> None:
    solution, last = each["proposal"], each["proposal"].pk
    nodes.append(_proposal(solution))
    links.append(_link(problem.pk, solution.pk, "answers"))
    for vote in each["polls"]:
        nodes.append(_poll(vote["poll"], "poll", vote["title"]))
        links.append(_link(last, vote["poll"].pk, "decided_by"))
        last = vote["poll"].pk
    _add_forwardings(nodes, links, solution, last, each)
    if each["clock"] is not None:
        node = _answer(each["clock"], solution)
        nodes.append(node)
        links.append(_link(last, node["id"], "answered_by"))
        last = node["id"]
    for made in each["interventions"]:
        nodes.append(_proposal(made["proposal"]))
        links.append(_link(last, made["proposal"].pk, "carries_out"))
        _add_end(nodes, links, made)


def _add_forwardings(nodes: list[Row], links: list[Row], sent: Proposal, last: str, routed: Row) -> None:
    """The authorities it was forwarded to; the answer of the office hangs beside them, not on them."""
    for row in routed["forwardings"]:
        each, state = row["forwarding"], "waits" if row["waits"] else "replied"
        at = datetime.combine(each.sent_on, time(), timezone.get_current_timezone())
        url = reverse("proposal", args=[sent.pk])
        nodes.append(_node(each.pk, "forwarding", each.authority.name, "", state, at, url))
        links.append(_link(last, each.pk, "forwarded_to"))


def _add_end(nodes: list[Row], links: list[Row], made: Row) -> None:
    """What was measured of an intervention, and what each side says of whether it is done."""
    here = made["proposal"].pk
    for each in made["rounds"]:
        title = _("Measurement round %(number)s") % {"number": each.number}
        url = reverse("monitoring", args=[here])
        nodes.append(_node(each.pk, "round", title, "", "final" if each.final else "", each.closed_at, url))
        links.append(_link(here, each.pk, "measured_by"))
    for each in (*made["statements"]["office"], *made["statements"]["citizens"]):
        url = reverse("proposal", args=[here])
        nodes.append(_node(each.pk, "statement", each.get_kind_display(), "", each.kind, each.at, url))
        links.append(_link(here, each.pk, "stated_of"))


def _link(one: str, other: str, kind: str) -> Row:
    return {"from": one, "to": other, "type": kind}


def _node(key: str, kind: str, title: str, lang: str = "", state: str = "", at: Any = None, url: str = "") -> Row:
    return {"id": key, "kind": kind, "title": title, "lang": lang, "state": state, "at": to_ms(at), "url": url}


def _card(card: Row) -> Row:
    title = card["text"] or _("Card %(number)s") % {"number": card["number"]}
    return _node(card["id"], "card", title, card["lang"] if card["text"] else "", card["state"])


def _proposal(each: Proposal) -> Row:
    url = reverse("proposal", args=[each.pk])
    return _node(each.pk, each.kind, each.title, each.lang, each.state, each.created_at, url)


def _poll(poll: Any, kind: str, title: str) -> Row:
    url = reverse("poll", args=[poll.pk])
    return _node(poll.pk, kind, title, "", (poll.result or {}).get("outcome", ""), poll.closed_at, url)


def _answer(clock: Any, solution: Proposal) -> Row:
    answer = clock.answer
    title = answer.get_outcome_display() if answer else str(clock.text)
    at = answer.at if answer else clock.referral.last.due_at
    return _node(f"answer-{solution.pk}", "answer", title, "", clock.state, at, reverse("proposal", args=[solution.pk]))
