"""The projector: nobody touches it, everybody reads it."""

from playwright.sync_api import expect

from tests.browser.people.base import Someone


class Projector(Someone):
    """The wall of a room."""

    def show(self, room: str) -> None:
        """Open the screen of a room."""
        self.go(f"/rooms/{room}/screen/")
        expect(self.page.locator(".screen-foot, .door").first).to_be_visible()

    def scene(self, name: str) -> None:
        """Wait until this scene is on the wall."""
        expect(self.page.locator(f".screen-{name}")).to_be_visible()

    def outcome(self, outcome: str) -> None:
        """Wait until this result is on the wall, with the bars of both sides."""
        expect(self.page.locator(".result-wall")).to_have_attribute("data-outcome", outcome)
        for side in ("resident", "official"):
            expect(self.page.locator(f".result-wall .bar-{side}")).to_be_visible()
