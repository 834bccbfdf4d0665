"""The facilitator's console beyond the story: the board by keyboard, people, paper, the clock, Tab."""

from playwright.sync_api import Locator, expect

from tests.browser.people.facilitator import Facilitator

STANDING = "document.activeElement?.dataset?.place"
SECONDS = "text => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)"
BOARD = """() => [...document.querySelectorAll("section.group")].map(
  (column) => [...column.querySelectorAll("[data-place]")].map((each) => each.dataset.place))"""
# What Tab must reach: everything in sight that can be used, but the board's places, of which one is the door to all.
CONTROLS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter((each) => each.checkVisibility() && each.tabIndex >= 0)
  .map((each) => { each.dataset.walked = "no"; return each.outerHTML; })"""
WALKED = """() => { const at = document.activeElement;
  if (at && at.dataset.walked) at.dataset.walked = "yes";
  return document.querySelectorAll('[data-walked="no"]').length; }"""
LEFT_OUT = """() => [...document.querySelectorAll('[data-walked="no"]')].map((each) => each.outerHTML)"""


class ConsoleDesk(Facilitator):
    """A facilitator who uses every control of the console."""

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def dialog(self) -> Locator:
        """Find the open dialog."""
        return self.page.locator("dialog[open]")

    def in_dialog(self, name: str) -> Locator:
        """Find the control of the open dialog that does this."""
        return self.dialog().locator(f'[data-act="{name}"]').first

    def leave_dialog(self) -> None:
        """Leave the open dialog with Escape; one that is just sending stays until its answer is there."""
        for _attempt in range(10):
            self.press("Escape")
            try:
                expect(self.page.locator("dialog[open]")).to_have_count(0, timeout=3000)
                return
            except AssertionError:
                continue
        expect(self.page.locator("dialog[open]")).to_have_count(0)

    def refused(self) -> str:
        """Send the open dialog, see it refused with a sentence, and return the sentence; the dialog stays."""
        self.in_dialog("send").click()
        notice = self.dialog().locator(".notice-error")
        expect(notice).to_be_visible()
        return notice.inner_text()

    # The board, with the arrow keys

    def reach(self, place: str) -> None:
        """Walk to the place that ends with this id: "CARD" for a card, "GROUP/" for a group's heading."""
        self.page.locator('[data-place][tabindex="0"]').focus()
        columns = self.page.evaluate(BOARD)
        goal = next((x, y) for x, lane in enumerate(columns) for y, each in enumerate(lane) if each.endswith(place))
        while (here := _where(columns, self.page.evaluate(STANDING))) != goal:
            if here[0] != goal[0]:
                self._step("ArrowRight" if here[0] < goal[0] else "ArrowLeft")
            else:
                self._step("ArrowDown" if here[1] < goal[1] else "ArrowUp")

    def _step(self, key: str) -> None:
        before = self.page.evaluate(STANDING)
        self.press(key)
        self.page.wait_for_function(f"before => ({STANDING}) !== before", arg=before)

    def column(self, title: str) -> Locator:
        """Find a group on the board by its name."""
        return self.page.locator("section.group", has_text=title)

    def group_id(self, title: str) -> str:
        """Return the id of a group by its name."""
        place = self.column(title).locator(".group-name").get_attribute("data-place") or ""
        return place.partition("/")[0]

    def hide(self, card: str, reason: str) -> None:
        """Hide a card, with the keys only."""
        self.reach(card)
        self.press("h")
        expect(self.field("reason")).to_be_focused()
        self.page.keyboard.type(reason)
        self.in_dialog("send").press("Enter")
        expect(self.dialog()).to_have_count(0)
        expect(self.page.locator(f'[data-card="{card}"].is-hidden')).to_be_visible()

    def undo(self) -> None:
        """Take the last step back with the key U, once there is one."""
        expect(self.act("undo.last")).not_to_have_attribute("aria-disabled", "true")
        self.press("u")

    # Paper

    def type_card(self, side: str, words: str) -> None:
        """Type in a card that was written on paper; the dialog stays open for the next one."""
        self.dialog().locator(f'label.option:has(input[name="side"][value="{side}"])').click()
        self.field("text").fill(words)
        self.in_dialog("send").click()
        expect(self.field("text")).to_have_value("")
        expect(self.dialog().locator(".notice-ok")).to_be_visible()

    def seat_on_paper(self, code: str, nickname: str) -> None:
        """Let somebody without a phone in."""
        self.touch("seat.paper")
        self.field("code").fill(code)
        self.field("nickname").fill(nickname)
        self.send()

    def type_ballot(self, side: str, answer: str) -> None:
        """Fill in the paper ballot's dialog."""
        self.dialog().locator(f'label.option:has(input[name="side"][value="{side}"])').click()
        self.dialog().locator(f'label.option:has(input[name="answer"][value="{answer}"])').click()

    # People

    def person(self, nickname: str) -> Locator:
        """Find somebody in the list of people."""
        row = self.page.locator("[data-person]", has_text=nickname)
        if not row.is_visible():
            self.page.locator(".people-box > summary").click()
        return row

    # The clock

    def seconds_left(self) -> int:
        """Read the clock of the running activity."""
        return self.page.locator(".console-clock .timer-time").evaluate(f"each => ({SECONDS})(each.innerText)")

    def clock_above(self, seconds: int) -> None:
        """Wait until the clock shows more than so many seconds."""
        text = "document.querySelector('.console-clock .timer-time').innerText"
        self.page.wait_for_function(f"least => ({SECONDS})({text}) > least", arg=seconds)

    # Without a mouse

    def walk_with_tab(self) -> list[str]:
        """Press Tab until every control in sight had the focus; return those that never got it."""
        controls = self.page.evaluate(CONTROLS)
        assert controls, "nothing on this page can be used"
        for _press in range(2 * len(controls)):
            self.press("Tab")
            if not self.page.evaluate(WALKED):
                break
        return self.page.evaluate(LEFT_OUT)

    def tab_to(self, name: str) -> None:
        """Press Tab until the control that does this has the focus."""
        control = self.act(name)
        expect(control).to_be_visible()
        for _press in range(100):
            if control.evaluate("each => each === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"Tab never reached {name}")


def _where(columns: list[list[str]], place: str) -> tuple[int, int]:
    return next((x, lane.index(place)) for x, lane in enumerate(columns) if place in lane)
