"""A real Chromium for the tests: one for the whole run, a fresh context for each page that is opened."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FAILED = pytest.StashKey[bool]()

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A name that is not localhost, as in a hall: pages from there are no secure context.
    "--host-resolver-rules=MAP hall.test 127.0.0.1",
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
        options.setdefault("reduced_motion", "reduce")  # what moves is drawn again and again, by a processor
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

    def draw(self, folder: Path) -> Iterator[str]:
        """Take a picture of every open page; yields where each lies and which address it shows."""
        for number, page in enumerate(page for context in self.contexts for page in context.pages):
            picture = folder / f"page-{number}.png"
            try:
                page.screenshot(path=picture, timeout=10_000)
            except Exception as error:
                yield f"page {number}, {page.url}: no picture ({error})"
            else:
                yield f"{picture}: {page.url}"

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """Remember whether the test failed: then its pages are drawn before they are closed."""
    report = (yield).get_result()
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True


@pytest.fixture
def pages(chromium: Any, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pages]:
    """Open pages: `pages(language="ar", js=False, viewport={…}) -> Page`; see `pages.problems`, `pages.requests`."""
    opened = Pages(chromium)
    yield opened
    if request.node.stash.get(FAILED, False):
        print(*opened.draw(tmp_path), *opened.problems, sep="\n")
    opened.close()
