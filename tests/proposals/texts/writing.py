"""Texts for the tests: letters of many scripts, hidden characters, and words that often meet again."""

from hypothesis import settings
from hypothesis import strategies as st

few = settings(max_examples=120, deadline=None)

LETTERS = "aàe\u0301nZ 0123.,'’!?\n\r\t\u00a0ابةـ\u064eআমর\u09cd\u09c7ห้所有👩🏽❤🏴🇮🇹"
HIDDEN = (
    "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202e\u2066\u2069\ufeff\u00ad\ufe0f\U000e0067\U000e007f\x00\x85\u2028"
)

tricky = st.text(st.sampled_from(LETTERS + HIDDEN), max_size=40)
anything = st.one_of(tricky, st.text(max_size=30))
sentences = st.lists(
    st.sampled_from(
        ["il", "Comune", "apre", "lo", "sportello", "30", "giorni", ",", ".", "\n", "l'ufficio", "人", "1.5", "!"]
    ),
    max_size=25,
).flatmap(lambda parts: st.sampled_from([" ", "", " "]).map(lambda between: between.join(parts)))
