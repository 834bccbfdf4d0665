"""WebSocket framing from the client's side (RFC 6455), as little of it as a load generator needs."""

import base64
import hashlib
import os

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
MASK = b"\x5a\x17\xc3\x88"  # one for all: servers undo it the same way, and there is no proxy here to be protected


class Broken(Exception):
    """The server sent what this client does not understand."""


def masked(payload: bytes, opcode: int = TEXT) -> bytes:
    """Return one complete client frame."""
    length = len(payload)
    if length < 126:
        head = bytes((0x80 | opcode, 0x80 | length))
    elif length < 1 << 16:
        head = bytes((0x80 | opcode, 0xFE)) + length.to_bytes(2, "big")
    else:
        head = bytes((0x80 | opcode, 0xFF)) + length.to_bytes(8, "big")
    key = (MASK * (length // 4 + 1))[:length]
    hidden = (int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")).to_bytes(length, "big")
    return head + MASK + hidden


def split(data: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """Cut what a server sent into complete frames (opcode, payload) and the bytes that wait for more."""
    frames = []
    at, end = 0, len(data)
    while end - at >= 2:
        first, length = data[at], data[at + 1]
        if not first & 0x80 or length & 0x80:
            raise Broken("a fragment or a masked frame came from the server")
        start = at + 2
        if length >= 126:
            size = 2 if length == 126 else 8
            if end - start < size:
                break
            length = int.from_bytes(data[start : start + size], "big")
            start += size
        if end - start < length:
            break
        frames.append((first & 0x0F, data[start : start + length]))
        at = start + length
    return frames, data[at:]


def request(host: str, path: str, headers: dict[str, str]) -> tuple[bytes, bytes]:
    """Return the opening request and what the server must answer in Sec-WebSocket-Accept."""
    key = base64.b64encode(os.urandom(16))
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Upgrade: websocket", "Connection: Upgrade"]
    lines += ["Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key.decode()}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    accept = base64.b64encode(hashlib.sha1(key + GUID, usedforsecurity=False).digest())
    return ("\r\n".join(lines) + "\r\n\r\n").encode(), accept


def welcomed(answer: bytes, accept: bytes) -> bytes | None:
    """Return what followed the server's answer to the handshake; None while it is not whole. Raises Broken."""
    head, end, rest = answer.partition(b"\r\n\r\n")
    if not end:
        return None
    if not head.startswith(b"HTTP/1.1 101"):
        raise Broken(head.split(b"\r\n", 1)[0].decode("latin-1"))
    if accept not in head:
        raise Broken("the handshake was answered with a wrong key")
    return rest
