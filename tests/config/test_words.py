"""The sentences of a phone: those of the first screens in the page, the rest in a file that is kept."""

import gzip
import json

import pytest
from django.utils.translation import override

from config.scripts import modules
from config.words import inlined
from realtime.words import words


@pytest.mark.parametrize("lang", ["it", "en", "ar"])
def test_the_page_and_the_file_of_later_screens_hold_every_sentence_of_the_phone_once(client, lang) -> None:
    with override(lang):
        first, every = inlined("phone"), words(*modules("phone/main.js", later=True))
    answer = client.get(first["later"])
    later = answer.json()
    assert {**first["catalog"], **later} == every["catalog"]
    assert set(first["catalog"]) & set(later) == set()
    assert "immutable" in answer["Cache-Control"]


def test_the_first_sentences_are_the_smaller_part(client) -> None:
    with override("ar"):
        first = inlined("phone")
    sizes = [len(gzip.compress(json.dumps(each).encode())) for each in (first, client.get(first["later"]).json())]
    assert sizes[0] < 7_000, sizes


def test_old_marks_ask_again_and_unknown_ones_find_nothing(client) -> None:
    assert client.get("/words/phone/ar/000000000000.json")["Cache-Control"] == "no-cache"
    unknown = ("/words/console/ar/0.json", "/words/phone/xx/0.json")
    assert [client.get(path).status_code for path in unknown] == [404, 404]
