"""The office's side: where it was sent, the clock, questions back, reviews, the answer with its reasons, the rejoinder.

Notes that officials keep for themselves are in no section, and no name of who reviewed or asked.
"""

from typing import Any

from django.utils.translation import gettext as _

from deliberation.documents.dossier.told import Told, on
from deliberation.queries.interventions import euros
from documents import blocks as b
from documents.blocks import Block, Text
from proposals.models import Answer, Forwarding, Proposal, Question, Review, Routing
from proposals.office.criteria import criteria
from proposals.office.exchange import nothing_more_to_come
from proposals.office.rating import medians_from


def routed_problem(told: Told) -> list[Block]:
    """Where the problem itself was sent."""
    return routed(told, told.problem)


def forwarded_problem(told: Told) -> list[Block]:
    """Which authority the problem itself was forwarded to."""
    return forwarded(told, told.problem)


def routed(told: Told, proposal: Proposal) -> list[Block]:
    """Every time it was sent to a service or another office, with the reason."""
    rows = told.of(proposal, Routing, "office", "before", "service")
    return [b.heading(_("Where it was sent"), 3), b.items(_routing(each) for each in rows)] if rows else []


def _routing(each: Routing) -> Text:
    told: list[Text] = [f"{on(each.at)} · "]
    if each.before and each.before_id != each.office_id:
        told += [each.before.name, " → "]
    told.append(b.strong(each.office.name))
    if each.service:
        told += [" · ", b.said(each.service.name, each.service.lang)]
    return [*told, "\n", b.said(each.reason, each.lang)] if each.reason else told


def forwarded(told: Told, proposal: Proposal) -> list[Block]:
    """What another authority was asked, with its number and day, and what it replied."""
    found: list[Block] = []
    for row in told.forwardings[proposal.pk]:
        each: Forwarding = row["forwarding"]
        rows: list[tuple[Text, Text]] = [
            (_("Authority"), each.authority.name),
            (_("Number in the register"), each.protocol),
            (_("Sent"), on(each.sent_on)),
            (_("Why the municipality cannot decide it"), b.said(each.reason, each.lang)),
            (_("Reply"), b.said(each.reply, each.reply_lang) if each.reply else row["text"]),
        ]
        if row["before"]:
            rows.append((_("Days late"), row["before"]))
        if each.replied_on:
            rows.append((_("Replied"), " · ".join(filter(None, [on(each.replied_on), each.reply_protocol]))))
        found += [b.heading(_("Forwarded to the authority that decides"), 3), b.facts(rows)]
    return found


def clock(told: Told, solution: Proposal) -> list[Block]:
    """Who owes an answer by which day, and whether it came late."""
    running = told.rows_of_solutions[solution.pk]["clock"]
    if running is None:
        return []
    sent = running.referral
    rows: list[tuple[Text, Text]] = [(_("Office"), sent.office.name), (_("Sent"), on(sent.sent_at))]
    if sent.protocol:
        rows.append((_("Number in the register"), f"{sent.protocol} · {on(sent.protocol_on)}"))
    if sent.clock:
        rows.append((_("Due"), on(sent.due_at)))
    rows.append((_("Days late"), str(running.late)))
    return [b.heading(_("The clock of the answer"), 3), b.paragraph(b.strong(str(running.text))), b.facts(rows)]


def allocated(told: Told, solution: Proposal) -> list[Block]:
    """What was decided of its money when a budget was shared out."""
    found = told.allocations.get(solution.pk)
    if found is None:
        return []
    given = _("Paid from the budget") if found.chosen else _("Not paid from the budget")
    rows: list[tuple[Text, Text]] = [(given, euros(found.cents)), (_("Why"), found.said)]
    return [b.heading(_("The money for it"), 3), b.facts(rows)]


def asked_back(told: Told, solution: Proposal) -> list[Block]:
    """The one question that an office may ask back: meanwhile the clock stands still."""
    found: list[Block] = []
    for each in told.of(solution, Question, "referral__office", key="referral__proposal_id"):
        found.append(b.heading(_("A question to the authors"), 3))
        found.append(
            b.quote("plain", f"{each.referral.office.name} · {on(each.asked_at)}", b.said(each.text, each.lang))
        )
        if each.reply:
            who = f"{_('Its authors replied')} · {on(each.replied_at)}"
            found.append(b.quote("plain", who, b.said(each.reply, each.reply_lang)))
        else:
            found.append(b.paragraph(_("Its authors have not replied.")))
    return found


def reviewed(told: Told, solution: Proposal) -> list[Block]:
    """What reviewers think, each for themselves, once the office has answered."""
    running = told.rows_of_solutions[solution.pk]["clock"]
    if running is None or not running.answers:
        return []
    rows = told.of(solution, Review, "office")
    found = [b.heading(_("What reviewers said"), 3)] if rows else []
    titles = {each.key: each.title_in(told.lang) for each in criteria()}
    for each in rows:
        who = [str(each.get_verdict_display()), each.office.name if each.office else _("Reviewer"), on(each.at)]
        found.append(b.quote("plain", " · ".join(who), b.said(each.text, each.lang)))
        graded = [_graded(grade, titles, each.lang) for grade in each.grades]
        if graded:
            found.append(b.items(graded))
    return found


def _graded(grade: dict[str, Any], titles: dict[str, str], lang: str) -> Text:
    mark = "–" if grade.get("grade") is None else _("%(n)s of %(all)s") % {"n": grade["grade"], "all": 5}
    told: list[Text] = [f"{titles.get(grade['criterion'], '')}: {mark}"]
    return [*told, "\n", b.said(grade["text"], lang)] if grade.get("text") else told


def answered(told: Told, solution: Proposal) -> list[Block]:
    """First answer, rejoinder, second answer, and where it can still go."""
    running = told.rows_of_solutions[solution.pk]["clock"]
    if running is None:
        return []
    sent, found = running.referral, []
    rejoinder = getattr(sent, "rejoinder", None)
    # An answer stays that of the office which gave it, wherever the proposal lies now.
    gave = {each["answer"].pk: each["office"].name for each in told.rows_of_solutions[solution.pk]["answers"]}
    if answer := getattr(sent, "answer", None):
        found += _answer(told, answer, gave[answer.pk], _("The answer"))
    if rejoinder:
        found += [
            b.heading(_("The proposers answered back"), 3),
            b.quote("plain", on(rejoinder.sent_at), b.said(rejoinder.text, rejoinder.lang)),
        ]
        if answer := getattr(rejoinder, "answer", None):
            found += _answer(told, answer, gave[answer.pk], _("The second and last answer"))
    if nothing_more_to_come(sent):
        doors = [_("The municipal councillors"), _("The difensore civico (the ombudsperson)")]
        found += [b.heading(_("Where you can still go"), 3), b.items(doors)]
    return found


def _answer(told: Told, answer: Answer, office: str, title: str) -> list[Block]:
    titles = {each.key: each.title_in(told.lang) for each in criteria()}
    rows: list[tuple[Text, Text]] = [(_("Outcome"), str(answer.get_outcome_display())), (_("Date"), on(answer.at))]
    rows += [(titles.get(each["criterion"], ""), b.said(each["text"], answer.lang)) for each in answer.criteria]
    if answer.act:
        rows.append((_("Act"), answer.act))
    if answer.act_url:
        rows.append((_("Where the act can be read"), b.code(answer.act_url)))
    for side in medians_from(told.ratings[answer.pk]):
        marks = {"clear": side["understandable"], "fits": side["responsive"], "n": side["n"]}
        said = _("Understandable %(clear)g of 5, responds to what was proposed %(fits)g of 5. Ratings: %(n)s.")
        rows.append((str(side["side"].label), said % marks))
    return [b.heading(title, 3), b.quote("plain", office, b.said(answer.reasons, answer.lang)), b.facts(rows)]
