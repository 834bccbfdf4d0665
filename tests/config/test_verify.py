"""The verification counts what it is told, and what could not be run is never silent."""

from pathlib import Path

import pytest

from config.verify import plan as plan_module
from config.verify import services
from config.verify.main import _tell
from config.verify.plan import Plan, chosen, suites
from config.verify.run import Outcome, _count_report, _count_tap, step

JUNIT = '<testsuites><testsuite name="pytest" tests="9" failures="2" errors="1" skipped="1"/></testsuites>'
TAP = "TAP version 13\nok 1 - a\nnot ok 2 - b\n1..2\n# tests 2\n# pass 1\n# fail 1\n# skipped 0\n"


def last_line(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.splitlines()[-1]


def test_the_counts_of_pytest_are_read_from_its_report(tmp_path: Path) -> None:
    report, outcome = tmp_path / "report.xml", Outcome("tests", False)
    report.write_text(JUNIT, encoding="utf-8")
    _count_report(outcome, report)
    assert (outcome.passed, outcome.failed, outcome.skipped) == (5, 3, 1)


def test_the_counts_of_node_are_read_from_its_report(tmp_path: Path) -> None:
    report, outcome = tmp_path / "report.tap", Outcome("tests", False)
    report.write_text(TAP, encoding="utf-8")
    _count_tap(outcome, report)
    assert (outcome.passed, outcome.failed, outcome.skipped) == (1, 1, 0)


def test_a_run_without_a_report_is_a_failure(tmp_path: Path) -> None:
    outcome = Outcome("tests", True)
    _count_report(outcome, tmp_path / "missing.xml")
    assert outcome.ok is False


def test_the_last_line_adds_everything_up(capsys: pytest.CaptureFixture[str]) -> None:
    code = _tell([Outcome("a", True, 1.0, passed=3), Outcome("b", True, 1.0, passed=4)], 2.0, strict=True)
    assert (code, last_line(capsys)) == (0, "7 passed, 0 failed")


def test_a_failed_check_does_not_end_in_zero_failed(capsys: pytest.CaptureFixture[str]) -> None:
    code = _tell([Outcome("style", False, 1.0), Outcome("tests", True, 1.0, passed=4)], 2.0, strict=False)
    assert (code, last_line(capsys)) == (1, "4 passed, 1 failed")


def test_what_was_not_run_is_said_and_fails_when_strict(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [Outcome("tests", True, 1.0, passed=4), Outcome("browser", False, why_not="no Chromium")]
    assert _tell(outcomes, 1.0, strict=False) == 0
    assert "!!! NOT RUN: browser. no Chromium" in capsys.readouterr().out
    assert _tell(outcomes, 1.0, strict=True) == 1


def test_without_services_and_browser_the_runs_are_named_as_not_run(tmp_path: Path) -> None:
    missing = {"postgres": "none", "browser": "none"}
    plan = Plan(tmp_path, arguments=["tests/browser/test_policy.py"], missing=missing)
    assert [(each.name, each.why_not) for each in suites(plan)] == [("tests in the browser", "none")]


def test_without_nginx_its_tests_are_named_as_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(plan_module, "tests", lambda name, *_rest: Outcome(name, True))
    plan = Plan(tmp_path, arguments=["tests/config"], missing={"nginx": "no nginx"})
    said = {each.name: each.why_not for each in suites(plan)}
    assert said == {"tests on SQLite": "", "tests on PostgreSQL and Redis": "", "tests behind nginx": "no nginx"}


def test_paths_choose_their_run_and_flags_go_to_all() -> None:
    asked = ["-x", "tests/browser/test_policy.py::test_an_inline_script_does_not_run", "tests/config"]
    assert chosen(asked, browser=True) == ["-x", asked[1]]
    assert chosen(asked, browser=False) == ["-x", "tests/config"]
    assert chosen(["-k", "vote"], browser=False) == ["-k", "vote", "tests"]
    assert chosen(["tests/config"], browser=True) is None


def test_a_step_that_never_ends_is_stopped() -> None:
    outcome = step("sleep", ["sleep", "60"], limit=0.2)
    assert (outcome.ok, outcome.seconds < 10) == (False, True)


def test_services_that_are_named_are_used_and_not_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://someone@db/tessera")
    monkeypatch.setenv("REDIS_URL", "redis://cache/1")
    found = [services.postgres(tmp_path), services.redis(tmp_path)]
    assert [(each.url, each.process) for each in found] == [
        ("postgres://someone@db/tessera", None),
        ("redis://cache/1", None),
    ]


def test_a_redis_of_our_own_is_started_and_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("REDIS_URL", raising=False)
    service = services.redis(tmp_path)
    assert service.process is not None and service.process.poll() is None
    service.stop()
    assert service.process.returncode == 0
