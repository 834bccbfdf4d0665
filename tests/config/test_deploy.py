"""What is shipped for running a server says what the code does: the unit, nginx's bounds, the tables of the docs."""

import configparser
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import load_command_class
from django.urls import reverse

from config import files, processes
from realtime import metrics
from tests.plugins.live import BASE

DOCS = (BASE / "docs" / "operations.md").read_text(encoding="utf-8")
NGINX = (BASE / "deploy" / "nginx.conf").read_text(encoding="utf-8")
BOUNDS = re.findall(r"^\| .* \| ([\d.]+)( KiB| MiB| s|) \| `([\w.]+)\.([A-Z_]+)` \|$", DOCS, re.M)
TIMES = {"": 1, " s": 1, " KiB": 1024, " MiB": 1024 * 1024}


@pytest.fixture(scope="module")
def unit() -> configparser.SectionProxy:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string((BASE / "deploy" / "tessera.service").read_text(encoding="utf-8"))
    return read["Service"]


def test_the_unit_starts_what_there_is_and_stops_it_in_order(unit: configparser.SectionProxy) -> None:
    words = unit["ExecStart"].split()
    assert words[1:3] == ["manage.py", "serve"]
    asked = load_command_class("config", "serve").create_parser("manage.py", "serve").parse_args(words[3:])
    assert (asked.host, asked.processes) == ("127.0.0.1", 2)
    ports = [f"127.0.0.1:{asked.port + number}" for number in range(asked.processes)]
    assert re.findall(r"^ +server (\S+) max_fails=0;", NGINX, re.M) == ports
    assert (unit["ExecReload"], unit["KillMode"]) == ("/bin/kill -USR1 $MAINPID", "mixed")
    assert int(unit["TimeoutStopSec"]) > processes.PATIENCE
    assert int(unit["LimitNOFILE"]) >= files.HALL + files.SPARE


def test_nginx_waits_for_what_the_server_may_take_and_bounds_what_it_refuses() -> None:
    assert NGINX.count(f"backlog={constant('config.server.BACKLOG'):.0f}") == 2
    assert f"client_max_body_size {constant('config.daphne_http.LARGEST_BODY') / 1024 / 1024:.0f}m;" in NGINX
    pages, sockets = map(int, re.findall(r"proxy_read_timeout (\d+)s;", NGINX))
    assert pages > constant("config.server.ANSWERING")
    assert sockets > 2 * constant("realtime.pulse.ASK_EVERY")
    own_time = int(re.search(r"client_body_timeout (\d+)s;", NGINX)[1])  # type: ignore[index]
    assert own_time < constant("config.daphne_http.WHOLE")


def test_a_voice_note_and_a_file_fit_through_nginx_and_through_the_server() -> None:
    pages = dict(re.findall(r"location ~ \^(\S+)\$ \{\n +client_max_body_size (\d+)m;", NGINX))
    assert pages == {"/rooms/[^/]+/table/": "2", "/proposals/[^/]+/attach/": "6"}
    daphne_http = import_module("config.daphne_http")
    for path, most in {
        reverse("room_table", args=["abc"]): constant("deliberation.sounds.MOST_BYTES"),
        reverse("proposal_attach", args=["abc"]): constant("proposals.office.attaching.MOST_BYTES"),
    }.items():
        (through,) = [int(size) * 2**20 for page, size in pages.items() if re.fullmatch(page, path)]
        assert daphne_http.largest_body(f"{path}?seat=a".encode()) == through > most + 100_000
    assert daphne_http.largest_body(b"/api/do/card.add") == constant("config.daphne_http.LARGEST_BODY")
    assert daphne_http.largest_body(b"/x/rooms/a/table/") == daphne_http.largest_body(b"/rooms/a/b/table/") == 2**20


def test_the_bounds_in_the_docs_are_those_of_the_code() -> None:
    assert len(BOUNDS) >= 20
    said = {f"{module}.{name}": float(number) * TIMES[unit] for number, unit, module, name in BOUNDS}
    assert said == {each: float(constant(each)) for each in said}


def constant(path: str) -> float:
    """Return a number of the code; config.server has to be imported before its parts (it installs the reactor)."""
    import_module("config.server")
    module, _dot, name = path.rpartition(".")
    return float(getattr(import_module(module), name))


def test_every_metric_is_described_with_its_kind_and_its_labels_and_no_other() -> None:
    """The metrics of the process itself are only in the registry where the system tells them: on Linux."""
    there = {}
    for family in metrics.REGISTRY.collect():
        labels = sorted({label for sample in family.samples for label in sample.labels} - {"le"})
        total = "_total" if family.type == "counter" else ""
        there[family.name + total] = (family.type, labels)
    there["tessera_commands_total"] = ("counter", ["code", "command"])  # it has no labels before the first command
    described = {}
    for name, labels, kind in re.findall(r"^\| `(tessera_\w+)(?:\{([\w,]+)\})?` (\w+) \|", DOCS, re.M):
        described[name] = (kind, sorted(filter(None, labels.split(","))))
    assert described == there


def test_every_file_that_is_shipped_for_running_is_explained() -> None:
    shipped = {f"deploy/{path.name}" for path in Path(BASE / "deploy").iterdir()}
    assert shipped == {each for each in shipped if f"(../{each})" in DOCS}
