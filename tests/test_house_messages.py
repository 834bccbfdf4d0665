"""House rule: every visible word stands in every enabled language, whole, in step with the sources, and plain."""

import re
from statistics import median

import polib
import pytest
from django.conf import settings
from django.utils import translation

from tools.catalogues import check, files, sources
from tools.catalogues.message import placeholders

LANGUAGES = [code for code, _name in settings.LANGUAGES]
DOMAINS = sources.domains()
PLACES = [(lang, domain) for lang in LANGUAGES for domain in DOMAINS]
CATALOGUES = {place: files.read(*place) for place in PLACES}
EASY = 60  # Gulpease: 60 is read without help by people with eight years of school
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def test_the_catalogues_are_those_of_the_enabled_languages():
    assert sorted(files.PLURALS) == sorted(LANGUAGES)


@pytest.mark.parametrize("lang,domain", PLACES)
def test_the_catalogue_holds_exactly_the_words_of_the_sources(lang, domain):
    assert list(check.stale(CATALOGUES[lang, domain], DOMAINS[domain])) == []


@pytest.mark.parametrize("lang,domain", PLACES)
def test_every_word_is_translated_with_its_placeholders_and_its_plural_forms(lang, domain):
    found = [(entry.msgid, said) for entry in CATALOGUES[lang, domain] for said in check.entry_problems(lang, entry)]
    assert found == []


@pytest.mark.parametrize("lang,domain", PLACES)
def test_the_compiled_catalogue_says_what_the_written_one_says(lang, domain):
    assert files.path_of(lang, domain).with_suffix(".mo").read_bytes() == files.compiled(lang, domain)


@pytest.mark.parametrize("lang,domain", PLACES)
def test_the_plural_rule_is_the_language_s_own(lang, domain):
    assert CATALOGUES[lang, domain].metadata["Plural-Forms"] == files.PLURALS[lang]


def test_a_word_has_the_same_translation_on_the_phone_and_on_the_server():
    unlike = []
    for lang in LANGUAGES:
        server, browser = ({_key(e): _said(e) for e in CATALOGUES[lang, domain]} for domain in DOMAINS)
        unlike += [(lang, key) for key in server.keys() & browser.keys() if server[key] != browser[key]]
    assert unlike == []


def _key(entry: polib.POEntry) -> tuple[str | None, str, str]:
    return (entry.msgctxt, entry.msgid, entry.msgid_plural)


def _said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_italian_sentences_are_plain():
    scores = {}
    for domain in DOMAINS:
        for entry in CATALOGUES["it", domain]:
            for text in _said(entry):
                plain = _plain(text)
                if len(WORD.findall(plain)) >= 8:
                    scores[text] = gulpease(plain)
    assert len(scores) > 100
    assert median(scores.values()) >= EASY


def _plain(text: str) -> str:
    """Without tags; a placeholder reads as one short word."""
    text = re.sub(r"<[^>]+>", "", text)
    for name in placeholders(text):
        text = text.replace(name, "dieci")
    return text


def gulpease(text: str) -> float:
    """The index of Italian readability (GULP, Rome 1988), from 0 (nobody) to 100 (everybody)."""
    words = WORD.findall(text)
    sentences = max(1, len(re.findall(r"[.!?]+(?=\s|$)", text)))
    letters = sum(len(re.sub(r"[^\w]", "", word)) for word in words)
    return min(100.0, 89 + (300 * sentences - 10 * letters) / len(words))


def test_gulpease_of_a_known_sentence():
    # 8 words, 1 sentence, 38 letters: 89 + (300 - 380) / 8.
    assert gulpease("Scrivi un biglietto, poi mandalo a chi conduce.") == 79


def test_arabic_counts_have_their_own_forms():
    with translation.override("ar"):
        said = [translation.ngettext("%(n)s card", "%(n)s cards", n) % {"n": n} for n in (0, 1, 2, 3, 11, 100)]
    assert said == ["لا بطاقات", "بطاقة واحدة", "بطاقتان", "3 بطاقات", "11 بطاقة", "100 بطاقة"]


@pytest.mark.parametrize("lang,said", [("it", "Qui serve una risposta."), ("en", "This field is required.")])
def test_our_words_win_over_the_libraries(lang, said):
    with translation.override(lang):
        assert translation.gettext("This field is required.") == said
