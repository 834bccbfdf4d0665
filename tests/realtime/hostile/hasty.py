"""A program: the real server with short patience, so that a test sees in seconds what takes a minute in a hall.

`python -m tests.realtime.hostile.hasty PORT SECONDS`: a request must be whole in SECONDS instead of 60, and the last
bytes of an answer be taken in one second instead of 15.
"""

import os
import sys


def main(port: int, whole: float) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from config import server  # isort: skip  # first: it installs Twisted's reactor on the asyncio loop
    from config import daphne_http  # isort: skip

    daphne_http.WHOLE = whole
    daphne_http.Channel.abortTimeout = 1
    server.serve("127.0.0.1", port, ready=lambda: print("ready", flush=True))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
