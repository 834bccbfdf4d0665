"""The design system keeps its promises: contrast, directions, icons, weight, fonts."""

import base64
import gzip
import hashlib
import re
import tomllib
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from config.sheets import SHELLS, sheet

ROOT = Path(__file__).resolve().parent.parent
CSS = ROOT / "static/css"
SHEETS = sorted(CSS.rglob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static/js").rglob("*.js"))

SIDES = ("resident", "official", "civil")

# (words or marks, their ground): words need 4.5, marks and edges of controls 3.
WORDS = [
    *[(ink, ground) for ink in ("ink", "ink-2") for ground in ("paper", "surface", "sunken")],
    *[(ink, soft) for ink in ("ink", "ink-2") for soft in ("primary-soft", "warn-soft", "late-soft", "ok-soft")],
    *[("primary", ground) for ground in ("paper", "surface", "primary-soft")],
    *[("primary-strong", ground) for ground in ("paper", "surface", "primary-soft")],
    *[(kind, ground) for kind in ("ok", "warn", "late") for ground in ("paper", "surface")],
    *[(kind, f"{kind}-soft") for kind in ("ok", "warn", "late", *SIDES)],
    *[
        (f"on-{ground}", ground)
        for ground in ("primary", "resident", "official", "civil", "ok", "warn", "late", "band", "night")
    ],
    ("on-primary", "primary-strong"),
    ("paper", "ink"),
    ("primary", "late-soft"),
    ("primary", "warn-soft"),
    ("primary", "ok-soft"),
]
MARKS = [
    *[("line-strong", ground) for ground in ("paper", "surface", "sunken", "primary-soft")],
    *[
        (side, ground)
        for side in ("resident", "official", "civil")
        for ground in ("paper", "surface", "sunken", "track")
    ],
    *[("primary", ground) for ground in ("sunken", "track")],
    *[("focus", ground) for ground in ("paper", "surface", "sunken", "focus-gap")],
    ("ink", "track"),
]
PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right|top|bottom)[\w-]*|left|right|top|bottom"
    r"|(min-|max-)?(width|height)|border-(top|bottom)-(left|right)-radius)\s*:(?!\s*\d+\w*\))"
    r"|(text-align|float|clear)\s*:\s*(left|right)"
)
SCHEMES = {
    "light": ":root, .as-paper",
    "dark": ':root[data-theme="dark"], .as-night',
    "asked": ":root:not([data-theme])",
}


def tokens(scheme: str) -> dict[str, str]:
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    block = text[text.index(SCHEMES[scheme] + " {") :].split("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6});", block))


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def rules(path: Path) -> str:
    return re.sub(r"/\*.*?\*/|@(media|container)[^{]*", "", path.read_text(encoding="utf-8"), flags=re.S)


def symbols() -> set[str]:
    return set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/img/icons.svg").read_text(encoding="utf-8")))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_on_their_ground(scheme: str) -> None:
    colours = tokens(scheme)
    ratios = {f"{ink} on {ground}": round(contrast(colours[ink], colours[ground]), 2) for ink, ground in WORDS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_and_edges_of_controls_stand_out(scheme: str) -> None:
    colours = tokens(scheme)
    ratios = {f"{mark} on {ground}": round(contrast(colours[mark], colours[ground]), 2) for mark, ground in MARKS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 3} == {}


def test_dark_by_choice_and_dark_by_device_are_the_same() -> None:
    assert tokens("dark") == tokens("asked")


def test_light_and_dark_name_the_same_colours() -> None:
    assert set(tokens("light")) == set(tokens("dark"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(path.relative_to(CSS)))
def test_no_sheet_knows_left_or_right(path: Path) -> None:
    assert [match.group() for match in PHYSICAL.finditer(rules(path))] == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(path.relative_to(CSS)))
def test_every_sheet_stands_in_a_layer_and_imports_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert (text.startswith("/* "), "@layer " in text, "@import" in text) == (True, True, False)


def test_every_icon_used_is_in_the_sprite() -> None:
    templates = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    used = set(re.findall(r'parts/icon\.html" with name="([\w-]+)"', templates))
    used |= set(re.findall(r"icons\.svg' %\}#([\w-]+)", templates))
    used |= set(re.findall(r'<\$\{Icon\}[^>]*\bname="([\w-]+)"', scripts))
    assert used - symbols() == {"side-"} & used


def test_no_template_carries_its_own_style_or_handler() -> None:
    found = {
        str(path.relative_to(ROOT)): re.findall(r'\s(?:style|on[a-z]+)="[^"]*"', path.read_text(encoding="utf-8"))
        for path in TEMPLATES
    }
    assert {path: attributes for path, attributes in found.items() if attributes} == {}


def test_the_rooms_style_and_icons_weigh_little() -> None:
    shell = "".join(
        (ROOT / "templates" / name).read_text(encoding="utf-8") for name in ("layout.html", "base_room.html")
    )
    weight = len(sheet("room").gzip)
    icons = len(gzip.compress((ROOT / "static/img/icons.svg").read_bytes(), 9))
    assert (weight <= 9 * 1024, icons <= 4 * 1024, "fonts.css" in shell) == (True, True, False)


@pytest.mark.parametrize("shell", SHELLS)
def test_joined_sheets_lose_nothing_but_comments(shell: str) -> None:
    written = "".join((CSS / f"{name}.css").read_text(encoding="utf-8") for name in SHELLS[shell])
    bare = re.sub(r"\s+", "", re.sub(r"/\*.*?\*/", "", written, flags=re.S))
    joined = sheet(shell)
    assert (re.sub(r"\s+", "", joined.text.decode()), gzip.decompress(joined.gzip)) == (bare, joined.text)


def test_a_sheet_is_kept_for_a_year_under_its_mark_and_asked_again_under_an_old_one(client: Client) -> None:
    mark = sheet("room").mark
    kept = {name: client.get(reverse("sheet", args=["room", name])).headers["Cache-Control"] for name in (mark, "old")}
    assert kept == {mark: "public, max-age=31536000, immutable", "old": "no-cache"}
    assert client.get(reverse("sheet", args=["nothing", mark])).status_code == 404


def test_every_font_is_the_recorded_one() -> None:
    folder = ROOT / "static/fonts"
    recorded = tomllib.loads((folder / "FONTS.toml").read_text(encoding="utf-8"))["titillium-web"]["files"]
    found = {
        path.name: "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()
        for path in folder.glob("*.woff2")
    }
    assert found == recorded
