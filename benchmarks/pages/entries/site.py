"""The project's own server with one page more: a plain Django list of the same rows, which is the floor.

`python -m benchmarks.pages.entries.site PORT`; with `profile FILE PORT` it writes where its time went when it ends.
"""

import cProfile
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

TEMPLATE = """<!doctype html><html lang="it"><meta charset="utf-8"><title>{{ process.title }}</title>
<h1>{{ process.title }}</h1><ul>{% for each in page_obj %}<li>{{ each.number }} <a href="/proposals/{{ each.pk }}/">{{
each.title }}</a> {{ each.get_state_display }}</li>{% endfor %}</ul>
<p>{{ page_obj.number }}/{{ paginator.num_pages }}</p>"""


def with_floor() -> None:
    """Put the floor's address before the project's own."""
    from django.conf import settings
    from django.urls import path

    import config.urls
    from proposals.listing import SIZE

    if not any(getattr(each, "name", "") == "floor" for each in config.urls.urlpatterns):
        config.urls.urlpatterns.insert(0, path("floor/<str:key>/", _floor(SIZE), name="floor"))
    assert settings.ROOT_URLCONF == "config.urls"


def _floor(size: int) -> Any:
    """Django's own ListView: count the rows, read one page of them, put them into a template that was parsed before."""
    from django.http import HttpResponse
    from django.shortcuts import get_object_or_404
    from django.template import engines
    from django.views.generic import ListView

    from people.models import Process
    from proposals.queries import published

    template = engines["django"].from_string(TEMPLATE)

    class Floor(ListView):
        paginate_by = size

        def get_queryset(self) -> Any:
            self.process = get_object_or_404(Process, pk=self.kwargs["key"])
            return published(self.process).filter(kind="solution")

        def render_to_response(self, context: dict[str, Any], **_more: Any) -> HttpResponse:
            return HttpResponse(template.render({**context, "process": self.process}, self.request))

    return Floor.as_view()


def serve(port: int) -> None:
    django.setup()
    with_floor()
    from benchmarks.realtime.entries.control import listen
    from config.server import serve as run

    run("127.0.0.1", port, ready=lambda: listen(lambda line: None))


if __name__ == "__main__":
    if sys.argv[1] == "profile":
        cProfile.run("serve(int(sys.argv[3]))", sys.argv[2])
    else:
        serve(int(sys.argv[1]))
