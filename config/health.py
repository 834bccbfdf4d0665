"""Answers a proxy or a monitor: is this process alive, and should people be sent to it?"""

from concurrent.futures import ThreadPoolExecutor
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from realtime import metrics
from realtime.hub import hub

PATIENCE = 2.0  # seconds for the database to answer: a pool without connections would keep who asks waiting for ten
_looking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ready")


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 `{"ok": true}`: this process lives and answers. No more is asked: a restart heals no database."""
    return JsonResponse({"ok": True})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when people may be sent here, else 503; `ok` and one word for each thing that was looked at.

    `{"ok", "serving": "yes|draining", "database": "yes|no", "migrations": "yes|pending|unknown", "wake":
    "none|idle|up|down"}`. A wake link that is down delays and never loses: it is told and does not close the door.
    """
    serving = "draining" if hub.draining else "yes"
    database, migrations = _database()
    ok = (serving, database, migrations) == ("yes", "yes", "yes")
    said = {"ok": ok, "serving": serving, "database": database, "migrations": migrations, "wake": metrics.wake_state()}
    return JsonResponse(said, status=200 if ok else 503)


def _database() -> tuple[str, str]:
    look = _looking.submit(_look)
    try:
        return look.result(PATIENCE)
    except TimeoutError:
        look.cancel()
        return "no", "unknown"


def _look() -> tuple[str, str]:
    try:
        done = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return "no", "unknown"
    finally:
        connection.close()
    return "yes", "pending" if _known() - done.keys() else "yes"


@cache
def _known() -> frozenset[tuple[str, str]]:
    # What is on disk does not change while a process lives; what is in the database is asked each time.
    return frozenset(MigrationLoader(None).graph.nodes)
