"""How easily a text is read: sentences, the Gulpease index, and hints for plainer words."""

import pytest
from hypothesis import given

from proposals.texts.readable import Hint, gulpease, hints
from proposals.texts.sentences import sentences
from tests.proposals.texts.writing import anything, few


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Uno. Due! Tre? Quattro… Cinque", ["Uno.", "Due!", "Tre?", "Quattro…", "Cinque"]),
        ("Vedi art. 5 e n. 3. Poi basta.", ["Vedi art. 5 e n. 3.", "Poi basta."]),
        ("Il dott. Rossi, per es. Mario, paga 2,50 euro.", ["Il dott. Rossi, per es. Mario, paga 2,50 euro."]),
        ("Dal 3.5.2025 alle 10.30. Poi si va.", ["Dal 3.5.2025 alle 10.30.", "Poi si va."]),
        ("Carte, foto ecc. Poi si paga.", ["Carte, foto ecc.", "Poi si paga."]),
        ("G. Verdi scrive su www.comune.it. Bene.", ["G. Verdi scrive su www.comune.it.", "Bene."]),
        ("Titolo\n1. Uno\n2. Due", ["Titolo", "1. Uno", "2. Due"]),
        ("Disse: «Vengo.» E venne.", ["Disse: «Vengo.»", "E venne."]),
        ("متى يفتح؟ غدًا.", ["متى يفتح؟", "غدًا."]),
        ("我来了。你呢？", ["我来了。", "你呢？"]),
        ("... !!!", []),
    ],
)
def test_sentences_survive_abbreviations_numbers_and_dates(text, cut):
    assert sentences(text) == cut


def test_the_index_is_the_published_formula():
    text = "Gli uffici comunali ricevono soltanto il martedì. Le persone interessate telefonano qualche giorno prima."
    letters = 3 + 6 + 8 + 8 + 8 + 2 + 7 + 2 + 7 + 11 + 10 + 7 + 6 + 5
    assert gulpease(text) == round(89 + (300 * 2 - 10 * letters) / 14) == 68


def test_fewer_than_ten_words_have_no_index():
    assert (gulpease("uno due tre quattro cinque sei sette otto nove"), gulpease("")) == (None, None)


def test_the_index_stays_between_nothing_and_a_hundred():
    assert (gulpease("Va. " * 20), gulpease("precipitevolissimevolmente " * 20)) == (100, 0)


LONG = "Questa frase continua " + "ancora e " * 12 + "poi."


def test_hints_name_the_place_and_plainer_words():
    text = "Il modulo viene consegnato al fine di chiudere la pratica. Usa la digitalizzazione."
    first, second = "Il modulo viene consegnato al fine di chiudere la pratica.", "Usa la digitalizzazione."
    assert hints(text) == [
        Hint("bureaucratic", "al fine di", first, "per"),
        Hint("passive", "viene consegnato", first),
        Hint("long_word", "digitalizzazione", second),
    ]


def test_a_long_sentence_is_shown_whole():
    assert hints(LONG) == [Hint("long_sentence", LONG, LONG)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ai sensi dell’art. 3 si paga.", ["Ai sensi dell’"]),
        ("È stata subito decisa la data.", ["È stata subito decisa"]),
        ("La data è stata decisa.", ["è stata decisa"]),
        ("Le carte verranno poi spedite.", ["verranno poi spedite"]),
        ("Mario viene domani. La sala è stata bella.", []),
        ("Il suddetto ufficio chiude entro e non oltre le 12.", ["suddetto", "entro e non oltre"]),
        ("Il foglio serve per la scuola.", []),
    ],
)
def test_phrases_of_offices_and_passive_are_found(text, found):
    assert [hint.text for hint in hints(text)] == found


def test_the_same_word_is_named_once():
    assert len(hints("Digitalizzazione sì.\nLa digitalizzazione no.")) == 1


@few
@given(anything)
def test_any_text_can_be_asked(text):
    index = gulpease(text)
    assert index is None or 0 <= index <= 100
    assert all(hint.text in hint.sentence and hint.sentence in text for hint in hints(text))
