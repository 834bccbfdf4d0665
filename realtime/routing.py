"""Where sockets arrive."""

from django.urls import re_path

from realtime.consumers import StreamConsumer

websocket_urlpatterns = [
    re_path(r"^ws/(?P<kind>[a-z]+)/(?P<key>[0-9a-z]{12})/$", StreamConsumer.as_asgi()),  # type: ignore[arg-type]
]
