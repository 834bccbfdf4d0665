"""The benchmark of pages, tiny: what a page names, what a record says, and that a small town can be read."""

import json

import pytest
from django.urls import clear_url_caches

import config.urls
from benchmarks.pages.entries.site import with_floor
from benchmarks.pages.entries.town import FLOOR, make, queries_of
from benchmarks.pages.report import Run, goals, row_of, table
from benchmarks.pages.weight import parts_of


def row(page, cpu, queries=4):
    size = {"html": 3000, "css": 8000, "js": 500}
    runs = [Run(each, [0.01, 0.02, 0.03], [0.08, 0.09]) for each in (cpu, 2 * cpu)]
    return row_of(page, queries, runs, [8.0, 16.0], size)


def test_a_page_names_its_sheets_and_scripts_each_once():
    html = (
        '<link rel="stylesheet" href="/css/site.ab.css"><link rel="stylesheet" href="/css/site.ab.css">'
        '<script type="module" nonce="x" src="/js/a.js"></script><link rel="modulepreload" href="/js/b.js">'
    )
    assert parts_of(html) == (["/css/site.ab.css"], ["/js/a.js", "/js/b.js"])


def test_a_line_says_cpu_beside_the_floor_times_and_bytes():
    lines = table([row("floor", 8.0), row("public list", 12.0)])
    assert list(lines[2]) == [
        "public list",
        "4",
        "12.0",
        "1.50 (1.50–1.50)",
        "20.0, 30.0",
        "80.0, 90.0",
        "11.5 (3.0 + 8.0 + 0.5)",
    ]


def test_what_was_to_be_reached_is_compared_with_the_floor_and_with_the_other_platform():
    pages = {"public list": 12.0, "office inbox": 20.0, "detail": 20.0}
    found = goals([row("floor", 8.0), *(row(name, cpu, queries=13 - (cpu < 20)) for name, cpu in pages.items())])
    assert [[line[0], line[2], line[3]] for line in found[1:]] == [
        ["public list: queries", "12", "yes"],
        ["public list: CPU / floor", "1.50", "yes"],
        ["office inbox: queries", "13", "no"],
        ["office inbox: CPU / floor", "2.50", "no"],
        ["public list: CPU / adhocracy+", "1/46", "yes"],
        ["detail: CPU / adhocracy+", "1/7", "no"],
    ]


@pytest.fixture
def floor():
    """The benchmark's own page, for the time of one test."""
    with_floor()
    clear_url_caches()
    yield
    config.urls.urlpatterns.pop(0)
    clear_url_caches()


@pytest.mark.django_db
def test_a_small_town_has_every_page_and_its_lists_stay_within_twelve_queries(floor):
    pages = make(60)
    counted = queries_of(pages)
    names = {FLOOR, "public list", "territory", "office inbox", "detail", "journey", "poll result"}
    assert set(counted) == names
    within = ("public list", "territory", "office inbox", "poll result")
    assert {name: counted[name] for name in within if counted[name] > 12} == {}
    assert counted["detail"] == 13
    assert json.loads(json.dumps(pages)) == pages
