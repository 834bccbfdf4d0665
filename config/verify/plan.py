"""The steps of the verification, in order: quick checks first, then tests from the cheap to the dear."""

import glob
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from config.verify.run import BASE, Outcome, node_tests, python, step, tests

CODE = [
    "config",
    "documents",
    "realtime",
    "people",
    "proposals",
    "monitoring",
    "deliberation",
    "benchmarks",
    "manage.py",
]
# What a file prepares once is prepared once. Much of the time is waiting (for timeouts, for servers that start), so
# there is one worker more than the smallest machine has cores; browsers work all the time.
WORKERS = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
# The files that take longest come first, so that nobody waits for one of them at the end.
LONGEST = [
    "tests/deliberation/rehearsal",
    "tests/config",
    "tests/realtime",
    "tests/test_house_commands.py",
    "tests/test_house_contract.py",
]
BROWSERS = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
STORY = "tests/browser/test_story.py"  # of the browser's, the longest
# What PostgreSQL and Redis could change: locks, races, sockets, several processes. `--long` runs everything there too.
# The short run of the chaos harness, the longest of all, comes first, so that the others fill the time beside it.
CHAOS = "tests/chaos/test_short_run.py"
ON_POSTGRES = [
    CHAOS,
    "tests/realtime",
    "tests/people/test_races.py",
    *(
        f"tests/deliberation/room/test_{name}.py"
        for name in ("paper", "queries", "races", "roll", "story", "unlinkable")
    ),
]
# What does not depend on the database is tested once, on SQLite; the chaos run once, on PostgreSQL and Redis.
NOT_THERE = ["--ignore=tests/realtime/hostile"]
NOT_HERE = [f"--ignore={CHAOS}"]


@dataclass
class Plan:
    """What was asked for and what was found: empty strings are things that are missing."""

    reports: Path
    long: bool = False
    arguments: list[str] = field(default_factory=list)
    database: str = ""
    redis: str = ""
    browser: str = ""
    node: str = ""
    nginx: str = ""
    missing: dict[str, str] = field(default_factory=dict)


def steps(plan: Plan) -> Iterator[Outcome]:
    yield from checks(plan)
    yield from suites(plan)
    if plan.long and not plan.arguments:
        yield from records()


def checks(plan: Plan) -> Iterator[Outcome]:
    """Everything that reads the code without running a test."""
    manage = [python(), "manage.py"]
    env = {"TESSERA_DATA": str(plan.reports / "data"), "DATABASE_URL": "", "REDIS_URL": ""}
    yield step("ruff check", [python(), "-m", "ruff", "check", "."])
    yield step("ruff format", [python(), "-m", "ruff", "format", "--check", "."])
    yield step("mypy", [python(), "-m", "mypy", *CODE], env)
    pages = sorted(glob.glob("templates/**/*.html", root_dir=BASE, recursive=True))
    yield step("djade", [str(Path(python()).parent / "djade"), "--check", "--target-version", "5.2", *pages])
    yield step("migrations", [*manage, "makemigrations", "--check", "--dry-run"], env)
    yield step("check --deploy", [*manage, "check", "--deploy", "--fail-level", "WARNING"], {**env, **production()})


def production() -> dict[str, str]:
    """Return the environment of a public server, for the check of its settings."""
    return {
        "TESSERA_HTTPS": "1",
        "TESSERA_HOSTS": "tessera.example.org",
        "TESSERA_PROXY": "1",
        "TESSERA_SECRET_KEY": secrets.token_urlsafe(64),
    }


def suites(plan: Plan) -> Iterator[Outcome]:
    """All tests. Arguments that are paths choose files; other arguments go to every run of pytest."""
    env = {"TESSERA_TEST_LONG": "1" if plan.long else ""}
    if plan.database and plan.redis:
        env |= {"TESSERA_TEST_POSTGRES": plan.database, "TESSERA_TEST_REDIS": plan.redis}
    if plan.browser:
        env["TESSERA_CHROMIUM"] = plan.browser
    limit = 5400 if plan.long else 1800
    whole = plan.long or bool(plan.arguments)  # everything that was asked for, on both databases
    mine = chosen(plan.arguments, browser=False)
    if mine is not None:
        on = {**env, "TESSERA_TEST_ON": "sqlite"}
        here = mine if whole else [*LONGEST, *mine]
        here = [*here, *NOT_HERE] if not whole and "postgres" not in plan.missing else here
        yield tests("tests on SQLite", [*WORKERS, *here], on, plan.reports / "sqlite.xml", limit)
        if "postgres" in plan.missing:
            yield Outcome("tests on PostgreSQL and Redis", False, why_not=plan.missing["postgres"])
        else:
            on = {**env, "TESSERA_TEST_ON": "postgres"}
            there = mine if whole else [*ON_POSTGRES, *NOT_THERE]
            yield tests("tests on PostgreSQL and Redis", [*WORKERS, *there], on, plan.reports / "postgres.xml", limit)
        if "nginx" in plan.missing:  # where it is, they are run with all others
            yield Outcome("tests behind nginx", False, why_not=plan.missing["nginx"])
    yield from _javascript(plan)
    theirs = chosen(plan.arguments, browser=True)
    if theirs is None:
        return
    if "browser" in plan.missing:
        yield Outcome("tests in the browser", False, why_not=plan.missing["browser"])
        return
    on = {**env, "TESSERA_TEST_ON": "sqlite"}
    # Playwright's synchronous calls cannot share a process with asynchronous tests: these workers have only theirs.
    yield tests(
        "tests in the browser",
        [*BROWSERS, *(theirs if whole else [STORY, *theirs])],
        on,
        plan.reports / "browser.xml",
        limit,
    )


def records() -> Iterator[Outcome]:
    """The runs whose last report stands in docs/, which they write themselves; an hour and more, on an idle machine."""
    storm = ["--kills", "200", "--acks", "50000", "--seconds", "1800", "--clients", "60", "--report", "docs/chaos.md"]
    yield step("chaos, the long run", [python(), "-m", "tests.chaos", *storm], limit=5400)
    yield step("benchmarks of real time", [python(), "-m", "benchmarks.realtime"], limit=3600)


def _javascript(plan: Plan) -> Iterator[Outcome]:
    files = sorted(glob.glob("tests/js/**/*.test.js", root_dir=BASE, recursive=True))
    if plan.arguments or not files:
        return
    if not plan.node:
        yield Outcome("tests of the JavaScript", False, why_not=plan.missing.get("node", "there is no node"))
        return
    yield node_tests("tests of the JavaScript", plan.node, files, plan.reports / "javascript.tap")


def chosen(arguments: list[str], browser: bool) -> list[str] | None:
    """Return pytest's arguments for this kind of run; None when the paths given are all of the other kind."""
    paths = [each for each in arguments if (BASE / each.partition("::")[0]).exists() and not each.startswith("-")]
    flags = [each for each in arguments if each not in paths]
    if not paths:
        return [*flags, "tests/browser" if browser else "tests"] if not browser or has_browser_tests() else None
    own = [each for each in paths if each.startswith("tests/browser") == browser]
    return [*flags, *own] if own else None


def has_browser_tests() -> bool:
    return any((BASE / "tests" / "browser").glob("**/test_*.py"))
