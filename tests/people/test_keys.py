"""What is derived from the secret key, and how typed codes are understood."""

import pytest

from people.keys import CROCKFORD, code_of, fold, keyed_hash, secret_of, shown


@pytest.mark.parametrize(
    "typed",
    [
        "7F3A-91C2",
        "7f3a91c2",
        " 7F3A 91C2 ",
        "٧F3A-٩١C٢",
        "۷F3A۹۱C۲",
        "৭F3A৯১C২",
        "７Ｆ３Ａ－９１Ｃ２",
        "7F3A–9lC2",
        "7f3a_9iC2",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed):
    assert fold(typed) == "7F3A91C2"


def test_the_letter_o_is_read_as_zero():
    assert fold("oO0") == "000"


def test_a_room_code_in_arabic_digits_is_six_digits():
    assert fold("٤٨٢ ٩١٧") == "482917"


def test_a_secret_has_128_bits_and_a_code_40_in_characters_that_are_never_confused():
    secret, code = secret_of("ticket:1"), code_of("ticket.code", "ticket:1", 8)
    assert (len(secret), len(code), set(code) <= set(CROCKFORD)) == (26, 8, True)
    assert shown("7F3A91C2") == "7F3A-91C2"


def test_the_hash_of_a_code_cannot_be_computed_without_the_key(settings):
    before = keyed_hash("ticket.code", "7F3A91C2")
    settings.SECRET_KEY = "another-key-" * 5
    assert keyed_hash("ticket.code", "7F3A91C2") != before
