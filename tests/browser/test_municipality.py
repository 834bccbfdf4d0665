"""The municipality's side: a late answer, a no and a reply, a programme, monitors with phones, done and not done."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import Place
from tests.browser.people.citizen import Citizen
from tests.browser.people.lead import Lead
from tests.browser.people.official import Official
from tests.browser.story import LAPTOP, PLAN, POCKET
from tests.documents.reading import squeezed, words
from tests.helpers.municipality import AUTHOR, DEMO, REGISTRY, STRANGER, TITLES

pytestmark = pytest.mark.browser
DONATO, CATERINA = "donato@demo.invalid", "caterina@demo.invalid"
AHEAD = 31  # days: the answer was promised within 30
LATE = "in ritardo di 1 giorno"
ONLY_MEASURED = "Si conclude solo con una rilevazione finale che non è stato l’ufficio a inserire."
WORDS = {
    "no": "Il sabato lo sportello è chiuso e non c'è personale.",
    "rejoinder": "Chiediamo almeno un sabato al mese, con i volontari della rete.",
    "last": "Nemmeno un sabato al mese: il contratto non lo permette.",
    "yes": "L'elenco unico si fa: costa poco e serve a tutti.",
    "done": "Le schede sono allo sportello da lunedì.",
    "dispute": "الأوراق ليست بالعربية بعد.",
    "resume": "Aggiungiamo le lingue che mancano.",
    "again": "Adesso le schede sono in dieci lingue.",
    "verified": "Abbiamo visto le schede e aspettato otto minuti.",
}
TWO_SOURCES = PLAN | {
    "cost_euros": "6000",
    "budget[1]label": "Stampa",
    "budget[1]euros": "800",
    "budget[1]source": "Fondazione di comunità",
    "indicators[1]label": "Lingue in cui si legge l'elenco",
    "indicators[1]unit": "lingue",
    "indicators[1]baseline": "1",
    "indicators[1]target": "10",
    "indicators[1]direction": "up",
}
GRID = [
    {"code": "ACC1", "label": "Le schede sono allo sportello", "dimension": "Accesso", "scale": "yes_no"},
    {"code": "ACC2", "label": "Minuti di attesa", "scale": "minutes", "direction": "down"},
]


def test_from_an_adopted_solution_to_verified_by_those_who_live_here(pages, servers) -> None:
    before = servers(on="sqlite", demo=True)
    told = before.manage("shell", "-c", "from tests.helpers.municipality import begin; print('SCENE', begin())")
    ids = json.loads(told.partition("SCENE ")[2])
    it_waits_at_the_office(Official(pages(language="it", viewport=LAPTOP), before.url, before.said))
    before.stop()
    place = Place("", [servers(beside=before, ahead=AHEAD)])
    place.url = place.servers[0].url
    ticks = it_is_late_and_both_sides_hear_of_it(pages, place, ids)
    place.servers[0].stop()
    place.servers.append(servers(beside=before, ahead=AHEAD))  # a scheduler that begins anew tells nobody twice
    place.url = place.servers[1].url
    story = Story(pages, place, ids)
    story.a_no_meets_one_reply()
    story.another_is_programmed()
    story.it_is_measured_on_a_phone()
    story.done_is_disputed_and_declared_again()
    story.it_is_measured_without_a_network_and_verified()
    story.the_dossier_tells_it_all()
    story.an_official_of_elsewhere_finds_nothing()
    assert letters(place.said() + ticks) == [AUTHOR, DONATO]
    problems = [each for each in pages.problems if "ERR_INTERNET_DISCONNECTED" not in each]
    assert [each for each in problems if "403" not in each] == []
    assert len(problems) == 1, problems  # the verification that came too early


def it_waits_at_the_office(official: Official) -> None:
    official.log_in(DONATO)
    for title in TITLES.values():
        expect(official.page.locator("li", has_text=title).locator('a[href$="/answer/"]')).to_be_visible()


def it_is_late_and_both_sides_hear_of_it(pages, place, ids) -> str:
    """The territory's page says it to everybody; what looks a second time has nothing more to tell.

    Whichever is quicker writes, the server's own loop or the command; returns what the commands printed.
    """
    server, page = place.servers[0], pages(language="it", viewport=POCKET)
    page.goto(f"{place.url}/territories/{DEMO}/")
    for key in ("refused", "chosen"):
        row = page.locator("#solutions li", has=page.locator(f'a[href="/proposals/{ids[key]}/"]'))
        expect(row).to_contain_text(f"{LATE}: {REGISTRY}")
    again = [server.manage("tick"), server.manage("tick")]
    assert letters("".join([server.said(), *again])) == [AUTHOR, DONATO]
    assert letters(again[1]) == []
    return "".join(again)


def letters(printed: str) -> list[str]:
    """To whom it was written that the answer to the first solution is late: one entry for each letter."""
    mails = [each for each in printed.split("-" * 79) if LATE in each and TITLES["refused"] in each]
    return sorted(re.search(r"^To: (\S+)$", each, re.MULTILINE)[1] for each in mails)


class Story:
    """Everybody with their own device, and what they do one after the other."""

    def __init__(self, pages, place, ids):
        self.pages, self.place, self.ids, self.url = pages, place, ids, place.url
        self.official = Official(pages(language="it", viewport=LAPTOP), place.url, place.said)
        self.lead = Lead(pages(language="it", viewport=LAPTOP), place.url, place.said)
        self.official.log_in(DONATO)
        self.lead.log_in(CATERINA, "/voice/")
        self.intervention = ""

    def citizen(self, name: str, lang: str = "it") -> Citizen:
        """A phone whose clock is as far ahead as the server's."""
        page = self.pages(language=lang, viewport=POCKET)
        page.clock.install(time=timezone.now() + timedelta(days=AHEAD))
        return Citizen(page, self.url, self.ids["seats"][name])

    def a_no_meets_one_reply(self) -> None:
        self.official.answer(TITLES["refused"], "not_accepted", WORDS["no"])
        self.author = self.citizen("author")
        self.author.answer_back(self.ids["refused"], WORDS["rejoinder"])
        self.official.answer(TITLES["refused"], "not_accepted", WORDS["last"])

    def another_is_programmed(self) -> None:
        official = self.official
        official.answer(TITLES["chosen"], "accepted", WORDS["yes"])
        official.programme(TITLES["chosen"], TWO_SOURCES)
        self.intervention = re.search(r"/proposals/(\w+)/$", official.page.url)[1]
        for seen in ("Fondo comunale", "Fondazione di comunità", "Mancano ancora 1.000,00 €"):
            official.sees(seen)
        official.page.locator("details", has_text="Manca chi traduce").last.locator("summary").first.click()
        official.sees("Manca chi traduce")
        official.start(self.intervention)

    def it_is_measured_on_a_phone(self) -> None:
        self.lead.begin_monitoring(self.intervention, GRID, "Sportello anagrafe")
        self.lead.name_monitor(self.ids["seats"]["monitor"]["seat"], self.day())
        self.lead.open_round(self.intervention, self.day(), self.day(7))
        self.monitor = self.citizen("monitor")
        self.monitor.collect(self.intervention)
        self.monitor.fill_sheet(["0", "25"])
        self.monitor.received(1)
        self.lead.close_round(self.intervention)

    def done_is_disputed_and_declared_again(self) -> None:
        """The dispute comes from a phone in Arabic; nobody verifies what was not measured since."""
        self.official.state(self.intervention, "declare_done", WORDS["done"])
        resident = self.citizen("resident", "ar")
        resident.opens(f"/proposals/{self.intervention}/verification/")
        expect(resident.page.locator("html")).to_have_attribute("dir", "rtl")
        resident.state(self.intervention, "dispute", WORDS["dispute"])
        self.official.state(self.intervention, "resume", WORDS["resume"])
        self.official.state(self.intervention, "declare_done", WORDS["again"])
        self.monitor.verify_too_early(self.intervention, WORDS["verified"])
        self.monitor.sees(ONLY_MEASURED)

    def it_is_measured_without_a_network_and_verified(self) -> None:
        self.lead.open_round(self.intervention, self.day(), self.day(7), final=True)
        phone = self.monitor
        phone.collect(self.intervention)
        phone.page.context.set_offline(True)
        phone.fill_sheet(["1", "8"])
        expect(phone.page.locator("[data-says] .notice-warn")).to_have_count(1)
        phone.page.context.set_offline(False)
        phone.received(1)
        self.round = re.search(r"/rounds/(\w+)/", phone.page.url)[1]
        self.lead.close_round(self.intervention)
        phone.state(self.intervention, "verify", WORDS["verified"])
        expect(phone.page.locator(".chip", has_text="Verificato dai cittadini").first).to_be_visible()

    def the_dossier_tells_it_all(self) -> None:
        page = self.monitor.page
        page.goto(f"{self.url}/journeys/{self.ids['problem']}/dossier/")
        link = page.locator('a[href$="dossier.pdf"]').get_attribute("href")
        answer = page.request.get(f"{self.url}{link}")  # a browser without a window does not show it
        assert answer.headers["content-type"] == "application/pdf"
        file = words(answer.body())
        wanted = [*TITLES.values(), *WORDS.values(), "Manca chi traduce", "Mancano ancora 1.000,00 €"]
        wanted.append("Verificato dai cittadini")
        wanted += [text for name, text in TWO_SOURCES.items() if name.endswith(("title", "source", "]label"))]
        wanted.remove(WORDS["dispute"])  # letters of Arabic are joined in the file: their shapes are read, not them
        wanted.remove(WORDS["resume"])
        assert [each for each in wanted if squeezed(each) not in file] == []

    def an_official_of_elsewhere_finds_nothing(self) -> None:
        """What is public is for everybody; what an office, a monitor or a neighbour does is not even there."""
        stranger = Official(self.pages(language="it", viewport=LAPTOP), self.url, self.place.said)
        stranger.log_in(STRANGER)
        expect(stranger.page.locator("main", has_text=TITLES["refused"])).to_have_count(0)
        inside = [f"/proposals/{self.ids['refused']}/{name}/" for name in ("answer", "notes", "question", "route")]
        inside += [f"/proposals/{self.ids['chosen']}/{name}/" for name in ("answer", "programme", "packet", "forward")]
        inside += [f"/proposals/{self.intervention}/verification/", f"/interventions/{self.intervention}/grid/"]
        inside += [f"/rounds/{self.round}/{name}/" for name in ("collect", "sheets", "reply")]
        found = {path: stranger.page.request.get(f"{self.url}{path}").status for path in inside}
        assert found == dict.fromkeys(inside, 404)

    def day(self, more: int = 0) -> str:
        """A day as date fields take it, by the server's clock."""
        return (timezone.localdate() + timedelta(days=AHEAD + more)).isoformat()
