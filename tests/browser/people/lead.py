"""Whoever leads a process, at the desk: prepares the grid, names monitors, opens and closes rounds."""

from tests.browser.people.official import Official


class Lead(Official):
    """Somebody who leads; logs in as officials do."""

    def begin_monitoring(self, intervention: str, items: list[dict[str, str]], sites: str) -> None:
        """Write a grid, one line for each item, and put it into use."""
        self.go(f"/interventions/{intervention}/grid/")
        self.page.locator("#sites").fill(sites)
        for row, item in enumerate(items):
            for name, value in item.items():
                field = self.page.locator(f'[name="items[{row}]{name}"]')
                if field.evaluate("each => each.tagName") == "SELECT":
                    field.select_option(value)
                else:
                    field.fill(value)
        self.page.locator("button[name=save]").click()
        self.page.wait_for_url("**/monitoring/**")
        self.does("grid.open")

    def name_monitor(self, seat: str, day: str) -> None:
        """Name who was trained."""
        self.page.locator("#monitor-seat").select_option(seat)
        self.page.locator("#trained-on").fill(day)
        self.does("monitor.name")

    def open_round(self, intervention: str, starts: str, ends: str, *, final: bool = False) -> None:
        self.go(f"/interventions/{intervention}/monitoring/")
        self.page.locator("#starts").fill(starts)
        self.page.locator("#ends").fill(ends)
        self.page.locator("input[name=final]").set_checked(final)
        self.does("round.open")

    def close_round(self, intervention: str) -> None:
        self.go(f"/interventions/{intervention}/monitoring/")
        self.page.locator('details:has(form[action$="/do/round.close"]) > summary').last.click()
        self.does("round.close")

    def does(self, command: str) -> None:
        """Send the form of a command and read the page anew."""
        with self.page.expect_navigation():
            self.page.locator(f'form[action$="/do/{command}"] button').last.click()
