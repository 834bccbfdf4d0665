"""Checking a closed vote as anybody can: receipt and fingerprints in the browser, the count by the served program."""

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.people.phone import Phone


def result_page(phone: Phone) -> Page:
    """Open the page of the result that this phone shows."""
    page = phone.page.context.new_page()
    page.goto(phone.url + str(phone.page.locator("a[href^='/polls/']").first.get_attribute("href")))
    return page


def find_receipt(page: Page, receipt: str) -> None:
    """The receipt is found in the list, another is not, and nothing that is typed is sent."""
    sent: list[str] = []
    page.on("request", lambda request: None if "/static/" in request.url else sent.append(request.url))
    page.locator("#receipt").fill(receipt)
    page.locator("#lookup button").click()
    expect(page.locator('[data-says="found"]').first).to_be_visible()
    assert sent == []
    page.locator("#receipt").fill("0000 0000")
    page.locator("#lookup button").click()
    expect(page.locator('[data-says="missing"]').first).to_be_visible()


def fingerprints_agree(page: Page) -> None:
    """Let the browser compute opening, lots, leaves and head again."""
    page.locator("#check-here button").click()
    expect(page.locator('[data-sum] [data-says="agrees"]')).to_be_visible()


def counted_again(page: Page, folder: Path) -> list[str]:
    """Download the data and the program from the links of the page, run it, and return its lines. It must agree."""
    record, program = folder / "poll.json", folder / "verify_poll.py"
    for name, file in (("ballots.json", record), ("verify_poll.py", program)):
        address = page.locator(f'a[href$="/{name}"]').first.get_attribute("href")
        file.write_text(page.evaluate("url => fetch(url).then((answer) => answer.text())", address), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-I", str(program), str(record)], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout.splitlines()
