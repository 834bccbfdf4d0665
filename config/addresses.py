"""The addresses under which phones in the same room reach this machine, and a QR code of one for the terminal."""

import io
import socket

import segno


def lan_address() -> str | None:
    """Return this machine's address on the local network, None without a network. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address kept for documentation: only the route is looked up
            address = probe.getsockname()[0]
        except OSError:
            return None
    return None if address.startswith(("127.", "0.")) else address


def urls(host: str, port: int) -> list[str]:
    """Return the addresses to print: this machine first, then the one for phones."""
    anywhere = host in {"0.0.0.0", "::", ""}
    local = "localhost" if anywhere else _in_url(host)
    found = [f"http://{local}:{port}/"]
    phone = lan_address() if anywhere else None
    if phone:
        found.append(f"http://{phone}:{port}/")
    return found


def _in_url(host: str) -> str:
    return f"[{host.strip('[]')}]" if ":" in host else host


def qr(url: str) -> str:
    """Draw a QR code with characters."""
    drawing = io.StringIO()
    segno.make(url, error="m").terminal(out=drawing, compact=True, border=2)
    return drawing.getvalue()
