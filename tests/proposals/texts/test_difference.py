"""Differences in whole words: nothing is lost on either side, no confetti, and always soon."""

import time

import pytest
from hypothesis import given

from proposals.texts.aligning import matching
from proposals.texts.difference import Passage, Piece, differences, paragraphs
from tests.proposals.texts.writing import anything, few, sentences

SAME, GONE, NEW = "same", "gone", "new"


def without(kind, pieces):
    return "".join(piece.text for piece in pieces if piece.kind != kind)


@few
@given(sentences | anything, sentences | anything)
def test_both_versions_can_be_read_from_the_pieces(before, after):
    pieces = differences(before, after)
    assert (without(NEW, pieces), without(GONE, pieces)) == (before, after)
    assert all(piece.text for piece in pieces)


@few
@given(sentences, sentences)
def test_equal_runs_are_equal_and_in_order(before, after):
    at = (0, 0)
    for i, j, n in matching(before, after):
        assert n > 0 and i >= at[0] and j >= at[1] and before[i : i + n] == after[j : j + n]
        at = (i + n, j + n)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("uguale", "uguale", [(SAME, "uguale")]),
        ("Apre alle 9.", "Apre alle 10.", [(SAME, "Apre alle "), (GONE, "9"), (NEW, "10"), (SAME, ".")]),
        ("un cane nero", "un gatto bianco", [(SAME, "un "), (GONE, "cane nero"), (NEW, "gatto bianco")]),
        ("case di Roma", "strade di Bari", [(GONE, "case di Roma"), (NEW, "strade di Bari")]),
        ("a\nb\nc", "a\nx\nc", [(SAME, "a\n"), (GONE, "b"), (NEW, "x"), (SAME, "\nc")]),
        ("需要帮助", "需要很多帮助", [(SAME, "需要"), (NEW, "很多"), (SAME, "帮助")]),
    ],
)
def test_changes_are_shown_in_whole_words_without_confetti(before, after, pieces):
    assert differences(before, after) == [Piece(*piece) for piece in pieces]


WORDS = " ".join(f"w{n}" for n in range(20_000))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 5_000, " a" * 5_000),
        ("a b " * 10_000, "b a a " * 6_700),
        (WORDS, " ".join(reversed(WORDS.split()))),
        (WORDS, WORDS.replace("5", "x")),
        ("a\n" * 20_000, "a\nb\n" * 10_000),
        ("!" * 40_000, "?!" * 20_000),
    ],
    ids=["shifted", "two words", "reversed", "many changes", "lines", "marks"],
)
def test_a_hostile_text_is_compared_soon(before, after):
    start = time.process_time()
    pieces = differences(before, after)
    assert time.process_time() - start < 5  # measured: under one second; the rest is for a busy machine
    assert (without(NEW, pieces), without(GONE, pieces)) == (before, after)


def test_a_long_text_shows_only_changed_paragraphs_with_their_neighbours():
    before = "".join(f"Riga {n}.\n\n" for n in range(10))
    after = before.replace("Riga 5.", "Riga cinque.")
    shown = paragraphs(before, after)
    assert [(passage.left_out, without(GONE, passage.pieces)) for passage in shown] == [
        (4, "Riga 4.\n\nRiga cinque.\n\nRiga 6.\n\n"),
        (3, ""),
    ]


def test_equal_texts_have_no_passages():
    assert paragraphs("uno\ndue", "uno\ndue") == []


def test_without_neighbours_only_the_changed_paragraph_is_shown():
    assert paragraphs("a\nb\nc", "a\nb\nd", context=0) == [Passage(2, (Piece(GONE, "c"), Piece(NEW, "d")))]


@few
@given(sentences, sentences)
def test_all_paragraphs_together_are_the_text(before, after):
    shown = paragraphs(before, after, context=1000)
    assert before == after or "".join(without(GONE, passage.pieces) for passage in shown) == after
