"""The ASGI application: pages and API by Django, sockets by realtime, and what operators ask for."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.asgi import get_asgi_application

pages = get_asgi_application()  # loads the apps, before anything below imports a model

from channels.routing import ProtocolTypeRouter, URLRouter

from config.lifespan import lifespan
from config.metrics_view import Metrics
from config.nul import NoNul
from config.origins import SameOrigin
from config.visitor import Visitor
from realtime.routing import websocket_urlpatterns

application = ProtocolTypeRouter(
    {
        "lifespan": lifespan,
        "http": NoNul(Metrics(pages)),
        "websocket": NoNul(SameOrigin(Visitor(URLRouter(websocket_urlpatterns)))),
    }
)
