"""A proposal as data: every text and version, amendments with their answers, links, support by side; no names."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from people.actors import actor_of
from proposals.models import Amendment, Attachment, Forwarding, Proposal, Referral, Review, Routing
from proposals.office.attaching import shown_of
from proposals.office.questions import question_of
from proposals.office.reviewing import reviews_seen
from proposals.office.routed import routed_of
from proposals.pages import chain_of
from proposals.programming.plan import plan_data
from proposals.queries import proposals_for
from proposals.together.standing import by_side, supports_of
from proposals.writing.revisions import texts_of
from proposals.writing.translating import translations_of
from realtime.clock import to_ms


def proposal(request: HttpRequest, key: str) -> HttpResponse:
    """The same as the pages of a proposal show to this reader, as JSON."""
    actor = actor_of(request, request.GET.get("seat"))
    found = get_object_or_404(proposals_for(actor).select_related("service", "referral"), pk=key)
    chain, routed = chain_of(found, actor), routed_of([found])[found.pk]
    told = {
        "id": found.pk,
        "process": found.process_id,
        "number": found.number,
        "kind": found.kind,
        "state": found.state,
        "lang": found.lang,
        "texts": texts_of(found),
        "office": found.office.name if found.office else None,
        "service": found.service.name if found.service else None,
        "protocol": _protocol(getattr(found, "referral", None)),
        "routings": [_routing(each) for each in routed["routings"]],
        "forwardings": [_forwarding(each["forwarding"]) for each in routed["forwardings"]],
        "files": [_file(each) for each in shown_of(found).filter(removed_at=None)],
        "links": {name: [each.pk for each in rows] for name, rows in chain.items()},
        "support": by_side(supports_of(found)),
        "plan": plan_data(found) if found.kind == Proposal.Kind.INTERVENTION else None,
        "versions": _versions(found),
        "question": _question(found),
        "reviews": [_review(each) for each in reviews_seen(actor, found)],
        "translations": [_translation(each) for each in translations_of(found)],
        "amendments": [_amendment(each) for each in found.amendments.select_related("base", "participant")],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _protocol(sent: Referral | None) -> dict[str, Any] | None:
    return {"number": sent.protocol, "day": sent.protocol_on} if sent and sent.protocol else None


def _routing(each: Routing) -> dict[str, Any]:
    return {
        "from": each.before.name if each.before else None,
        "office": each.office.name,
        "service": each.service.name if each.service else None,
        "reason": each.reason,
        "lang": each.lang,
        "at": to_ms(each.at),
    }


def _forwarding(each: Forwarding) -> dict[str, Any]:
    return {
        "authority": each.authority.name,
        "protocol": each.protocol,
        "sent": each.sent_on,
        "reason": each.reason,
        "lang": each.lang,
        "late": each.late,
        "replied": each.replied_on,
        "reply": each.reply,
        "reply_lang": each.reply_lang,
        "reply_protocol": each.reply_protocol,
    }


def _file(each: Attachment) -> dict[str, Any]:
    return {"id": each.pk, "name": each.name, "kind": each.kind, "size": each.size, "sha256": each.digest}


def _versions(found: Proposal) -> list[dict[str, Any]]:
    return [
        {"number": each.number, "at": to_ms(each.at), "lang": each.lang, "note": each.note, "texts": each.texts}
        for each in found.revisions.all()
    ]


def _question(found: Proposal) -> dict[str, Any] | None:
    """The one question of the office to the authors, and their reply."""
    told = question_of(found)
    if told is None:
        return None
    asked = told["asked"]
    return {
        "text": asked.text,
        "lang": asked.lang,
        "at": to_ms(asked.asked_at),
        "until": to_ms(asked.until) if told["clock"] else None,
        "reply": asked.reply,
        "reply_lang": asked.reply_lang,
        "replied": to_ms(asked.replied_at),
    }


def _review(row: Review) -> dict[str, Any]:
    """By office, never by name; `office` is null for a reviewer of the territory."""
    office = row.office.name if row.office else None
    said = {key: getattr(row, key) for key in ("verdict", "grades", "text", "lang")}
    return {"office": office, **said, "at": to_ms(row.at)}


def _translation(row: dict[str, Any]) -> dict[str, Any]:
    """`current`: it was made from the original as it is now."""
    return {**{key: row[key] for key in ("lang", "title", "body", "current")}, "at": to_ms(row["at"])}


def _amendment(each: Amendment) -> dict[str, Any]:
    return {
        "id": each.pk,
        "number": each.number,
        "section": each.section,
        "base": each.base.number,
        "text": each.text,
        "lang": each.lang,
        "reason": each.reason,
        "side": each.participant.side if each.participant else None,
        "state": each.state,
        "answer": each.answer,
        "at": to_ms(each.at),
    }
