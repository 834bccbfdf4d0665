"""What was programmed and what became of it: plan, money, indicators, milestones, risks, and both sides' statements."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deliberation.documents.dossier.told import Row, Told, on, state_of
from documents import blocks as b
from documents.blocks import Block, Text
from proposals.models import Milestone, Risk, Statement
from proposals.programming.plan import detail_rows, money_of


def plan(told: Told, made: Row) -> list[Block]:
    """Office, civic lead, dates, and the logical framework."""
    proposal, programme = made["proposal"], made["plan"]
    lang, kind = programme.lang, told.kind_of(programme)
    rows: list[tuple[Text, Text]] = [
        (_("Where it stands"), state_of(proposal)),
        *([(_("Kind"), kind.title_in(told.lang))] if kind else []),
        (_("Responsible office"), programme.office.name),
    ]
    if programme.civic_lead:
        rows.append((_("Led together with"), b.said(programme.civic_lead, lang)))
    rows.append((_("From – to"), f"{on(programme.starts)} – {on(programme.ends)}"))
    for name, text in ((_("Goal"), programme.goal), (_("What changes"), programme.purpose)):
        if text:
            rows.append((name, b.said(text, lang)))
    for name, texts in ((_("What it brings forth"), programme.results), (_("What must hold"), programme.assumptions)):
        rows += [(name, b.said(str(text), lang)) for text in texts]
    rows += [(each["title"], _own(each)) for each in detail_rows(programme, kind, told.lang)]
    body = [b.paragraph(b.said(proposal.body, proposal.lang))] if proposal.body else []
    return [*body, b.facts(rows)]


def _own(each: Row) -> Text:
    """A field of the kind, in the language in which it was written; names of languages are the reader's."""
    return b.said(each["text"], each["lang"]) if each["lang"] else each["text"]


def budget(_told: Told, made: Row) -> list[Block]:
    """Money by source, its sum, and what is still missing."""
    if not made["budget"]:
        return []
    lang = made["plan"].lang
    rows: list[list[Text]] = [
        [b.said(line["label"], lang), b.said(line["source"], lang), line["amount"]] for line in made["budget"]
    ]
    rows.append([b.strong(_("Together")), "", b.strong(made["total"])])
    columns = [_("What for"), _("Source"), _("Amount")]
    missing = money_of(made["plan"])["gap_said"]
    gap = [b.paragraph(b.strong(missing))] if missing else []
    return [b.heading(_("Money by source"), 3), b.table(columns, rows, words=2), *gap]


def indicators(_told: Told, made: Row) -> list[Block]:
    """The numbers by which it is verified."""
    rows = [[b.said(i["label"], made["plan"].lang), i["unit"], i["baseline"], i["target"]] for i in made["indicators"]]
    columns = [_("What is measured"), _("Measured in"), _("Today"), _("Target")]
    return [b.heading(_("How it is verified"), 3), b.table(columns, rows, words=2)] if rows else []


def milestones(told: Told, made: Row) -> list[Block]:
    """The steps of the plan and when each was reached; a step that was taken back counts no more."""
    every = told.of(made["proposal"], Milestone, key="programme__proposal_id")
    rows = [each for each in every if each.dropped_at is None]
    if not rows:
        return []
    done = sum(1 for each in rows if each.done_on)
    said = ngettext("%(done)s of %(n)s milestone is reached.", "%(done)s of %(n)s milestones are reached.", len(rows))
    lang = made["plan"].lang
    body = [[b.said(each.title, lang), b.said(each.owner, lang), on(each.due), on(each.done_on)] for each in rows]
    columns = [_("Milestone"), _("Who"), _("Due"), _("Reached")]
    return [
        b.heading(_("Milestones"), 3),
        b.paragraph(said % {"done": done, "n": len(rows)}),
        b.table(columns, body, words=2),
    ]


def risks(told: Told, made: Row) -> list[Block]:
    """What could go wrong, how likely, how bad, and what is done about it."""
    rows = told.of(made["proposal"], Risk, key="programme__proposal_id")
    lang = made["plan"].lang
    body = [[b.said(r.text, lang), b.said(r.response, lang), str(r.likelihood), str(r.impact)] for r in rows]
    columns = [_("Risk"), _("What is done about it"), _("Likely (1–3)"), _("Severe (1–3)")]
    return [b.heading(_("Risks"), 3), b.table(columns, body, words=2)] if rows else []


def statements(told: Told, made: Row) -> list[Block]:
    """What the office declares and what participants say to it: both stay."""
    rows = told.of(made["proposal"], Statement, "office")
    found = [b.heading(_("Is it done? What each side says"), 3)] if rows else []
    for each in rows:
        who = [str(each.get_kind_display()), *([each.office.name] if each.office else []), on(each.at)]
        found.append(b.quote("plain", " · ".join(who), b.said(each.text, each.lang)))
    return found
