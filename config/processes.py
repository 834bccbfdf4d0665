"""Runs several servers on neighbouring ports behind a proxy: restarts one that dies, renews and stops them in order.

SIGTERM, SIGINT, SIGHUP: all say goodbye and stop, at once: a client that was passed from one stopping process to the
next would hear it each time. SIGUSR1: each is replaced, one after another, so that somebody is always there.
"""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from config.env import BASE

PATIENCE = 20.0  # seconds for one to stop before it is killed; its own goodbye takes five at most
STARTING = 60.0  # seconds for one to listen
QUICK = 10.0  # seconds: one that lives no longer did not start
TRIES = 3  # quick deaths in a row after which one is tried less often; when all are there, there is no use in trying on
SOON, LATER = 1.0, 10.0  # seconds between a death and the next start
TURN = 0.1  # seconds between two looks


@dataclass
class Child:
    """One server; `deaths` are its quick ones in a row, `again` is when a dead one is started anew (0: it runs)."""

    port: int
    process: subprocess.Popen
    began: float
    deaths: int = 0
    again: float = 0.0


class Processes:
    """`Processes(host, [8000, 8001], say).run()` returns the exit code when it was told to stop."""

    def __init__(self, host: str, ports: list[int], say: Callable[[str], None]):
        self.host, self.ports, self.say = host, ports, say
        self.children: dict[int, Child] = {}
        self.stopping = self.renewing = self.failed = False

    def run(self) -> int:
        self._listen_to_signals()
        try:
            for port in self.ports:
                self.children[port] = self._start(port)
            while not self.stopping:
                self._look()
                if self.renewing:
                    self._renew()
                time.sleep(TURN)
        finally:
            self._stop(list(self.children.values()))
        return 1 if self.failed else 0

    def _listen_to_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            if signal.getsignal(number) != signal.SIG_IGN:  # `nohup` means it
                signal.signal(number, self._asked_to_stop)
        signal.signal(signal.SIGUSR1, self._asked_to_renew)

    def _asked_to_stop(self, *_about: Any) -> None:
        self.stopping = True

    def _asked_to_renew(self, *_about: Any) -> None:
        self.renewing = True

    def _start(self, port: int, deaths: int = 0) -> Child:
        command = [sys.executable, str(BASE / "manage.py"), "serve", "--host", self.host, "--port", str(port)]
        # A session of its own: Ctrl+C reaches us alone, and we pass it on once.
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
        return Child(port, process, time.monotonic(), deaths)

    def _look(self) -> None:
        """Notice who has died, and start anew whose time has come."""
        now = time.monotonic()
        for port, child in self.children.items():
            if child.again and now >= child.again:
                self.children[port] = self._start(port, child.deaths)
            elif not child.again and child.process.poll() is not None:
                self._note_death(child, now)
        if all(child.again and child.deaths >= TRIES for child in self.children.values()):
            self.say(f"None of the servers starts: tried {TRIES} times each.")
            self.stopping = self.failed = True

    def _note_death(self, child: Child, now: float) -> None:
        lived = now - child.began
        child.deaths = child.deaths + 1 if lived < QUICK else 0
        pause = SOON if child.deaths < TRIES else LATER  # the others serve meanwhile
        child.again = now + pause
        code = child.process.returncode
        self.say(f"The server on port {child.port} ended ({code}) after {lived:.0f} s; a new one in {pause:.0f} s.")

    def _renew(self) -> None:
        self.renewing = False
        for port in self.ports:
            self._stop([self.children[port]])
            if self.stopping:
                return
            self.children[port] = self._start(port)
            if not self._listens(self.children[port]):
                self.say(f"The new server on port {port} does not listen: the others stay as they are.")
                return
        self.say("All servers are new.")

    def _listens(self, child: Child) -> bool:
        reach = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(self.host, self.host.strip("[]"))
        deadline = child.began + STARTING
        while time.monotonic() < deadline and not child.again and not self.stopping:
            try:
                socket.create_connection((reach, child.port), timeout=1).close()
                return True
            except OSError:
                time.sleep(TURN)
                self._look()  # another may die meanwhile, and so may this one
        return False

    def _stop(self, children: list[Child]) -> None:
        for child in children:
            child.process.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in children:
            try:
                child.process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.say(f"The server on port {child.port} did not stop and was killed.")
                child.process.kill()
                child.process.wait()
