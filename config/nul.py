"""Nothing that carries a NUL comes in: no browser sends one, SQLite takes it and PostgreSQL answers with an error."""

from typing import Any

SENTENCE = b"This address or cookie holds a character that no address or cookie can hold.\n"
HEADERS = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(SENTENCE)).encode())]


class NoNul:
    """Refuse a request (400) or a socket (403) that has a NUL in its address, its question or its cookies.

    What is in a body is looked at by whoever reads it.
    """

    def __init__(self, inner: Any):
        self.inner = inner

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if not carried(scope):
            await self.inner(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close"})
            return
        await send({"type": "http.response.start", "status": 400, "headers": HEADERS})
        await send({"type": "http.response.body", "body": SENTENCE})


def carried(scope: dict[str, Any]) -> bool:
    """Say whether a NUL would come out when address, question and cookies are read."""
    cookies = [value for name, value in scope.get("headers") or [] if name == b"cookie"]
    # In a quoted cookie, three octal digits after a backslash stand for any character.
    return (
        "\x00" in scope["path"]
        or b"%00" in scope.get("query_string", b"")
        or any(b"\\000" in value or b"\x00" in value for value in cookies)
    )
