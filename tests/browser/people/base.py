"""What every person in the browser can do: look, touch, read, and what their device heard on the wire."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

PATIENCE = 30_000  # ms; two loaded cores are slow, and nothing here sleeps

expect.set_options(timeout=PATIENCE)


class Someone:
    """One person at one device. `url` is the address of the server as this device types it."""

    def __init__(self, page: Page, url: str):
        self.page, self.url = page, url
        self.heard: list[str] = []  # every frame of every socket of this page
        page.set_default_timeout(PATIENCE)
        page.on("websocket", self._listen)

    def _listen(self, socket: Any) -> None:
        socket.on("framereceived", lambda frame: self.heard.append(str(frame)))

    def go(self, path: str) -> None:
        """Open a page of the server."""
        self.page.goto(f"{self.url}{path}")

    def act(self, name: str) -> Locator:
        """Find the control that does this, among those in sight."""
        return self.page.locator(f'[data-act="{name}"]:visible').first

    def touch(self, name: str) -> None:
        """Use the control that does this, once it may be used."""
        control = self.act(name)
        expect(control).not_to_have_attribute("aria-disabled", "true")
        control.click()

    def choose(self, name: str, value: str) -> None:
        """Choose one of several big options by the field's name and value."""
        self.page.locator(f'label.option:has(input[name="{name}"][value="{value}"])').click()

    def sees(self, words: str) -> None:
        """Wait until these words stand on the page."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def cards(self) -> set[str]:
        """Return the ids of the cards on the page."""
        found = self.page.locator("[data-card]").evaluate_all("all => all.map(each => each.dataset.card)")
        return {each for each in found if each}

    def knows(self, words: str) -> bool:
        """Say whether these words reached this device in any way: on the page or through the socket."""
        return words in self.page.content() or any(words in frame for frame in self.heard)
