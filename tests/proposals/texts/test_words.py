"""Words in any script; joined they are the text."""

import pytest
from hypothesis import given

from proposals.texts.words import tokens, words
from tests.proposals.texts.writing import anything, few


@few
@given(anything)
def test_pieces_joined_are_the_text(text):
    assert "".join(token.text for token in tokens(text)) == text


@few
@given(anything)
def test_no_piece_reaches_over_a_newline(text):
    assert [each for each in tokens(text) if "\n" in each.text and each.text != "\n"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All'ufficio, alle 10:30!", ["All'", "ufficio", "alle", "10:30"]),
        ("Costa 1.250,50 euro.", ["Costa", "1.250,50", "euro"]),
        ("السَّلامُ عليكم، أهلاً", ["السَّلامُ", "عليكم", "أهلاً"]),
        ("আমার ভাষা বোঝে না।", ["আমার", "ভাষা", "বোঝে", "না"]),
        ("所有人OK", ["所", "有", "人", "OK"]),
        ("می\u200cخواهم", ["می\u200cخواهم"]),
        ("👩\u200d👧 🇮🇹 …", []),
    ],
)
def test_words_are_found_in_every_script(text, expected):
    assert words(text) == expected


def test_a_picture_of_several_characters_is_one_piece():
    assert [token.text for token in tokens("👩🏽\u200d🌾🇮🇹")] == ["👩🏽\u200d🌾", "🇮🇹"]
