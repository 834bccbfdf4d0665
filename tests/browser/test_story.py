"""The whole story, from tickets to a programmed intervention: every step through what people see and touch."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.checking import counted_again, fingerprints_agree, result_page
from tests.browser.people.official import Official
from tests.browser.people.phone import Phone
from tests.browser.story import (
    CARDS,
    GROUPS,
    LAPTOP,
    PLAN,
    POCKET,
    PROBLEM,
    REASONS,
    REFUSAL,
    SOLUTIONS,
    TRANSLATION,
    WORDING,
    Cast,
    Rehearsal,
    gather,
)

pytestmark = pytest.mark.browser
OFFICE, DONATO = "Servizi demografici (anagrafe)", "donato@demo.invalid"


# Everything else in the browser happens on one process and SQLite: there the whole story is for the long run.
@pytest.mark.parametrize("where", [pytest.param("one", marks=pytest.mark.long), "two"])
def test_a_room_turns_cards_into_a_programmed_intervention(pages, places, tmp_path, where) -> None:
    place = places(where)
    cast = gather(pages, place)
    tickets = prepare(cast, place)
    rehearsal = Rehearsal(place, cast.facilitator.room, tmp_path, participants=8, pace=0.05)
    try:
        assert cast.phones["it"].page.evaluate("window.isSecureContext") is (where == "one")
        adopt_the_charter(cast)
        write_cards(cast)
        late = reveal(cast, Phone(pages(language="it", viewport=POCKET), place.url, "it"), tickets["resident"][4].link)
        choose_topics(cast)
        word_the_problem(cast)
        decide(cast, late, tmp_path)
        assert rehearsal.go_home() == 0, rehearsal.said()
        say_goodbye(cast, late)
    finally:
        rehearsal.stop()
    come_back_with_the_slip(cast, Phone(pages(language="ar", viewport=POCKET), place.url, "ar"))
    official = Official(pages(language="it", viewport=LAPTOP), place.url, place.said)
    answer_and_programme(official)
    read_the_journey(cast, official)
    assert [each for each in pages.problems if "ERR_INTERNET_DISCONNECTED" not in each] == []


def prepare(cast: Cast, place) -> dict:
    """Make the room, print the tickets, open, let everybody in."""
    lead = cast.facilitator
    lead.log_in(place.code_of("Caterina"))
    lead.make_room(process="Prova generale", title="Laboratorio del giovedì", playbook="from-problem-to-intervention")
    residents = lead.print_tickets(side="resident", count=5)
    officials = lead.print_tickets(side="official", count=2)
    lead.console()
    cast.projector.show(lead.room)
    cast.projector.scene("door")
    lead.touch("room.open")
    cast.projector.scene("charter")
    for phone, ticket in zip(cast.phones.values(), residents, strict=False):
        phone.scan(ticket.link)
    cast.plain.type_code(residents[3].code)
    for phone, ticket in zip(cast.officials, officials, strict=True):
        phone.scan(ticket.link)
    expect(cast.phones["ar"].page.locator("html")).to_have_attribute("dir", "rtl")
    return {"resident": residents, "official": officials}


def adopt_the_charter(cast: Cast) -> None:
    lead = cast.facilitator
    lead.everybody_in(14)
    lead.open_poll()
    for phone in cast.everybody:
        phone.vote("yes")
    cast.plain.vote("yes")
    lead.all_have_voted(14)
    lead.close_poll("adopted")
    for phone in cast.everybody:
        expect(phone.page.locator(".notice-ok").first).to_be_visible()


def write_cards(cast: Cast) -> None:
    """Everybody writes; one phone has no network meanwhile; nobody reads anything before the reveal."""
    lead, english = cast.facilitator, cast.phones["en"]
    lead.go_on("cards")
    cast.projector.scene("counts")
    expect(english.page.locator("form.composer")).to_be_visible()
    english.page.context.set_offline(True)
    expect(english.page.locator(".room-top .is-offline")).to_be_visible()
    english.write(CARDS["en"])
    english.state_of(CARDS["en"], "saved")
    for lang in ("it", "ar"):
        cast.phones[lang].write(CARDS[lang], lang)
        cast.phones[lang].state_of(CARDS[lang], "received")
    cast.plain.write(CARDS["plain"])
    cast.officials[0].write(CARDS["office"], "it")
    english.page.context.set_offline(False)
    english.state_of(CARDS["en"], "received")
    lead.cards_written(5)
    for words in CARDS.values():
        assert not lead.knows(words)
        assert not cast.projector.knows(words)
        assert sum(phone.knows(words) for phone in cast.everybody) <= 1


def reveal(cast: Cast, late: Phone, link: str) -> Phone:
    """All cards at once; a phone reloads, somebody comes late, a translation is added: everybody has the same."""
    lead, italian = cast.facilitator, cast.phones["it"]
    lead.touch("cards.reveal")
    expect(lead.page.locator("[data-card]").first).to_be_visible()
    every = lead.cards()
    for name in ("it", "ar", "en", "plain", "office"):
        lead.card_with(CARDS[name])
    seat = italian.name
    italian.page.reload()
    italian.inside()
    assert italian.name == seat
    late.scan(link)
    late.write(CARDS["late"])
    expect(lead.page.locator("[data-card]", has_text=CARDS["late"])).to_have_count(1)
    for phone in [*cast.everybody, late]:
        expect(phone.page.locator("[data-card]", has_text=CARDS["late"])).to_have_count(1)
    assert every <= lead.cards()
    assert [phone.cards() for phone in [*cast.everybody, late]] == [lead.cards()] * 6
    lead.translate(lead.card_with(CARDS["ar"]), TRANSLATION)
    italian.sees(TRANSLATION)
    turned = 90_000  # ms: three pages of cards stay for twenty seconds each where motion is reduced
    expect(cast.projector.page.get_by_text(TRANSLATION)).to_be_visible(timeout=turned)
    expect(cast.projector.page.get_by_text(CARDS["ar"])).to_be_visible()
    cast.plain.renew()
    cast.plain.sees(CARDS["en"])
    return late


def choose_topics(cast: Cast) -> None:
    """Group with the keyboard, then dots."""
    lead = cast.facilitator
    lead.go_on("grouping")
    mine = [lead.card_with(CARDS[name]) for name in ("it", "ar", "en", "plain")]
    rest = [lead.card_with(CARDS[name]) for name in ("office", "late")]
    lead.group(mine, GROUPS[0])
    lead.group(rest, GROUPS[1])
    lead.page.keyboard.press("u")
    expect(lead.page.locator("section.group", has_text=GROUPS[1])).to_have_count(0)
    lead.group(rest, GROUPS[1])
    cast.projector.scene("groups")
    cast.phones["ar"].sees(GROUPS[0])
    lead.go_on("dots")
    lead.open_poll()
    for phone in cast.everybody:
        phone.put_dots(GROUPS[0])
    cast.plain.renew()
    cast.plain.put_dots(GROUPS[0])
    lead.close_poll("shortlist")
    cast.projector.sees(GROUPS[0])


def word_the_problem(cast: Cast) -> None:
    """The group becomes a problem; those who wrote its cards say that it is what they meant; solutions answer it."""
    lead = cast.facilitator
    lead.go_on("problems")
    lead.draft_problem(GROUPS[0], PROBLEM, WORDING, OFFICE)
    for phone in cast.phones.values():
        phone.confirm(PROBLEM)
    cast.plain.renew()
    cast.plain.confirm(PROBLEM)
    expect(lead.page.locator(".proposal-line.is-problem .chip.is-ok")).to_be_visible()
    cast.projector.sees(PROBLEM)
    lead.go_on("solutions")
    for lang, (title, body) in zip(("it", "en"), SOLUTIONS.values(), strict=True):
        cast.phones[lang].propose(problem=PROBLEM, title=title, body=body)
        expect(lead.page.locator(".proposal-line.is-solution", has_text=title)).to_have_count(1)
    lead.go_on("discussion")


def decide(cast: Cast, late: Phone, folder: Path) -> None:
    """First a solution that residents carry alone, then one that both sides adopt; each is counted again by anybody."""
    lead = cast.facilitator
    lead.go_on("vote")
    for key, outcome, word in (("supported", "supported", "no"), ("adopted", "adopted", "yes")):
        lead.open_poll(SOLUTIONS[key][0])
        cast.projector.scene("voting")
        for phone in [*cast.phones.values(), late]:
            phone.vote("yes")
        cast.plain.renew()
        cast.plain.vote("yes")
        for phone in cast.officials:
            phone.vote(word, REFUSAL if word == "no" else "")
        lead.all_have_voted(15)
        lead.close_poll(outcome)
        cast.projector.outcome(outcome)
        if word == "no":
            cast.phones["it"].sees(REFUSAL)
        page = result_page(cast.phones["it"])
        fingerprints_agree(page)
        assert counted_again(page, folder)[-1] == "All of this agrees."
        page.close()
    cast.plain.renew()
    cast.plain.sees(SOLUTIONS["adopted"][0])


def say_goodbye(cast: Cast, late: Phone) -> None:
    """The official reads the commitment; authors say what may be read outside; slips; the room closes."""
    lead = cast.facilitator
    lead.go_on("closing")
    cast.projector.scene("closing")
    cast.officials[0].touch("closing.read")
    expect(lead.page.locator(".stage-list .chip.is-ok")).to_be_visible()
    cast.phones["it"].allow(CARDS["it"], True)
    cast.phones["ar"].allow(CARDS["ar"], True)
    cast.phones["en"].allow(CARDS["en"], False)
    cast.plain.renew()
    cast.plain.allow(True)
    cast.plain.back()
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", cast.plain.slip())
    cast.slip = cast.phones["ar"].slip()
    lead.page.keyboard.press("n")
    lead.send()
    cast.projector.scene("farewell")
    for phone in [*cast.everybody, late]:
        expect(phone.page.locator('a[href="/voice/"].button')).to_be_visible()


def come_back_with_the_slip(cast: Cast, other: Phone) -> None:
    """On another phone the code of the slip gives the seat back, with the cards and what became of them."""
    other.go("/voice/")
    other.page.locator("#code").fill(cast.slip)
    other.page.locator("form:has(#code) button").click()
    other.tap('button[name=lang][value="ar"]')
    other.tap('form[action$="/t/enter/"] > button.button-wide:not([name])')
    other.inside()
    other.go("/voice/")
    other.sees(CARDS["ar"])
    other.sees(PROBLEM)


def answer_and_programme(official: Official) -> None:
    """Days later, at the office: both solutions wait there, and both are answered."""
    official.log_in(DONATO)
    official.answer(SOLUTIONS["supported"][0], "not_accepted", REASONS["supported"])
    official.answer(SOLUTIONS["adopted"][0], "accepted", REASONS["adopted"])
    official.programme(SOLUTIONS["adopted"][0], PLAN)
    for words in (PLAN["title"], PLAN["budget[0]source"], PLAN["indicators[0]label"]):
        official.sees(words)


def read_the_journey(cast: Cast, official: Official) -> None:
    """The page of the problem shows the whole chain, and of both votes the bars of both sides."""
    phone = cast.phones["it"]
    phone.go("/voice/")
    phone.page.locator('a[href*="/journeys/"]').first.click()
    phone.page.wait_for_url("**/journeys/**")
    both = [SOLUTIONS["supported"][0], SOLUTIONS["adopted"][0]]
    for words in [PROBLEM, *both, *REASONS.values(), PLAN["title"], CARDS["it"]]:
        phone.sees(words)
    for side in ("resident", "official"):
        expect(phone.page.locator(f"#solutions .bar-{side}")).to_have_count(2)
    assert CARDS["en"] not in phone.page.content()
