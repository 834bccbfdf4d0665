"""The content security policy in a real browser, on plain HTTP and on an address that is not localhost."""

import pytest

from config.addresses import lan_address

pytestmark = pytest.mark.browser

SOCKET = """address => new Promise(done => {
  const socket = new WebSocket(address);
  socket.onopen = () => done("open");
  socket.onerror = () => done("refused");
})"""


@pytest.fixture(scope="module")
def port(servers) -> int:
    return servers(host="0.0.0.0").port


@pytest.fixture(params=["localhost", "network"])
def place(request, port) -> str:
    host = "localhost" if request.param == "localhost" else lan_address() or "127.0.0.2"
    return f"http://{host}:{port}"


def test_sockets_of_the_same_address_open_under_self(pages, place) -> None:
    page = pages()
    page.goto(f"{place}/health/")
    address = place.replace("http", "ws") + "/ws/room/000000000000/"
    assert page.evaluate(SOCKET, address) == "open"


def test_sockets_to_another_port_are_kept_from_opening(pages, place) -> None:
    page = pages()
    page.goto(f"{place}/health/")
    page.evaluate(SOCKET, "ws://127.0.0.1:9/")
    assert any("Content Security Policy" in problem for problem in pages.problems)


def test_an_inline_script_does_not_run(pages, place) -> None:
    page = pages()
    page.goto(f"{place}/health/")
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'ran'";
      document.head.append(script);
    }""")
    assert page.title() == ""
