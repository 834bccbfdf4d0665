"""House rule: what the documentation says is there is there: files, links, addresses, commands, settings, examples."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.urls import Resolver404, resolve

from config.handbook import fields, may, page_workflow, pages
from realtime.command import COMMANDS

BASE = Path(__file__).resolve().parent.parent
OURS = [BASE / "README.md", *sorted((BASE / "docs").glob("*.md"))]
PAGES = {path.relative_to(BASE).as_posix(): path.read_text(encoding="utf-8") for path in OURS}
ROOTS = {path.name for path in BASE.iterdir() if not path.name.startswith(".")}
PLACES = {"id": "0123456789ab", "command": "card.add", "slug": "our-town"}


def inline(text: str) -> list[str]:
    """Everything that stands in `single backquotes`."""
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^ *```{kind}\n(.*?)^ *```", text, re.M | re.S)


def test_the_generated_pages_say_what_the_code_does():
    assert pages.stale() == []


def test_docs_check_refuses_a_stale_page_and_writes_nothing(monkeypatch):
    monkeypatch.setitem(pages.PAGES, "docs/workflow.md", lambda: "# Something else\n")
    with pytest.raises(CommandError, match=r"Stale: docs/workflow\.md"):
        call_command("docs", check=True)
    assert (BASE / "docs/workflow.md").read_text(encoding="utf-8") == page_workflow.page()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_is_described_whole_and_its_example_is_accepted(name):
    command = COMMANDS[name]
    shape = command.shape(data=fields.example(command.shape()))
    assert (command.doc != "", "" in may.who(command.rule)) == (True, False)
    assert (shape.is_valid(), dict(shape.errors)) == (True, {})


def links(text: str) -> Iterator[str]:
    prose = re.sub(r"^ *```.*?^ *```", "", text, flags=re.M | re.S)
    yield from re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*\(`[^`\n]*`", "", prose))


def anchors(path: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    lost = []
    for link in links(PAGES[page]):
        file, _hash, anchor = link.partition("#")
        target = (BASE / page).parent / file if file else BASE / page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


def test_every_page_is_in_the_index():
    index = set(links(PAGES["docs/README.md"]))
    assert {Path(page).name for page in PAGES} - {"README.md"} - index == set()


@pytest.mark.parametrize("page", PAGES)
def test_files_that_are_named_exist(page):
    """`people/rules.py`, `tests/test_house_*.py`, `static/js/phone/`: anything that begins with a folder of ours."""
    named = [each for each in inline(PAGES[page]) if re.fullmatch(r"[\w.*/-]+", each) and "/" in each]
    ours = [each for each in named if each.partition("/")[0] in ROOTS]
    assert [each for each in ours if not list(BASE.glob(each.rstrip("/")))] == []


@pytest.mark.parametrize("page", PAGES)
def test_addresses_that_are_named_resolve(page):
    lost = []
    for each in inline(PAGES[page]):
        found = re.fullmatch(r"(?:GET |POST )?(/[\w<>./-]*)(\?\S*)?", each)
        if not found or found[1].startswith("/ws/") or found[1] == "/":
            continue
        path = re.sub(r"<(\w+)>", lambda part: PLACES.get(part[1], PLACES["id"]), found[1])
        try:
            resolve(path)
        except Resolver404:
            lost.append(each)
    assert lost == []


@pytest.mark.parametrize("page", PAGES)
def test_command_lines_that_are_named_work(page):
    """`manage.py WORD --option`: the word is a command and knows the option."""
    said = "\n".join([*inline(PAGES[page]), *blocks(PAGES[page], "sh")])
    lines = re.findall(r"manage\.py (\w+)([^\n#`]*)", said)
    assert [word for word, _rest in lines if word != "verify" and word not in get_commands()] == []
    unknown = []
    for word, rest in lines:
        for option in re.findall(r"--[\w-]+", rest):
            if option != "--help" and option not in options(word):
                unknown.append(f"{word} {option}")
    assert unknown == []


def options(word: str) -> str:
    if word == "verify":
        return (BASE / "config/verify/main.py").read_text(encoding="utf-8")
    return load_command_class(get_commands()[word], word).create_parser("manage.py", word).format_help()


def test_every_setting_of_the_environment_is_described_and_no_other():
    sources = [path for app in ("config", "realtime", "people", "proposals", "monitoring", "deliberation") for path in
               (BASE / app).rglob("*.py") if "verify" not in path.parts]  # fmt: skip
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    read = set(re.findall(r"\"(TESSERA_\w+|DATABASE_URL|REDIS_URL|EMAIL_URL)\"", code)) - {"TESSERA_MOVED"}
    described = re.findall(r"^\| `(\w+)` \|", PAGES["docs/operations.md"], re.M)
    assert (set(described), len(described)) == (read, len(read))


@pytest.mark.django_db
def test_the_lines_that_make_a_town_make_one(capsys):
    from people.models import Role

    (snippet,) = blocks(PAGES["docs/operations.md"], "python")
    exec(compile(snippet, "operations.md", "exec"), {})
    assert sorted(Role.objects.values_list("role", flat=True)) == ["facilitator", "official"]
    assert [len(code) for code in capsys.readouterr().out.split()] == [13, 13]


def test_the_readme_names_both_commands_the_licence_and_what_is_not_there():
    wanted = ("manage.py demo", "manage.py verify", "AGPL-3.0-or-later", "Not there yet")
    assert [word for word in wanted if word not in PAGES["README.md"]] == []


def test_pictures_are_small_and_all_are_shown():
    files = {path.name: path.stat().st_size for path in (BASE / "docs/images").iterdir()}
    shown = {Path(link).name for text in PAGES.values() for link in links(text) if link.endswith(".png")}
    assert shown == set(files)
    assert {name: size for name, size in files.items() if size > 200 * 1024} == {}


def test_the_words_on_the_buttons_are_those_of_the_console():
    """Every *word in italics* of the guide is a message of the interface, an activity or a playbook."""
    from deliberation.playbooks import playbooks
    from tools.catalogues.sources import domains

    known = {message.id for found in domains().values() for message in found}
    known |= {book.title["en"] for book in playbooks().values()}
    wanted = re.findall(r"(?<!\*)\*([A-Z][^*\n]+?)\.?\*(?!\*)", PAGES["docs/rooms.md"])
    assert [word for word in dict.fromkeys(wanted) if word not in known] == []
