"""Which names this server answers to: a foreign name pointed at a hall's address must not be believed."""

import ipaddress
import socket
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.request import split_domain_port, validate_host
from django.utils.translation import gettext as _

LOCAL_ENDINGS = (".local", ".lan", ".home.arpa", ".localhost", ".internal")


def known(host: str) -> bool:
    """Say whether a Host header, port included, names this server.

    With TESSERA_HOSTS: the listed names. Without, in a hall: numeric addresses, localhost, this machine's own name
    and names that only local networks give out. Those cannot be taken by a web page from outside.
    """
    name, _port = split_domain_port(host)
    if not name:
        return False
    if not settings.LAN:
        return validate_host(name, settings.ALLOWED_HOSTS)
    return _numeric(name) or name in {"localhost", "testserver", socket.gethostname().lower()} or _local(name)


def _numeric(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _local(name: str) -> bool:
    return name.endswith(LOCAL_ENDINGS)


class KnownHosts:
    """Refuse requests to names that are not ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            ours = known(request.get_host())
        except DisallowedHost:
            ours = False
        if ours:
            return self.get_response(request)
        sentence = _("This is not an address of this server. Its administrator can add it to TESSERA_HOSTS.")
        return HttpResponseBadRequest(sentence, content_type="text/plain; charset=utf-8")
