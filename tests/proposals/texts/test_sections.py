"""Guided sections and sheets: the files hold what they promise, and a mistake in one is named."""

import pytest

from proposals.texts import sections
from proposals.texts.sections import KINDS, LANGUAGES, sections_of, toolsheets
from proposals.texts.sentences import sentences

ENTRY = {
    "key": "body",
    "title": {"it": "Titolo", "en": "Title", "ar": "عنوان"},
    "help": {"it": "Aiuto.", "en": "Help.", "ar": "مساعدة."},
    "rows": 3,
    "most": 500,
    "needed": True,
}


def test_every_kind_has_its_sections_in_order():
    assert {kind: [each.key for each in sections_of(kind)] for kind in KINDS} == {
        "problem": ["body", "to_whom", "where", "which_service", "evidence", "whys"],
        "solution": [
            "body",
            "how_might_we",
            "who_acts",
            "effort",
            "cost",
            "benefits_residents",
            "risks_residents",
            "benefits_officials",
            "risks_officials",
        ],
        "intervention": ["body", "activities", "who", "risks"],
    }


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_main_text_is_needed(kind):
    assert [each.key for each in sections_of(kind) if each.needed] == ["body"]


def test_the_chain_of_whys_belongs_to_problems():
    assert [(kind, each.key) for kind in KINDS for each in sections_of(kind) if each.whys] == [("problem", "whys")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_is_a_few_short_sentences(kind, lang):
    lengths = {each.key: len(sentences(each.help_in(lang))) for each in sections_of(kind)}
    assert {key: n for key, n in lengths.items() if not 2 <= n <= 5} == {}


def test_words_come_in_the_language_asked_or_in_italian():
    body = sections_of("problem")[0]
    assert [body.title_in(lang) for lang in ("it", "en-GB", "ar-EG", "ro")] == [
        "Che cosa succede",
        "What happens",
        "ماذا يحدث",
        "Che cosa succede",
    ]
    assert (body.hint_in("en"), sections_of("problem")[1].hint_in("en")) == ("What does not work?", "")


def test_there_are_six_sheets_with_questions_in_every_language():
    assert [sheet.key for sheet in toolsheets()] == [
        "proposals_and_projects",
        "communication",
        "civic_evaluation",
        "advocacy",
        "monitoring",
        "fund_raising",
    ]
    assert [len(sheet.questions_in("ar")) for sheet in toolsheets()] == [5, 5, 5, 5, 4, 5]
    assert toolsheets()[1].title_in("en") == "Communication"


def test_an_unknown_kind_has_no_sections():
    with pytest.raises(KeyError):
        sections_of("dream")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"key": "Body 2"}, "small letters"),
        ({"colour": "red"}, "colour"),
        ({"rows": 0}, "rows"),
        ({"most": 5001}, "5000 characters"),
        ({"needed": "yes"}, "true or false"),
        ({"title": {"it": "Solo"}}, "words in it, en, ar"),
        ({"help": {"it": " ", "en": "a", "ar": "b"}}, "empty"),
    ],
)
def test_a_mistake_in_a_section_is_named(change, said):
    with pytest.raises(ValueError, match=said):
        sections.section({**ENTRY, **change}, "problem.yaml")


def test_a_sheet_helps_only_sections_that_exist():
    entry = {"key": "a", "title": ENTRY["title"], "questions": [ENTRY["title"]] * 4, "helps": {"problem": ["cost"]}}
    with pytest.raises(ValueError, match=r"no section problem\.cost"):
        sections.sheet(entry, "toolsheets.yaml")
