"""Alike texts: which problems must be found side by side, and which must not."""

import pytest
from hypothesis import given

from proposals.texts.similar import LEAST, most_similar, normalised, similarity, trigrams
from tests.proposals.texts.writing import anything, few

ALIKE = [
    ("All'anagrafe nessuno parla la mia lingua", "L'anagrafe non parla le lingue di chi arriva"),
    ("Il parco giochi dietro la scuola è pieno di vetri", "Vetri rotti nel parco giochi della scuola"),
    ("Per avere un appuntamento serve lo SPID", "Senza SPID niente appuntamento"),
    ("L'autobus per la stazione passa troppo presto", "Gli autobus della stazione passano presto"),
    ("Perche' le liste d'attesa sono cosi lunghe?", "Liste d’attesa lunghissime"),
    ("The bus stop has no light", "No lights at the bus stops"),
    ("Les documents à apporter ne sont pas écrits", "Quels documents faut-il apporter ?"),
    ("No hay intérprete en el hospital", "En los hospitales faltan intérpretes"),
    ("لا أفهم أوراق المستشفى", "أوراقُ مستشفى غير مفهومة"),
    ("অফিসে আমার ভাষা কেউ বোঝে না", "অফিস আমার ভাষা বোঝে না"),
    ("医院没有翻译", "医院里没有翻译人员"),
]
NOT_ALIKE = [
    ("All'anagrafe nessuno parla la mia lingua", "Il parco giochi dietro la scuola è pieno di vetri"),
    ("Non sappiamo che cosa portare allo sportello", "Non sappiamo dei corsi per chi cerca lavoro"),
    ("Nessuno ci dice come si fa con la mensa", "Nessuno ci dice dove sono le visite gratuite"),
    ("The bus stop has no light", "What is it that the school wants from us"),
    ("Je ne sais pas où sont les cours", "Je ne sais pas qui est le médecin"),
    ("لا أعرف أين المدرسة", "لا أعرف متى يأتي الطبيب"),
    ("医院没有翻译", "公园很脏"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_says_the_same_is_found(one, other):
    assert most_similar(one, [("it", [other])]) == [("it", similarity(one, other))]


@pytest.mark.parametrize(("one", "other"), NOT_ALIKE)
def test_what_only_shares_small_words_is_not_found(one, other):
    assert (most_similar(one, [("it", [other])]), similarity(one, other) < LEAST) == ([], True)


@pytest.mark.parametrize(
    ("written", "alike"),
    [
        ("PERCHÉ", "perche"),
        ("الإدارة", "اداره"),
        ("أُسْرَة", "اسره"),
        ("مـــدرسة", "مدرسه"),
        ("والمدرسة", "مدرسه"),
        ("مستشفى", "مستشفي"),
        ("Straße", "strasse"),
        ("বোঝে", "বোঝে"),
    ],
)
def test_ways_of_writing_a_word_are_one(written, alike):
    assert normalised(written) == normalised(alike) == alike


def test_a_word_has_its_parts_of_three_letters():
    assert trigrams("Il bus, il BUS") == {"  b", " bu", "bus", "us "}


def test_small_words_count_when_there_are_no_others():
    assert (similarity("Perché no?", "perche no"), similarity("Perché no?", "?")) == (1.0, 0.0)


@few
@given(anything, anything)
def test_it_is_the_same_both_ways_and_between_nothing_and_all(a, b):
    assert similarity(a, b) == similarity(b, a)
    assert 0 <= similarity(a, b) <= 1
    assert similarity(a, a) == bool(trigrams(a))


def test_a_translation_that_exists_is_found_too():
    candidates = [
        ("p1", ["কাউন্টারে কেউ আমার ভাষা বোঝে না", "Allo sportello nessuno capisce la mia lingua"]),
        ("p2", ["Il giardino è abbandonato"]),
    ]
    assert [key for key, _score in most_similar("Allo sportello non capiscono la lingua", candidates)] == ["p1"]


def test_the_most_alike_comes_first_then_the_id_and_only_as_many_as_wanted():
    candidates = [("c", ["mensa scolastica cara"]), ("b", ["mensa scolastica"]), ("a", ["mensa scolastica"]), ("d", [])]
    assert [key for key, _score in most_similar("Mensa scolastica", candidates, 3)] == ["a", "b", "c"]
    assert most_similar("Mensa scolastica", candidates, 1) == [("a", 1.0)]
