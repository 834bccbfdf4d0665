"""The ASGI application: pages and API by Django, sockets by realtime; sockets only from our own pages."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.asgi import get_asgi_application

pages = get_asgi_application()  # loads the apps, before anything below imports a model

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.sessions import CookieMiddleware

from config.origins import SameOrigin
from config.visitor import Visitor
from realtime.routing import websocket_urlpatterns

application = ProtocolTypeRouter(
    {
        "http": pages,
        "websocket": SameOrigin(CookieMiddleware(Visitor(URLRouter(websocket_urlpatterns)))),
    }
)
