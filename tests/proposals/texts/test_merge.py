"""Joining two people's changes: nothing is lost, and what they disagree on is said."""

import time

import pytest
from hypothesis import given

from proposals.texts.merge import Conflict, Merged, merged
from proposals.texts.replace import applied
from proposals.texts.words import words
from tests.proposals.texts.writing import few, sentences, tricky

texts = sentences | tricky


@few
@given(texts, texts)
def test_who_changed_nothing_takes_nothing_away(base, changed):
    assert merged(base, base, changed) == Merged(changed, ())
    assert merged(base, changed, base) == Merged(changed, ())
    assert merged(base, changed, changed) == Merged(changed, ())


@few
@given(texts, texts, texts)
def test_whether_there_is_a_conflict_does_not_depend_on_who_is_asked_first(base, mine, theirs):
    assert bool(merged(base, mine, theirs).conflicts) == bool(merged(base, theirs, mine).conflicts)


def bare(text):
    """Return the words; the apostrophe of "l'ufficio" is no longer part of "l" when the office is gone."""
    return {word.rstrip("'’") for word in words(text)}


@few
@given(sentences, sentences, sentences)
def test_every_word_that_either_newly_wrote_is_in_the_result(base, mine, theirs):
    written = (bare(mine) | bare(theirs)) - bare(base)
    assert written - bare(merged(base, mine, theirs).text) == set()


BASE = "Lo sportello apre alle nove di mattina. Chiude alle dodici.\n\nServe un documento."


@pytest.mark.parametrize(
    ("mine", "theirs", "text", "conflicts"),
    [
        (
            BASE.replace("nove", "otto"),
            BASE.replace("dodici", "tredici"),
            BASE.replace("nove", "otto").replace("dodici", "tredici"),
            (),
        ),
        (
            BASE.replace("Chiude alle dodici.", ""),
            BASE.replace("un documento", "la carta"),
            BASE.replace("Chiude alle dodici.", "").replace("un documento", "la carta"),
            (),
        ),
        (
            BASE.replace("nove", "otto"),
            BASE.replace("nove", "dieci"),
            BASE.replace("nove", "otto dieci"),
            (Conflict("nove", "otto", "dieci"),),
        ),
        (
            BASE.replace("un documento", ""),
            BASE.replace("documento", "foglio"),
            BASE.replace("un documento", "un foglio"),
            (Conflict("un documento", "", "un foglio"),),
        ),
        (BASE + " Uno.", BASE + " Due.", BASE + " Uno. Due.", (Conflict("", " Uno.", " Due."),)),
    ],
    ids=["two places", "deleted and changed", "one place", "deleted against changed", "both added"],
)
def test_places_are_joined_and_conflicts_keep_both(mine, theirs, text, conflicts):
    found = merged(BASE, mine, theirs)
    assert found == Merged(text, conflicts)


def test_neighbouring_words_are_one_place():
    """Joined unseen, "60 days" and "30 months" would become "60 months", which nobody proposed."""
    found = merged("Entro 30 giorni.", "Entro 60 giorni.", "Entro 30 mesi.")
    assert found.conflicts == (Conflict("30 giorni", "60 giorni", "30 mesi"),)


def test_an_amendment_goes_into_a_text_that_changed_elsewhere():
    found = applied(BASE.replace("nove", "otto"), BASE, BASE.replace("un documento", "la carta"))
    assert (found.text, found.exact) == (BASE.replace("nove", "otto").replace("un documento", "la carta"), True)


def test_an_amendment_that_is_there_already_changes_nothing():
    amended = BASE.replace("nove", "otto")
    assert applied(amended, BASE, amended) == Merged(amended, ())


def test_an_amendment_to_words_that_changed_since_needs_somebody_to_choose():
    found = applied(BASE.replace("nove", "otto"), BASE, BASE.replace("nove", "sette"))
    assert (found.exact, found.conflicts) == (False, (Conflict("nove", "otto", "sette"),))


def test_hostile_texts_are_joined_soon():
    start = time.process_time()
    merged("a b " * 10_000, "b a a " * 6_700, " a" * 20_000)
    assert time.process_time() - start < 5
