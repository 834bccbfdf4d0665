"""One outgoing message: encoded once, framed once, sent to everybody as the same bytes."""

from typing import Any

TEXT = 0x81  # a complete text frame: FIN and opcode 1; servers do not mask (RFC 6455, 5.2)


class Frame:
    """A message on its way out; never changed once it is made.

    `text` is compact JSON; `key` is "" for what must arrive and a name for what is ephemeral: a newer frame with the
    same key takes the place of one that still waits. `wire` is the message as one complete WebSocket frame and `size`
    its bytes; both are made when somebody first asks (a server that frames by itself never does).
    """

    __slots__ = ("key", "size", "text", "wire")

    text: str
    key: str
    wire: bytes
    size: int

    def __init__(self, text: str, key: str = ""):
        self.text = text
        self.key = key

    def __getattr__(self, name: str) -> Any:
        # Reached only while a slot is empty: from the second reader on, it is a plain attribute.
        if name not in {"wire", "size"}:
            raise AttributeError(name)
        self.wire = framed(self.text.encode("utf-8", "replace"))
        self.size = len(self.wire)
        return getattr(self, name)

    def __repr__(self) -> str:
        return f"Frame({self.text[:60]!r}, key={self.key!r})"


def framed(payload: bytes) -> bytes:
    """Return UTF-8 bytes as one unmasked text frame; the length takes 7 bits, 16 bits or 64 bits."""
    length = len(payload)
    if length < 126:
        return bytes((TEXT, length)) + payload
    if length < 1 << 16:
        return bytes((TEXT, 126)) + length.to_bytes(2, "big") + payload
    return bytes((TEXT, 127)) + length.to_bytes(8, "big") + payload
