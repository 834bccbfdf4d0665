"""Lines from the load generator to a server's event loop; when the generator is gone, the server goes too."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable

INPUT = 0


def listen(said: Callable[[bytes], None]) -> None:
    """Call `said` on the running loop with every line of standard input; say "ready" when this is set up."""
    loop = asyncio.get_running_loop()
    os.set_blocking(INPUT, False)
    rest = b""

    def read() -> None:
        nonlocal rest
        data = os.read(INPUT, 1 << 20)
        if not data:
            loop.remove_reader(INPUT)
            os.kill(os.getpid(), signal.SIGTERM)
            return
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            said(line)

    loop.add_reader(INPUT, read)
    tell("ready")


def tell(text: str) -> None:
    """Answer the generator with one line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
