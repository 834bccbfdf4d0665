"""How easily an Italian text is read (Gulpease), and where it could be plainer: hints, never a gate."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from proposals.texts.plainer import BUREAUCRATIC, PASSIVE, instead_of
from proposals.texts.sentences import sentences
from proposals.texts.words import words

ENOUGH_WORDS = 10
LONGEST_SENTENCE = 25  # words
LONGEST_WORD = 14  # letters

Kind = Literal["long_sentence", "long_word", "bureaucratic", "passive"]


class Hint(NamedTuple):
    """One place that could be plainer. `text`: the words meant; `sentence`: where; `instead`: plainer words, if any."""

    kind: Kind
    text: str
    sentence: str
    instead: str = ""


def gulpease(text: str) -> int | None:
    """Return the Gulpease index, 0 (hard) to 100 (easy); None for fewer than ten words. Meant for Italian alone.

    89 + (300 · sentences - 10 · letters) / words, after Lucisano and Piemontese (1988). Below 60 it is hard for who
    finished the middle school. "dell'ufficio" is two words; digits count as letters.
    """
    found = words(text)
    if len(found) < ENOUGH_WORDS:
        return None
    letters = sum(char.isalnum() for word in found for char in word)
    index = 89 + (300 * len(sentences(text)) - 10 * letters) / len(found)
    return round(min(100.0, max(0.0, index)))


def hints(text: str) -> list[Hint]:
    """Return the hints sentence by sentence, each long word and each phrase once. Phrases and passive: Italian only."""
    seen: set[tuple[str, str]] = set()
    found: list[Hint] = []
    for sentence in sentences(text):
        for hint in _of(sentence):
            if (key := (hint.kind, hint.text.casefold())) not in seen:
                seen.add(key)
                found.append(hint)
    return found


def _of(sentence: str) -> Iterator[Hint]:
    found = words(sentence)
    if len(found) > LONGEST_SENTENCE:
        yield Hint("long_sentence", sentence, sentence)
    for word in found:
        if len(word.rstrip("'’")) > LONGEST_WORD and word.isalpha():
            yield Hint("long_word", word, sentence)
    for phrase in BUREAUCRATIC.finditer(sentence):
        yield Hint("bureaucratic", phrase.group(), sentence, instead_of(phrase.group()))
    for phrase in PASSIVE.finditer(sentence):
        yield Hint("passive", phrase.group(), sentence)
