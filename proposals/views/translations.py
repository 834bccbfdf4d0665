"""A proposal in other languages: each beside the original, and the form for whoever may write one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from people.actors import actor_of
from proposals.queries import proposals_for
from proposals.texts.languages import own_name, same_language, to_choose
from proposals.views.forms import kept, sent_form, status_of
from proposals.writing.translating import translatable, translations_of, translator


@never_cache
def translations(request: HttpRequest, key: str) -> HttpResponse:
    """Read them all; write the one that `?lang=` names, or choose a language first."""
    actor = actor_of(request, request.POST.get("seat") or request.GET.get("seat"))
    found = get_object_or_404(proposals_for(actor), pk=key)
    sent = sent_form(request, "translation.write")
    if sent and sent.ok:
        seat = f"?seat={actor.participant.pk}" if actor.participant else ""
        return redirect(f"{reverse('proposal_translations', args=[found.pk])}{seat}#{request.POST.get('lang', '')}")
    place, rows = found.process.territory, translations_of(found)
    languages = to_choose(request.LANGUAGE_CODE, *place.languages, *(each["lang"] for each in rows))
    languages = [each for each in languages if not same_language(each["code"], found.lang)]
    lang = _chosen(request, [each["code"] for each in languages])
    before = next((each for each in rows if each["lang"] == lang), None)
    context = {
        "proposal": found,
        "territory": place,
        "seat": actor.participant,
        "rows": rows,
        "original": own_name(found.lang),
        "may": (translator & translatable)(actor, proposal=found) is None,
        "lang": lang,
        "lang_name": own_name(lang),
        "before": before,
        "languages": languages,
        **kept(request, sent),
    }
    return render(request, "proposals/translations.html", context, status=status_of(sent))


def _chosen(request: HttpRequest, known: list[str]) -> str:
    """Return the language that is written: of the form that came back, of the address, else ""."""
    asked = request.POST.get("lang") or request.GET.get("lang") or ""
    return asked if asked in known else ""
