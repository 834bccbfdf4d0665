"""Headers that Django does not send by itself, and the note that keeps a request on one thread."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

UNUSED = ("camera", "geolocation", "microphone", "payment", "usb", "serial", "midi", "display-capture")
PERMISSIONS = ", ".join(f"{feature}=()" for feature in UNUSED)


class Headers:
    """Close the browser features that no page uses; keep other sites from embedding what we send."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # It means something for pages only, and a phone fetches forty small files for its first screen.
            response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class OneThread:
    """Last in the list and only synchronous: so the whole chain runs in one hop to a thread.

    Django's own middleware can be asynchronous, and then pays two hops between threads for each of them.
    """

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)
