"""The packet for the protocol: everything in it, the same bytes for the same state; and the number that comes back."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from proposals.models import Referral
from tests.documents.reading import squeezed, words
from tests.people.making import as_person, do, make_office, make_official, make_person, make_territory
from tests.proposals.making import make_place, make_solution
from tests.proposals.test_attachments import JPEG, keep

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
LOGIN = "django.contrib.auth.backends.ModelBackend"
TITLE = 'Più <ore> & "mediatori"\u0007'


@pytest.fixture
def desk(client):
    process, office = make_place(lang="it")
    official = as_person(make_official(office))
    client.force_login(official.person, backend=LOGIN)
    solution = make_solution(process, office=office, steps=["vote", "adopt"], title=TITLE)
    return solution, official, process


def taken(client, solution):
    answer = client.get(f"/proposals/{solution.pk}/packet.zip")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    return answer.content


def opened(body):
    packed = zipfile.ZipFile(io.BytesIO(body))
    return {name: packed.read(name) for name in packed.namelist()}


def test_the_packet_holds_the_document_the_files_the_data_and_the_letter(client, desk):
    solution, _official, process = desk
    host = as_person(make_person(process.territory, "facilitator"))
    assert keep(host, solution, "../foto.jpg", JPEG).ok
    files = opened(taken(client, solution))
    assert list(files) == ["proposta.pdf", "allegati/01-foto.jpg", "metadata.json", "protocollo.xml", "pec.txt"]
    assert squeezed("Dieci schede.") in words(files["proposta.pdf"])
    assert b"pdfaid:part" in files["proposta.pdf"]
    told = json.loads(files["metadata.json"])
    assert [(each["name"], each["sha256"]) for each in told["files"]] == [
        (name, hashlib.sha256(files[name]).hexdigest()) for name in ("proposta.pdf", "allegati/01-foto.jpg")
    ]
    tree = ElementTree.fromstring(files["protocollo.xml"])
    assert (tree.findtext("Destinatario/Ufficio"), tree.findtext("Data")) == (
        solution.office.name, timezone.localdate().isoformat(),
    )  # fmt: skip
    assert 'Più <ore> & "mediatori"' in tree.findtext("Oggetto")
    assert [each.text for each in tree.iter("Impronta")] == [each["sha256"] for each in told["files"]]
    letter = files["pec.txt"].decode()
    assert told["files"][1]["sha256"] in letter and f"/proposals/{solution.pk}/" in letter
    assert "\n" not in told["subject"] and told["subject"] in letter.splitlines()[0]


def test_the_same_state_gives_the_same_bytes_to_whoever_asks_and_when(client, desk, monkeypatch):
    solution, _official, process = desk
    first = taken(client, solution)
    now = timezone.now() + timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: now)
    client.force_login(make_person(process.territory, "facilitator"), backend=LOGIN)
    client.cookies["django_language"] = "ar"
    assert hashlib.sha256(taken(client, solution)).hexdigest() == hashlib.sha256(first).hexdigest()


def test_nobody_else_gets_it_and_there_is_none_before_it_was_sent(client, desk):
    solution, _official, process = desk
    draft = make_solution(process, office=solution.office)
    assert client.get(f"/proposals/{draft.pk}/packet.zip").status_code == 404
    for person in (
        make_official(make_office(process.territory, "Sociali")), make_official(make_office(make_territory("Lecce")))
    ):  # fmt: skip
        client.force_login(person, backend=LOGIN)
        assert client.get(f"/proposals/{solution.pk}/packet.zip").status_code == 404
    client.logout()
    assert client.get(f"/proposals/{solution.pk}/packet.zip").status_code == 302


def test_the_number_is_public_can_be_corrected_and_moves_no_date(client, desk):
    solution, official, _process = desk
    due, today = solution.referral.due_at, timezone.localdate().isoformat()
    data = {"proposal": solution.pk, "protocol": "77/2026", "protocol_on": today}
    assert do("packet.register", official, **data).ok
    assert do("packet.register", official, **data).reason == "It is registered with this number already."
    assert do("packet.register", official, **{**data, "protocol": "78/2026"}).ok
    sent = Referral.objects.get(proposal=solution)
    assert (sent.protocol, sent.due_at, sent.protocol_by) == ("78/2026", due, official.person)
    assert [each.reason for each in solution.moves.filter(verb="register")] == [
        f"77/2026 · {today}", f"78/2026 · {today}",
    ]  # fmt: skip
    client.logout()
    for address in (f"/proposals/{solution.pk}/", f"/journeys/{solution.links_out.get().to_proposal_id}/"):
        assert "Registered as no. 78/2026 on" in client.get(address, headers=ENGLISH).content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"protocol": ""}, "Write the number of the protocol."),
        ({"protocol_on": "ieri"}, "Write the day of the registration."),
        ({"days": 1}, "The day of the registration cannot lie in the future."),
        ({"days": -1}, "It cannot have been registered before it was sent to the office."),
    ],
)
def test_a_wrong_number_or_day_is_refused_and_the_form_keeps_it(client, desk, change, sentence):
    solution, _official, _process = desk
    day = timezone.localdate() + timedelta(days=change.pop("days", 0))
    form = {"proposal": solution.pk, "protocol": "K-9", "protocol_on": day.isoformat(), "ref": "z" * 9, **change}
    page = client.post(f"/proposals/{solution.pk}/packet/", form, headers=ENGLISH)
    text = page.content.decode()
    assert (sentence in text, Referral.objects.get(proposal=solution).protocol) == (True, "")
    assert f'value="{form["protocol_on"]}"' in text
