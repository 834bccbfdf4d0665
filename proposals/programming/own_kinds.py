"""A territory's own kinds of interventions: added, changed, retired, offered again. Inside run()."""

from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from people.models import Territory
from proposals.models import InterventionKind
from proposals.programming.kinds import built_in, in_words
from realtime.ids import new_id
from realtime.refusal import Refused

MOST = 50  # kinds of one territory
Told = list[dict[str, Any]]


def add(*, actor: Any, territory: Territory, names: dict[str, str], fields: Told, indicators: Told) -> InterventionKind:
    """Add a kind with a key made from its name."""
    rows = list(InterventionKind.objects.filter(territory=territory))
    if len(rows) >= MOST:
        raise Refused(_("This territory has enough kinds: change one of them."))
    _named_once(rows, names)
    taken = {each.key for each in built_in()} | {each.key for each in rows}
    key = slugify(in_words(names, ""))[:40] or new_id()
    return InterventionKind.objects.create(
        territory=territory,
        key=new_id() if key in taken else key,
        names=names,
        fields=_keyed(fields),
        indicators=indicators,
    )


def change(*, actor: Any, kind: InterventionKind, names: dict[str, str], fields: Told, indicators: Told) -> None:
    """Change what it says; its key stays, and so do those of its fields."""
    others = InterventionKind.objects.filter(territory=kind.territory_id).exclude(pk=kind.pk)
    _named_once(list(others), names)
    kind.names, kind.fields, kind.indicators = names, _keyed(fields, kind.fields), indicators
    kind.save(update_fields=["names", "fields", "indicators"])


def retire(*, actor: Any, kind: InterventionKind) -> None:
    """Offer it no more."""
    if kind.retired_at is not None:
        raise Refused(_("This kind was retired already."))
    kind.retired_at = timezone.now()
    kind.save(update_fields=["retired_at"])


def restore(*, actor: Any, kind: InterventionKind) -> None:
    """Offer it again."""
    if kind.retired_at is None:
        raise Refused(_("This kind is in use already."))
    kind.retired_at = None
    kind.save(update_fields=["retired_at"])


def _named_once(rows: list[InterventionKind], names: dict[str, str]) -> None:
    used = {(lang, text.casefold()) for each in rows for lang, text in each.names.items()}
    used |= {(lang, text.casefold()) for each in built_in() for lang, text in each.titles.items()}
    if used & {(lang, text.casefold()) for lang, text in names.items()}:
        raise Refused(_("A kind of this name exists already."))


def _keyed(fields: Told, before: Told | None = None) -> Told:
    """Give every field a key: the one it had, else one that no field of this kind ever had here."""
    known = [each["key"] for each in before or []]
    last = max((int(key[1:]) for key in known), default=0)
    keyed: Told = []
    for each in fields:
        kept = each.get("key")
        if kept not in known or kept in [other["key"] for other in keyed]:
            last += 1
            kept = f"f{last}"
        keyed.append({**each, "key": kept})
    return keyed
