"""Cleaning: what scripts need stays, what hides goes, and a second cleaning changes nothing."""

import pytest
from hypothesis import given

from proposals.texts.clean import clean, hidden_tricks
from tests.proposals.texts.writing import anything, few, tricky


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("perche\u0301", "perché"),
        ("uno\r\ndue\rtre\u2028quattro", "uno\ndue\ntre\nquattro"),
        ("uno\tdue", "uno due"),
        ("uno  \ndue \u00a0\n", "uno\ndue"),
        ("uno\n\n\n\n\n\ndue", "uno\n\n\ndue"),
        ("\n\n  uno\n \n", "  uno"),
        ("pa\u200bro\u200dla\u200c", "parola"),
        ("soldi\u202eidlos\u202c", "soldiidlos"),
        ("\u2066uno\u2069", "uno"),
        ("a\x00b\x07c\ud800", "abc"),
        ("uno\U000e0041\U000e0042", "uno"),
        ("a\ufe0f e\u3164", "a e"),
        ("ABC\u200f 5", "ABC 5"),
    ],
)
def test_a_text_is_stored_in_one_way_without_what_is_hidden(written, cleaned):
    assert clean(written) == cleaned


@pytest.mark.parametrize(
    "needed",
    [
        "می\u200cخواهم",  # Persian: the joiner keeps two letters apart
        "র\u200d্যাব",  # Bengali
        "അവന\u0d4d\u200d",  # Malayalam: a consonant without vowel ends the word
        "👩\u200d👩\u200d👧 e 👩🏽\u200d🌾",
        "❤\ufe0f 1\ufe0f\u20e3",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "شركة ABC\u200f، رقم 5",
        "葛\U000e0100",
        "ภาษา\u200bไทย",
    ],
)
def test_what_a_script_or_a_picture_needs_stays(needed):
    assert (clean(needed), hidden_tricks(needed)) == (needed, False)


@pytest.mark.parametrize(
    "written", ["a\u202eb", "\u2067a", "pa\u200brola", "p\u200da", "a\x08b", "a\U000e0061", "\u3164"]
)
def test_what_could_deceive_is_told(written):
    assert hidden_tricks(written) is True


@pytest.mark.parametrize("written", ["", "\ufeffuno", "sem\u00adplice", "uno\u200b due", "uno\r\n\tdue", "ا\u200d ب"])
def test_what_comes_with_copying_is_no_trick(written):
    assert hidden_tricks(written) is False


@few
@given(anything)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@few
@given(tricky)
def test_a_clean_text_hides_nothing(text):
    assert hidden_tricks(clean(text)) is False
