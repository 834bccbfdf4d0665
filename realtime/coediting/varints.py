"""Numbers and strings as Yjs writes them: seven bits to a byte, the lowest first; strings with their length before."""

LARGEST = 2**53 - 1  # JavaScript counts no further


class Reader:
    """Reads from some bytes, in order. Raises ValueError where they end too early or are no such thing."""

    __slots__ = ("at", "data")

    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    @property
    def ended(self) -> bool:
        return self.at == len(self.data)

    def byte(self) -> int:
        if self.at >= len(self.data):
            raise ValueError("too short")
        self.at += 1
        return self.data[self.at - 1]

    def number(self) -> int:
        data, at = self.data, self.at
        found = shift = 0
        try:
            while data[at] >= 0x80:
                found |= (data[at] & 0x7F) << shift
                shift += 7
                at += 1
                if shift > 49:
                    raise ValueError("too large a number")
            found |= data[at] << shift
        except IndexError:
            raise ValueError("too short") from None
        self.at = at + 1
        if found > LARGEST:
            raise ValueError("too large a number")
        return found

    def bytes(self) -> bytes:
        size = self.number()
        if size > len(self.data) - self.at:
            raise ValueError("too short")
        self.at += size
        return self.data[self.at - size : self.at]

    def string(self) -> str:
        return self.bytes().decode("utf-8")


def number(value: int) -> bytes:
    """Write a number from 0 on."""
    found = bytearray()
    while value >= 0x80:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)


def sized(value: bytes) -> bytes:
    """Write bytes with their length before them."""
    return number(len(value)) + value
