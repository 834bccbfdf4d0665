"""How alike two short texts are, by the parts of their words: without a database extension, in any language."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from heapq import nsmallest

from proposals.texts.stop_words import LISTS
from proposals.texts.words import words

LEAST = 0.35  # from here on two problems are worth reading side by side
SMALLER = 0.75  # how much the smaller text decides: a title is found in a long text that says the same

# Accents of Latin, Greek, Cyrillic; points of Hebrew; vowel signs and hamza of Arabic. Not the vowels of Bengali.
_ACCENTS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c-\u200f\u00ad]")
_ALIKE = str.maketrans("ٱىةیکھہۀøłđıœæ", "ايهيكههه" + "oldi\ue000\ue001")
_ARTICLE = re.compile(r"^(?:وال|بال|كال|فال|لل|ال)(?=\w{3})")


def normalised(word: str) -> str:
    """Return the word in small letters without accents; Arabic with one alef, one ya, no vowel signs and no article."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", word.casefold())).translate(_ALIKE)
    return _ARTICLE.sub("", unicodedata.normalize("NFC", bare.replace("\ue000", "oe").replace("\ue001", "ae")))


@lru_cache(maxsize=6_000)  # the texts of a territory are compared again with every pause in somebody's typing
def trigrams(text: str) -> frozenset[str]:
    """Return every three letters in a row of every word, with two blanks before it and one after, each once.

    Words that only join others (stop_words.py) are left out, unless there are no others.
    """
    written = [normalised(word.strip("'’")) for word in words(text)]
    telling = [word for word in written if word not in _stop_words()]
    return frozenset().union(*(_parts(word) for word in set(telling or written) if word))


def similarity(a: str, b: str) -> float:
    """Return 0.0 (nothing in common) to 1.0 (the same words, in any order and form of writing); the same both ways.

    shared / (¾ smaller + ¼ larger), counted in trigrams: between Jaccard, which punishes a long text for being long,
    and containment, for which one word found is enough. Texts without words are like nothing.
    """
    return _alike(trigrams(a), trigrams(b))


def most_similar(
    text: str, candidates: Iterable[tuple[str, list[str]]], limit: int = 5, least: float = LEAST
) -> list[tuple[str, float]]:
    """Return up to `limit` (id, score) with score ≥ `least`, the most alike first, then by id.

    A candidate is an id with its texts, in all the languages it exists in: the best of them counts. To find across
    languages, give the translations that exist: nothing is translated here.
    """
    own = trigrams(text)
    scored = ((key, max((_alike(own, trigrams(each)) for each in texts), default=0.0)) for key, texts in candidates)
    return nsmallest(limit, ((k, score) for k, score in scored if score >= least > 0 or score > 0 >= least), key=_order)


def _order(found: tuple[str, float]) -> tuple[float, str]:
    return -found[1], found[0]


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    if not a or not b:
        return 0.0
    smaller, larger = sorted((len(a), len(b)))
    return len(a & b) / (SMALLER * smaller + (1 - SMALLER) * larger)


@lru_cache(maxsize=20_000)
def _parts(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[n : n + 3] for n in range(len(padded) - 2))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(normalised(word) for each in LISTS for word in each.split())
