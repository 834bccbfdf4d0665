"""The phone's modules, joined: all of them once, in order, and readable by the program that runs JavaScript."""

import subprocess

import pytest

from config.scripts import AT_ONCE, ENTRIES, FOLDER, modules, script


def test_first_and_later_file_hold_every_module_once():
    first = modules(*AT_ONCE["phone"], ENTRIES["phone"])
    everything = modules(ENTRIES["phone"], later=True)
    later = script("phone-later").text.decode()
    rest = [name for name in everything if f'm["{name}"] = ' in later]
    assert sorted(first + rest) == sorted(everything)
    assert len(first) > 20 and len(rest) > 10


@pytest.mark.parametrize("name", ["phone", "phone-later"])
def test_a_joined_file_is_a_module_without_relative_imports_at_its_head(name, node, tmp_path):
    file = tmp_path / "joined.mjs"
    file.write_bytes(script(name).text)
    assert subprocess.run([node, "--check", str(file)], capture_output=True).returncode == 0
    assert 'from "."' not in file.read_text("utf-8")


def test_every_import_of_the_phone_is_of_a_form_that_can_be_joined():
    for name in modules(ENTRIES["phone"], later=True):
        text = (FOLDER / name).read_text("utf-8")
        assert text.count("\nexport default") + text.count("\nexport {") == 0


def test_an_old_mark_gets_the_text_of_today_and_must_ask_again(client):
    now = client.get(f"/js/phone.{script('phone').mark}.js")
    old = client.get("/js/phone.000000000000.js")
    assert (now.content, old["Cache-Control"]) == (old.content, "no-cache")
    assert "immutable" in now["Cache-Control"]
    assert client.get("/js/nothing.000000000000.js").status_code == 404
