"""Cutting a text into sentences, past abbreviations, numbers, dates, initials and addresses."""

import re

# After these a sentence goes on. Written without the last dot, in small letters.
_ABBREVIATIONS = """
art artt n nr nn num pag pagg p pp cap par es dott dott.ssa dr prof prof.ssa avv ing arch geom rag sig sig.ra sigg
on sen s ss v vs cfr c ca cit lett co all alleg tel cell fax d.lgs d.p.r d.m d.l l r.d reg ord del det prot u.s a.s
c.a st mr mrs ms fig tab vol ed min max dir uff loc fraz p.za p.zza v.le ecc etc approx no
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
_MAY_END = frozenset({"ecc", "etc", "no"})  # these end a sentence when a capital letter follows

_END = re.compile(r"(?<![.!?…؟۔।])[.!?…؟۔।]+[\"'”’»)\]]*(?=\s|\Z)|[。！？]+[」』”’）]*")
_NEXT = re.compile(r"\s*+\S")
_LAST_WORD = re.compile(r"[\w.]*\w(?=\.\Z)")
_LIST_NUMBER = re.compile(r"\A\s*(?:\d{1,3}|[a-zA-Z])\Z")


def sentences(text: str) -> list[str]:
    """Return the sentences without the spaces around them. A line that ends is a sentence that ends: titles, lists.

    "art. 5", "2,5", "10.30", "il 3.5.2025", "G. Verdi" and "www.comune.it" are left whole.
    """
    return [each for line in text.splitlines() for each in _in_line(line)]


def _in_line(line: str) -> list[str]:
    found: list[str] = []
    start = 0
    for end in _END.finditer(line):
        if _goes_on(line, start, end):
            continue
        found.append(line[start : end.end()].strip())
        start = end.end()
    found.append(line[start:].strip())
    return [each for each in found if any(char.isalnum() for char in each)]


def _goes_on(line: str, start: int, end: re.Match[str]) -> bool:
    if end.group() != ".":
        return False
    following = _NEXT.match(line, end.end())
    if following is None:
        return False
    # Only a few letters are looked at, however long the sentence: a long text stays quick.
    so_far, capital = line[max(start, end.start() - 20) : end.start()], following.group()[-1].isupper()
    if _LIST_NUMBER.match(so_far) or following.group()[-1].islower():
        return True  # "1. Chi paga" and "ore 9. circa"
    word = _LAST_WORD.search(so_far + ".")
    if word is None:
        return False
    name = word.group()
    if len(name) == 1 and name.isalpha() and name.isupper():
        return True  # an initial
    short = name.lower()
    return short in ABBREVIATIONS and not (short in _MAY_END and capital)
