"""Voice notes: which sounds are taken, and for how long they are kept. A sound is known by its first bytes only."""

MOST_BYTES = 1_500_000  # about a minute and a half as phones record
MOST_EACH = 5  # not yet written down, of one person in one step


def kind_of_sound(data: bytes) -> str | None:
    """Return the media type of a sound that phones record, or None for anything else, whatever it is called."""
    if data.startswith(b"OggS"):
        return "audio/ogg"
    if data.startswith(b"\x1a\x45\xdf\xa3"):
        return "audio/webm"
    if data[4:8] == b"ftyp":
        return "audio/mp4"
    if data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        return "audio/wav"
    if data.startswith(b"ID3") or (len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2):
        return "audio/mpeg"
    return None
