"""Reads what was asked, gets the services, runs the plan, and tells the result in a table and one last line."""

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path

from config.verify import programs, services
from config.verify.plan import Plan, steps
from config.verify.run import Outcome


def main(arguments: list[str]) -> int:
    """Return 0 when everything that had to be run was run and passed."""
    asked, plan = _read(arguments)
    began = time.monotonic()
    running: list[services.Service] = []
    try:
        _find(plan, running, may_install=not asked.no_install)
        outcomes = list(steps(plan))
    finally:
        for service in reversed(running):
            service.stop()
        shutil.rmtree(plan.reports, ignore_errors=True)
    strict = asked.strict or bool(os.environ.get("CI"))
    return _tell(outcomes, time.monotonic() - began, strict)


def _read(arguments: list[str]) -> tuple[argparse.Namespace, Plan]:
    reader = argparse.ArgumentParser(
        prog="manage.py verify",
        description="Runs every check and every test. What is not an option of its own is handed to pytest.",
    )
    reader.add_argument("--long", action="store_true", help="also the long property, chaos and payload runs")
    reader.add_argument("--strict", action="store_true", help="what could not be run is a failure (always so in CI)")
    reader.add_argument("--no-install", action="store_true", help="install no system package and no browser")
    asked, rest = reader.parse_known_args(arguments)
    return asked, Plan(Path(tempfile.mkdtemp(prefix="tessera-verify-")), asked.long, rest)


def _find(plan: Plan, running: list[services.Service], may_install: bool) -> None:
    print("── what this machine has", flush=True)
    try:
        for start in (services.postgres, services.redis):
            service = start(plan.reports)
            running.append(service)
            print(service.told, flush=True)
        plan.database, plan.redis = running[0].url, running[1].url
    except services.NotFound as error:
        plan.missing["postgres"] = str(error)
    plan.node = programs.node() or ""
    plan.browser = programs.browser(may_install) or ""
    if not plan.node:
        plan.missing["node"] = f"no node of version {programs.OLDEST_NODE} or newer"
    if not plan.browser or not programs.driver_starts(may_install):
        plan.missing["browser"] = "no Chromium, or Playwright cannot start it"
    plan.nginx = programs.nginx(may_install) or ""
    if not plan.nginx:
        plan.missing["nginx"] = "no nginx, in front of which the service could be tried"
    for what in (plan.node, plan.browser, plan.nginx, *plan.missing.values()):
        print(what, flush=True) if what else None


def _tell(outcomes: list[Outcome], seconds: float, strict: bool) -> int:
    width = max(len(outcome.name) for outcome in outcomes)
    print("\n── summary")
    for each in outcomes:
        counts = f"{each.passed} passed, {each.failed} failed" if each.passed or each.failed else ""
        counts += f", {each.skipped} skipped" if each.skipped else ""
        print(f"{each.name:<{width}}  {each.word:<7}  {each.seconds:7.1f} s  {counts}".rstrip())
    print(f"{'everything':<{width}}           {seconds:7.1f} s")
    not_run = [each for each in outcomes if each.why_not]
    for each in not_run:
        print(f"\n!!! NOT RUN: {each.name}. {each.why_not}")
        print("!!! This counts as a failure." if strict else "!!! With --strict, or CI set, this is a failure.")
    bad = [each for each in outcomes if not each.ok and (strict or not each.why_not)]
    if bad:
        print(f"\nFailed: {', '.join(each.name for each in bad)}.")
    passed = sum(each.passed for each in outcomes)
    # A check that fails, or a run that breaks before it counts, must not end in "0 failed".
    failed = sum(each.failed or 1 for each in bad)
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return 1 if bad else 0
