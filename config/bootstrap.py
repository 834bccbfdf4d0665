"""Sets the project up on a machine that has only Python: makes .venv, installs the locked packages, moves inside.

Standard library only, and nothing newer than Python 3.8 in the syntax: an older Python must reach the sentence that
says it is too old.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
VENV = BASE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "tessera-locks.txt"
OLDEST = (3, 11)
RUNTIME, TEST = "requirements.lock", "requirements-test.lock"
LOCKS = {"demo": RUNTIME, "verify": TEST}
SERVING = ("demo", "serve")


def enter(word, arguments):
    """Make sure that this process runs inside .venv with the packages that the word needs; else start it anew there."""
    _need_python()
    take_data(word, arguments)
    if word in LOCKS:
        _set_up(LOCKS[word], may_install="--no-install" not in arguments)
    if not _inside() and PYTHON.exists() and (word in LOCKS or importlib.util.find_spec("django") is None):
        _move_inside()


def take_data(word, arguments):
    """Let --data DIR take effect before the settings are read."""
    if word not in SERVING:
        return
    for place, argument in enumerate(arguments):
        if argument == "--data" and place + 1 < len(arguments):
            os.environ["TESSERA_DATA"] = os.path.abspath(arguments[place + 1])
        if argument.startswith("--data="):
            os.environ["TESSERA_DATA"] = os.path.abspath(argument.partition("=")[2])


def _need_python():
    if sys.version_info < OLDEST:
        have = ".".join(str(number) for number in sys.version_info[:3])
        _stop(f"Tessera needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {have}. Start it with a newer one.")


def _inside():
    return Path(sys.prefix).resolve() == VENV.resolve()


def _set_up(lock, may_install):
    with _alone():
        if not PYTHON.exists():
            _make_venv(may_install)
        if not _stamped(lock):
            _install(lock)


def _make_venv(may_install):
    _say("Making a place for the packages (.venv) …")
    uv = shutil.which("uv")
    if uv and _runs([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)]):
        return
    if importlib.util.find_spec("ensurepip") is None:
        _add_venv_module(may_install)
    shutil.rmtree(VENV, ignore_errors=True)
    if not _runs([sys.executable, "-m", "venv", str(VENV)]):
        _stop("Python could not make .venv here; the lines above say why.")


def _add_venv_module(may_install):
    # Debian and its children deliver Python without ensurepip.
    line = "apt-get install -y python3-venv"
    if not may_install or not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        _stop(f"This Python lacks its venv module. As administrator, type:  {line}  and start again.")
    _say(f"This Python lacks its venv module. Installing it: {line}")
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    if subprocess.run([*line.split(), "-qq"], env=quiet, check=False).returncode:
        _stop(f"That did not work. As administrator, type:  {line}  and start again.")


def _install(lock):
    _say(f"Installing the packages of {lock}, each checked against its hash. The first time takes a minute or two …")
    path = str(BASE / lock)
    uv = shutil.which("uv")
    by_uv = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), "--require-hashes", "-r", path]
    if not (uv and _runs(by_uv)):
        pip = [str(PYTHON), "-m", "pip"]
        if not _runs([*pip, "--version"], silent=True) and not _runs([str(PYTHON), "-m", "ensurepip", "--upgrade"]):
            _stop("There is no pip in .venv. Delete the folder .venv and start again.")
        command = [*pip, "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", path]
        if not _runs(command):
            _stop("The packages could not be installed; the lines above say why. Is there a network?")
    _stamp(lock)
    _say("Packages are in place.")


def _stamped(lock):
    return STAMP.exists() and _mark(lock) in STAMP.read_text(encoding="ascii").split("\n")


def _stamp(lock):
    # The test lock holds every package of the runtime lock, in the same versions (a test sees to it).
    done = [_mark(RUNTIME)] + ([_mark(TEST)] if lock == TEST else [])
    STAMP.write_text("\n".join(done) + "\n", encoding="ascii")


def _mark(lock):
    return lock + " " + hashlib.sha256((BASE / lock).read_bytes()).hexdigest()


def _move_inside():
    if os.environ.get("TESSERA_MOVED") == str(PYTHON):
        return  # once is enough: never go round in circles
    os.environ["TESSERA_MOVED"] = str(PYTHON)
    command = [str(PYTHON), *sys.argv]
    sys.stdout.flush()
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


class _alone:
    """Two commands started together set up one after the other."""

    def __enter__(self):
        try:
            import fcntl
        except ImportError:
            self.file = None
            return
        self.file = open(BASE / "manage.py", encoding="utf-8")
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_error):
        if self.file:
            self.file.close()


def _runs(command, silent=False):
    out = subprocess.DEVNULL if silent else None
    return subprocess.run(command, stdout=out, stderr=out, check=False).returncode == 0


def _say(text):
    print(text, flush=True)


def _stop(text):
    print(text, file=sys.stderr, flush=True)
    sys.exit(1)
