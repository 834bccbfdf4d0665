"""A real Chromium for the tests: one for the whole run, a fresh context for each page that is opened."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser (Playwright's Browser): that of TESSERA_CHROMIUM, else an installed one."""
    from playwright.sync_api import sync_playwright

    from config.verify.programs import browser

    found = os.environ.get("TESSERA_CHROMIUM") or browser(may_install=False)
    assert found, "no Chromium: `python3 manage.py verify` gets one, or set TESSERA_CHROMIUM"
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield program
        program.close()


class Pages:
    """Opens pages, each in a context of its own (another person's browser), and keeps what went wrong in them."""

    def __init__(self, chromium: Any):
        self.chromium = chromium
        self.contexts: list[Any] = []
        self.problems: list[str] = []  # errors in the console, uncaught exceptions
        self.requests: list[str] = []  # every address asked for

    def __call__(self, *, language: str = "it", js: bool = True, **options: Any) -> Any:
        """Return a new Playwright Page; options are those of Browser.new_context."""
        context = self.chromium.new_context(locale=language, java_script_enabled=js, **options)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        return page

    def _heard(self, message: Any) -> None:
        if message.type == "error":
            self.problems.append(message.text)

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def pages(chromium: Any) -> Iterator[Pages]:
    """Open pages: `pages(language="ar", js=False, viewport={…}) -> Page`; see `pages.problems`, `pages.requests`."""
    opened = Pages(chromium)
    yield opened
    opened.close()
