"""Sockets open only for the exact address of our own pages; names that are not ours are refused."""

import pytest
from django.test import Client, override_settings

from config.hosts import known
from config.origins import allowed, origin


def scope(host: str, said: str, *, scheme: str = "ws", proto: str = "") -> dict:
    headers = [(b"host", host.encode()), (b"origin", said.encode())]
    if proto:
        headers.append((b"x-forwarded-proto", proto.encode()))
    return {"type": "websocket", "scheme": scheme, "headers": headers}


ORIGINS = [
    "http://192.168.1.20:8000",
    "https://192.168.1.20:8000",
    "http://192.168.1.20",
    "http://192.168.1.20:8001",
    "http://192.168.1.21:8000",
    "http://192.168.1.20.evil.example:8000",
    "http://evil.example",
    "http://evil.example@192.168.1.20:8000",
    "http://192.168.1.20:8000/page",
    "null",
    "",
    "file://",
]


def test_of_twelve_origins_one_is_ours() -> None:
    assert [said for said in ORIGINS if allowed(scope("192.168.1.20:8000", said))] == ["http://192.168.1.20:8000"]


def test_a_socket_without_origin_is_refused() -> None:
    assert allowed({"type": "websocket", "scheme": "ws", "headers": [(b"host", b"localhost:8000")]}) is False


def test_the_usual_port_may_be_left_unsaid() -> None:
    assert allowed(scope("localhost:80", "http://localhost")) is True


@override_settings(BEHIND_PROXY=True)
def test_behind_our_proxy_the_forwarded_scheme_counts() -> None:
    assert allowed(scope("localhost", "https://localhost", proto="https")) is True
    assert allowed(scope("localhost", "http://localhost", proto="https")) is False


def test_without_a_proxy_of_ours_the_forwarded_scheme_is_not_believed() -> None:
    assert allowed(scope("localhost", "https://localhost", proto="https")) is False


def test_an_unreadable_port_is_no_origin() -> None:
    assert origin("http://localhost:port") is None


HOSTS = {
    "192.168.1.20:8000": True,
    "[fe80::1]:8000": True,
    "localhost": True,
    "hall.local": True,
    "evil.example": False,
    "192.168.1.20.evil.example": False,
    "": False,
}


@pytest.mark.parametrize("host", HOSTS)
def test_in_a_hall_only_numbers_and_local_names_are_ours(host: str) -> None:
    assert known(host) is HOSTS[host]


@override_settings(LAN=False, ALLOWED_HOSTS=["tessera.example.org"])
def test_a_public_server_has_only_the_names_it_lists() -> None:
    assert [known(host) for host in ("tessera.example.org", "192.168.1.20", "example.org")] == [True, False, False]


def test_a_foreign_name_gets_a_sentence() -> None:
    answer = Client().get("/health/", headers={"host": "evil.example"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
