"""A comment finds its passage again, also after the text has changed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.texts.quoted import Anchor, anchor, find
from tests.proposals.texts.writing import anything, few, sentences

TEXT = "Lo sportello apre alle nove. Chi lavora di mattina non può venire. Chiediamo un pomeriggio alla settimana."
QUOTE = "Chi lavora di mattina non può venire."


def anchored(text, quote):
    at = text.index(quote)
    return anchor(text, at, at + len(quote))


def found(text, given):
    place = find(text, given)
    return place and text[slice(*place)]


def test_an_anchor_holds_the_words_and_what_stands_around_them():
    assert anchored(TEXT, QUOTE) == Anchor(QUOTE, "Lo sportello apre alle nove. ", " Chiediamo un pomeriggio alla ")


def test_of_a_long_passage_the_first_two_hundred_characters_are_kept():
    given = anchor("x" * 50 + "y" * 500, 50, 450)
    assert given == Anchor("y" * 200, "x" * 30, "y" * 30)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 4)])
def test_a_passage_lies_inside_its_text(start, end):
    with pytest.raises(ValueError, match="inside its text"):
        anchor("abc", start, end)


@few
@given(sentences | anything, st.data())
def test_in_the_unchanged_text_it_is_at_the_same_place(text, data):
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 200)))
    given = anchor(text, start, end)
    place = find(text, given)
    whole = given.before + given.quote + given.after
    assert place is not None and text[slice(*place)] == given.quote
    if text.find(whole) == text.rfind(whole):
        assert place == (start, end)


def test_it_moves_with_its_words():
    assert found("Prima riga nuova.\n" + TEXT, anchored(TEXT, QUOTE)) == QUOTE


def test_the_same_words_twice_are_told_apart_by_what_stands_around_them():
    text = "Il Comune paga. La Regione paga."
    at = text.rindex("paga")
    changed = "Oggi il Comune paga. Poi la Regione paga."
    assert find(changed, anchor(text, at, at + 4)) == (changed.rindex("paga"), changed.rindex("paga") + 4)


def test_a_passage_with_some_other_words_is_found():
    changed = TEXT.replace("di mattina non può", "la mattina non riesce a")
    assert found(changed, anchored(TEXT, QUOTE)) == "Chi lavora la mattina non riesce a venire."


def test_a_number_that_changed_between_old_surroundings_is_found():
    text = "L'ufficio risponde a tutti entro 30 giorni lavorativi dalla domanda."
    assert found(text.replace("30", "60"), anchored(text, "entro 30 giorni")) == "entro 60 giorni"


@pytest.mark.parametrize("changed", ["", "Un altro testo, del tutto diverso.", TEXT.replace(QUOTE, "")])
def test_a_passage_that_is_gone_is_not_found(changed):
    assert find(changed, anchored(TEXT, QUOTE)) is None


def test_a_short_word_somewhere_else_is_not_the_passage():
    assert find("Il treno per Bari.", anchored("Costa poco per chi studia.", "per")) is None


def test_a_hostile_text_is_searched_soon():
    start = time.process_time()
    find("a " * 50_000, Anchor("a " * 99 + "b", "x" * 30, "y" * 30))
    find("a" * 100_000, Anchor("a" * 199 + "b", "a" * 30, "a" * 30))
    find("a" * 100_000, Anchor("a", "x" * 30, "y" * 30))
    assert time.process_time() - start < 8
