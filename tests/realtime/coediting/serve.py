"""`python -m tests.realtime.coediting.serve PORT`: our own server, which also knows the tests' kind of text."""

import sys

import django
from django.conf import settings

if __name__ == "__main__":
    django.setup()
    settings.REALTIME_ACTOR = "tests.realtime.coediting.kind.actor"
    from config.server import serve
    from realtime.coediting.kinds import register_text
    from tests.realtime.coediting.kind import KIND

    register_text(KIND)
    serve("127.0.0.1", int(sys.argv[1]))
