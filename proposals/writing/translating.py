"""A proposal in other languages, as people write it: side by side with the original, and honest when that has changed.

No machine writes here. One text for each language, the last one; who wrote it stands in the table, not on the page.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Role
from people.rules import FACILITATORS, Reason, Rule, has_role, official_of_office, seated_in_process
from proposals.models import Proposal, ProposalTranslation
from proposals.rules import addressed_office
from proposals.texts.languages import own_name, reads, same_language
from proposals.workflow import say
from realtime.refusal import Refused

OVER = (Proposal.State.WITHDRAWN, Proposal.State.MERGED)
Row = dict[str, Any]


helper = has_role(*FACILITATORS, Role.Name.PEER_COACH, territory=lambda proposal, **_t: proposal.process.territory)
seated = seated_in_process(lambda proposal, **_targets: proposal.process)
official = official_of_office(addressed_office)
translator = seated | helper | official


@Rule
def translatable(_actor: Any, *, proposal: Proposal, **_targets: Any) -> Reason:
    """It was neither taken back nor merged."""
    if proposal.state in OVER:
        return _("This text was taken back or merged: nobody translates it any more.")
    return None


def translate(*, actor: Any, proposal: Proposal, lang: str, title: str, body: str) -> ProposalTranslation:
    """Write the text in another language, or write it anew. Inside run() only."""
    if same_language(lang, proposal.lang):
        raise Refused(_("The proposal is written in this language already."))
    if body and not proposal.body:
        raise Refused(_("The original has only a title: a translation says no more than the original."))
    if proposal.body and not body:
        raise Refused(_("The text is missing: a translation says everything that the original says."))
    mine = actor.participant is not None
    said = {
        "title": title, "body": body, "digest": digest_of(proposal), "at": timezone.now(),
        "participant": actor.participant, "person": None if mine else actor.person,
    }  # fmt: skip
    made, _new = ProposalTranslation.objects.update_or_create(proposal=proposal, lang=lang, defaults=said)
    say(proposal, "proposal.changed")
    return made


def digest_of(proposal: Proposal) -> str:
    """Return what tells one wording of the original from another."""
    return _digest(proposal.lang, proposal.title, proposal.body)


def _digest(lang: str, title: str, body: str) -> str:
    return hashlib.sha256(json.dumps([lang, title, body], ensure_ascii=False).encode()).hexdigest()


def translations_of(proposal: Proposal) -> list[Row]:
    """Return `[{lang, name, title, body, at, current}]` by language; `current`: made from the original as it is now."""
    now = digest_of(proposal)
    # A proposal that was written anew in another language needs no translation into that.
    rows = [each for each in proposal.translations.all() if not same_language(each.lang, proposal.lang)]
    return [
        {"lang": each.lang, "name": own_name(each.lang), "title": each.title, "body": each.body, "at": each.at,
         "current": each.digest == now}
        for each in rows
    ]  # fmt: skip


def beside_the_original(proposal: Proposal, lang: str, rows: list[Row] | None = None) -> Row:
    """Return `{own, others, original}` for a reader of `lang`: `own` is theirs, None when they read the original.

    `rows`: its translations, where they are known already.
    """
    rows = translations_of(proposal) if rows is None else rows
    tag = None if same_language(lang, proposal.lang) else reads(lang, [each["lang"] for each in rows])
    return {
        "own": next((each for each in rows if each["lang"] == tag), None),
        "others": [each for each in rows if each["lang"] != tag],
        "original": own_name(proposal.lang),
    }


def titles_for(reader: str, rows: Iterable[tuple[str, int, str, str, str]]) -> dict[str, tuple[str, str, str]]:
    """Return {proposal: (title, body, lang)} for a list, in one query; only those made from the original as it is now.

    `rows`: id, number, title, body, language of each; who reads its language needs no translation.
    """
    digests = {pk: _digest(lang, title, body) for pk, _n, title, body, lang in rows if not same_language(lang, reader)}
    found: dict[str, dict[str, tuple[str, str, str]]] = {}
    known = ProposalTranslation.objects.filter(proposal__in=digests).order_by()
    for pk, lang, title, body, digest in known.values_list("proposal", "lang", "title", "body", "digest"):
        if digest == digests[pk]:
            found.setdefault(pk, {})[lang] = (title, body, lang)
    read = {pk: reads(reader, texts) for pk, texts in found.items()}
    return {pk: found[pk][tag] for pk, tag in read.items() if tag}
