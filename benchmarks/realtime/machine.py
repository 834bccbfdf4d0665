"""What the system says of processes: cores, CPU time, memory, versions. Linux only."""

import os
import platform
import resource
import subprocess
import time
from importlib.metadata import version
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")
CORES = sorted(os.sched_getaffinity(0))
SERVERS, GENERATOR = CORES[0], CORES[-1]  # the core of what is measured, and ours
PACKAGES = ("django", "channels", "daphne", "twisted", "autobahn", "uvicorn", "websockets", "redis", "psycopg")


def pin(core: int) -> None:
    """Keep this process, and the children it starts from now on, on one core."""
    os.sched_setaffinity(0, {core})


def allow_many_sockets() -> int:
    """Use all the file descriptors the system grants; return their number."""
    _set, granted = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (granted, granted))
    return granted


def cpu_of(pid: int) -> float:
    """Return the CPU seconds a process has used so far, with all its threads."""
    try:
        return time.clock_gettime(~pid << 3 | 2)  # the process's own CPU clock: clock_getcpuclockid(3), in nanoseconds
    except OSError:
        return _ticks(pid, 2) / TICKS


def cpu_of_family(pid: int) -> float:
    """Return the CPU seconds of a process, of its children, and of those that have ended already."""
    try:
        return _ticks(pid, 4) / TICKS + sum(cpu_of_family(child) for child in _children(pid))
    except OSError:  # it ended while we were looking
        return 0.0


def memory_of(pid: int) -> int:
    """Return the bytes of memory a process holds (RSS)."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE


def cpu_of_all() -> float:
    """Return the CPU seconds that everything on this machine has used so far."""
    user, nice, system, _idle, _waiting, irq, softirq, steal = map(
        int, Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]
    )
    return (user + nice + system + irq + softirq + steal) / TICKS


def cpu_of_us() -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    return sum(os.times()[:4])


def versions() -> dict[str, str]:
    """Return what was measured with."""
    found = {"python": platform.python_version(), "system": f"{platform.system()} {platform.release().split('-')[0]}"}
    found |= {name: version(name) for name in PACKAGES}
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    return found | {"node": node.stdout.strip().lstrip("v")}


def _ticks(pid: int, fields: int) -> int:
    # After the name in brackets, which may hold anything: user, system, and the same of children that have ended.
    rest = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    return sum(int(each) for each in rest[11 : 11 + fields])


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text(encoding="ascii").split()]
    return found
