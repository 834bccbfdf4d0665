"""House rule: words in the sources can be found and translated; texts that are data speak every enabled language."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from config import samples_ar, samples_it
from tools.catalogues import javascript, python, sources, templates
from tools.catalogues.message import Message

LANGUAGES = [code for code, _name in settings.LANGUAGES]
GETTEXT = {"_", "gettext", "ngettext", "pgettext"}


def test_a_message_put_together_from_pieces_is_found_nowhere():
    """`gettext(f"…")` and `gettext("…" % …)` never meet their translation: the words must be written in place."""
    glued = []
    for path in (path for app in sources.APPS for path in (sources.BASE / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in GETTEXT:
                continue
            if node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
                glued.append((path.relative_to(sources.BASE).as_posix(), node.lineno))
    assert glued == []


def test_no_function_of_gettext_goes_by_a_name_under_which_its_words_are_not_found():
    unknown = []
    for path in (path for app in sources.APPS for path in (sources.BASE / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                names = [(each.name, each.asname) for each in node.names if each.asname and each.asname != "_"]
                unknown += [
                    (path.relative_to(sources.BASE).as_posix(), *each) for each in names if "gettext" in each[0]
                ]
    assert unknown == []


SOURCE = """
const a = html`<p title=${gettext('one')}>it's ${on ? html`<b>don't ${gettext("two " + "more")}</b>` : null}</p>`;
// gettext("not me")
const r = /[`"']/.test(x) ? ngettext("%(n)s x", "%(n)s xs", n) : {gettext: gettext(name)};
const b = html`${{a: {}}} ${gettext("caf\\u00e9")}`;
"""


def test_words_are_found_in_templates_within_templates():
    assert list(javascript.messages(SOURCE)) == [
        Message("one"),
        Message("two more"),
        Message("%(n)s x", "%(n)s xs"),
        Message("café"),
    ]


def test_words_are_found_in_python_and_in_pages():
    assert list(python.messages('_("a" "b"); ngettext_lazy("x", "xs", n); pgettext("c", "d"); _(name)')) == [
        Message("ab"),
        Message("x", "xs"),
        Message("d", None, "c"),
    ]
    page = """{% translate "It's" %} {% include "x" with t=_("T") only %}
      {% blocktranslate trimmed count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"""
    assert list(templates.messages(page)) == [Message("It's"), Message("T"), Message("%(n)s day", "%(n)s days")]


def dicts(value: Any, trail: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping whose keys are languages, with where it stands."""
    if isinstance(value, dict):
        if len(value) > 1 and {"it"} < set(value) and all(isinstance(each, str) for each in value.values()):
            yield trail, value
            return
        for key, each in value.items():
            yield from dicts(each, f"{trail}/{key}")
    if isinstance(value, list):
        for n, each in enumerate(value):
            yield from dicts(each, f"{trail}/{n}")


@pytest.mark.parametrize("path", sorted((sources.BASE / "deliberation/playbooks").glob("*.yaml")), ids=lambda p: p.stem)
def test_playbooks_speak_every_enabled_language(path: Path):
    playbook = yaml.safe_load(path.read_text(encoding="utf-8"))
    texts = list(dicts(playbook))
    steps = range(len(playbook["activities"]))
    expected = ["/title", *(f"/activities/{n}/{key}" for n in steps for key in ("title", "prompt"))]
    assert [trail for trail, _texts in texts] == expected
    assert [(t, lang) for t, each in texts for lang in LANGUAGES if not each.get(lang, "").strip()] == []


def test_the_charter_of_the_demo_speaks_every_enabled_language():
    texts = yaml.safe_load((sources.BASE / "demo/translations.yaml").read_text(encoding="utf-8"))
    assert [lang for lang in LANGUAGES if not texts["charter"].get(lang, "").strip()] == []


def test_the_style_guide_says_the_same_things_in_italian_and_arabic():
    assert sorted(samples_it.WORDS) == sorted(samples_ar.WORDS)
