"""`python -m tests.chaos`: one chaos run, judged and reported; the exit code is 0 only when every promise was kept."""

import argparse
import asyncio
import random
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.chaos.checker import check
from tests.chaos.keep import keep
from tests.chaos.report import report, section, write
from tests.chaos.run import Options, Outcome, Run


def main() -> int:
    options, path = arguments()
    command = f"python -m tests.chaos {said(options)}"
    print(command, flush=True)
    _set, granted = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (granted, granted))
    outcome = asyncio.run(once(options))
    began = time.monotonic()
    findings = check(outcome.evidence)
    outcome.seconds["judge"] = time.monotonic() - began
    made = report(options, command, outcome, findings)
    print(section(made))
    if path:
        write(made, path)
    if findings:
        folder = Path(tempfile.mkdtemp(prefix="tessera-chaos-kept-"))
        keep(folder, outcome.evidence, outcome.deeds, findings, outcome.log)
        print(f"Histories, logs and rows: {folder}")
    return 0 if made["ok"] else 1


async def once(options: Options) -> Outcome:
    loop, this = asyncio.get_running_loop(), asyncio.current_task()
    loop.add_signal_handler(signal.SIGTERM, this.cancel if this else sys.exit)  # leave no program behind
    async with Run(options) as run:
        return await run.whole()


def arguments() -> tuple[Options, Path | None]:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--kills", type=int, default=10, help="kill -9 of a server, PostgreSQL or Redis")
    parser.add_argument("--acks", type=int, default=500, help="different commands acknowledged, at least")
    parser.add_argument("--seconds", type=float, default=40, help="length of the storm")
    parser.add_argument("--clients", type=int, default=24, help="participants; leaders and projectors come on top")
    parser.add_argument("--processes", type=int, choices=(1, 2), help="servers (default: 2, on SQLite 1)")
    parser.add_argument("--on", choices=("sqlite", "postgres"), default="postgres")
    parser.add_argument("--report", type=Path, metavar="FILE", help="JSON, or a page with a place for the report")
    given = vars(parser.parse_args())
    path = given.pop("report")
    given["processes"] = given["processes"] or (1 if given["on"] == "sqlite" else 2)
    if given["on"] == "sqlite" and given["processes"] > 1:
        parser.error("SQLite serves one process")
    return Options(**given), path


def said(options: Options) -> str:
    """Return the arguments that make this very run again."""
    given = {name: f"{value:g}" if isinstance(value, float) else value for name, value in vars(options).items()}
    return " ".join(f"--{name} {value}" for name, value in given.items())


if __name__ == "__main__":
    sys.exit(main())
