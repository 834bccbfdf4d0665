"""The plan of an intervention as its page and its data show it: frame, money, risks, milestones, time."""

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _

from proposals.models import (
    BudgetLine,
    Indicator,
    InterventionKind,
    Milestone,
    Programme,
    Proposal,
    Risk,
    Task,
)
from proposals.money import euros
from proposals.programming.details import declared, silence_in_words, silent_in
from proposals.programming.kinds import Kind, kind_named
from proposals.programming.languages import name_of
from proposals.programming.timeline import timeline_of

Row = dict[str, Any]


def read_plan(found: Proposal) -> Programme | None:
    """Return the programme with all that belongs to it, in seven queries however much that is."""
    rows = Programme.objects.select_related("office", "proposal__process").prefetch_related(
        Prefetch("budget", BudgetLine.objects.all()),
        Prefetch("risks", Risk.objects.all()),
        Prefetch("milestones", Milestone.objects.all()),
        Prefetch("milestones__tasks", Task.objects.all()),
        Prefetch("proposal__indicators", Indicator.objects.all()),
    )
    return rows.filter(proposal=found).first()


def plan_of(found: Proposal, lang: str) -> Row:
    """Return what `proposals/plan.html` shows; {} for what has no plan."""
    plan = read_plan(found)
    if plan is None:
        return {}
    today, kind = timezone.localdate(), _kind_of(plan)
    milestones = milestone_rows(plan, today)
    return {
        "plan": plan,
        "kind": kind.title_in(lang) if kind else "",
        "details": detail_rows(plan, kind, lang),
        "silence": silence_in_words(silent_in(kind, plan.details)),
        "silent": [{"lang": code, "name": name_of(code)} for code in silent_in(kind, plan.details)],
        "indicators": list(plan.proposal.indicators.all()),
        "risks": risk_rows(plan),
        "milestones": milestones,
        "progress": progress_of(milestones, today),
        "timeline": timeline_of(
            plan.starts, plan.ends, [(m["due"], m["state"]) for m in milestones], today, rtl=get_language_bidi()
        ),
        "today": today,
        **money_of(plan),
    }


def _kind_of(plan: Programme) -> Kind | None:
    own = InterventionKind.objects.filter(territory=plan.proposal.process.territory_id, key=plan.kind)
    return kind_named(None, plan.kind, own)


def detail_rows(plan: Programme, kind: Kind | None, lang: str) -> list[Row]:
    """Return `{title, text, lang}` of the kind's own fields that are filled in; a message for each language."""
    rows: list[Row] = []
    for field in kind.fields if kind else ():
        text, title = plan.details.get(field.key, ""), field.title_in(lang)
        if field.type == "languages":
            text = ", ".join(map(name_of, declared(plan.details)))
        if field.type == "messages":
            spoken = {key.partition(".")[2]: said for key, said in plan.details.items() if key.startswith(field.key)}
            rows += [
                {"title": f"{title} ({name_of(code)})", "text": said, "lang": code} for code, said in spoken.items()
            ]
        elif text:
            rows.append({"title": title, "text": text, "lang": "" if field.type == "languages" else plan.lang})
    return rows


def money_of(plan: Programme) -> Row:
    """Return budget, total, what each source pays with its share, the sentence, and the sentence of the gap."""
    lines = list(plan.budget.all())
    total = sum(line.cents for line in lines)
    sources: dict[str, int] = {}
    for line in lines:
        sources[line.source] = sources.get(line.source, 0) + line.cents
    most = max([*sources.values(), (plan.cost or 0) - total, 1])
    told = ngettext("%(total)s from %(n)s source.", "%(total)s from %(n)s sources.", len(sources))
    gap = max(0, plan.cost - total) if plan.cost is not None else 0
    return {
        "budget": lines,
        "total": total,
        "sources": [
            {"name": name, "cents": cents, "width": f"{100 * cents / most:.1f}"} for name, cents in sources.items()
        ],
        "money": told % {"total": euros(total), "n": len(sources)},
        "gap": gap,
        "gap_width": f"{100 * gap / most:.1f}",
        "gap_said": _("%(gap)s are still missing: the whole costs %(cost)s.")
        % {"gap": euros(gap), "cost": euros(plan.cost or 0)}
        if gap
        else "",
    }


def risk_rows(plan: Programme) -> list[Row]:
    """Return the risks in words, the gravest first."""
    likely = {1: _("seldom"), 2: _("possible"), 3: _("likely")}
    harm = {1: _("small"), 2: _("noticeable"), 3: _("severe")}
    risks = sorted(plan.risks.all(), key=lambda r: -r.likelihood * r.impact)
    return [{"risk": r, "likelihood": likely[r.likelihood], "impact": harm[r.impact]} for r in risks]


def milestone_rows(plan: Programme, today: date) -> list[Row]:
    """Return the milestones by date, numbered as in the drawing, each with its state and its tasks."""
    return [
        {
            "number": number,
            "milestone": each,
            "due": each.due,
            "state": _state(each, today),
            "said": _said(each, today),
            "tasks": [{"task": t, "late": t.done_on is None and t.due < today} for t in each.tasks.all()],
        }
        for number, each in enumerate(plan.milestones.all(), 1)
    ]


def _state(each: Milestone, today: date) -> str:
    if each.dropped_at is not None:
        return "dropped"
    if each.done_on is not None:
        return "reached"
    return "late" if each.due < today else "open"


def _said(each: Milestone, today: date) -> str:
    if each.dropped_at is not None:
        return _("Dropped: it counts no more")
    if each.done_on is not None:
        return _("Reached on %(day)s") % {"day": _day(each.done_on)}
    late = (today - each.due).days
    if late > 0:
        return ngettext("Late by %(n)s day", "Late by %(n)s days", late) % {"n": late}
    return _("Still to come")


def progress_of(milestones: list[Row], today: date) -> Row:
    """Return `{reached, all, late, text}`. Progress is counted from milestones only; dropped ones count no more."""
    states = [each["state"] for each in milestones if each["state"] != "dropped"]
    reached, late = states.count("reached"), states.count("late")
    if not states:
        text = _("There are no milestones yet, so no progress can be told.")
    else:
        said = ngettext("%(n)s of %(all)s milestone reached.", "%(n)s of %(all)s milestones reached.", len(states))
        text = said % {"n": reached, "all": len(states)}
    if late:
        text += " " + ngettext("%(n)s is late.", "%(n)s are late.", late) % {"n": late}
    return {"reached": reached, "all": len(states), "late": late, "text": text}


def plan_data(found: Proposal) -> Row | None:
    """Return the plan as data; None for what has none. Nothing of who clicked, all of what was promised."""
    plan = read_plan(found)
    if plan is None:
        return None
    today, kind = timezone.localdate(), _kind_of(plan)
    money, milestones = money_of(plan), milestone_rows(plan, today)
    progress = progress_of(milestones, today)
    return {
        "kind": {"key": plan.kind, "titles": dict(kind.titles) if kind else {}},
        "office": plan.office.name,
        "civic_lead": plan.civic_lead,
        "starts": str(plan.starts),
        "ends": str(plan.ends),
        "lang": plan.lang,
        "goal": plan.goal,
        "purpose": plan.purpose,
        "results": plan.results,
        "assumptions": plan.assumptions,
        "details": plan.details,
        "missing_messages": silent_in(kind, plan.details),
        "indicators": [
            {"label": i.label, "unit": i.unit, "direction": i.direction, "baseline": str(i.baseline),
             "target": str(i.target)}
            for i in plan.proposal.indicators.all()
        ],
        "cost": plan.cost,
        "total": money["total"],
        "gap": money["gap"],
        "budget": [{"label": line.label, "cents": line.cents, "source": line.source} for line in money["budget"]],
        "risks": [
            {"text": r.text, "likelihood": r.likelihood, "impact": r.impact, "response": r.response}
            for r in plan.risks.all()
        ],
        "progress": {name: progress[name] for name in ("reached", "all", "late")},
        "milestones": [_milestone(each) for each in milestones],
    }  # fmt: skip


def _milestone(row: Row) -> Row:
    each = row["milestone"]
    tasks = [t["task"] for t in row["tasks"]]
    return {
        "title": each.title,
        "owner": each.owner,
        "due": str(each.due),
        "state": row["state"],
        "reached": str(each.done_on) if each.done_on else None,
        "tasks": [
            {"title": t.title, "owner": t.owner, "due": str(t.due), "done": str(t.done_on) if t.done_on else None}
            for t in tasks
        ],
    }


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT") if get_language() else str(day)
