"""The cast of the story and its texts: what is said in the room, in the words of those who say it."""

import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.conftest import Place
from tests.browser.people.facilitator import Facilitator
from tests.browser.people.phone import Phone
from tests.browser.people.plain import PlainPhone
from tests.browser.people.projector import Projector
from tests.plugins.live import BASE

LAPTOP = {"width": 1366, "height": 768}
WALL = {"width": 1920, "height": 1080}
POCKET = {"width": 360, "height": 740}

CARDS = {
    "it": "Allo sportello mi chiedono ogni volta un documento diverso.",
    "ar": "لا أحد في الشباك يتكلم لغتي وأعود إلى البيت بلا جواب.",
    "en": "The booking line closes at noon, when I am still in the fields.",
    "plain": "Mio figlio traduce per me e perde la scuola.",
    "office": "Non sappiamo in che lingua scrivere alle persone.",
    "late": "Arrivo adesso: anche a me chiedono carte sempre diverse.",
}
TRANSLATION = "Nessuno allo sportello parla la mia lingua e torno a casa senza risposta."
GROUPS = ("Lingua e carte allo sportello", "Altre cose da guardare")
PROBLEM = "Allo sportello la lingua e le carte cambiano ogni volta"
WORDING = "Chi non parla italiano torna più volte, con documenti diversi, e spesso traduce un figlio."
SOLUTIONS = {
    "supported": ("Un mediatore allo sportello due mattine a settimana", "Lo paga il Comune, lo sceglie la rete."),
    "adopted": ("Un solo elenco di documenti, in dieci lingue", "L'ufficio lo scrive, le associazioni lo traducono."),
}
REFUSAL = "La spesa per due mattine non è nel bilancio di quest'anno."
REASONS = {
    "supported": "Non possiamo pagare il mediatore da soli: chiediamo alla Regione entro marzo.",
    "adopted": "Lo facciamo: l'elenco esiste già in parte e costa poco.",
}
PLAN = {
    "kind": "civic_evaluation",
    "title": "Elenco unico dei documenti in dieci lingue",
    "body": "Scritto con gli sportelli, provato con venti persone.",
    "civic_lead": "Ponti",
    "starts": "2027-02-01",
    "ends": "2027-09-30",
    "budget[0]label": "Traduzioni",
    "budget[0]euros": "4200",
    "budget[0]source": "Fondo comunale",
    "details.subject": "Lo sportello anagrafe",
    "details.dimensions": "Accesso, comprensione, rispetto",
    "details.sources": "Osservazione e interviste",
    "goal": "Nessuno perde un diritto per un foglio mancante",
    "purpose": "Le persone arrivano con i documenti completi",
    "results": "Un elenco in dieci lingue",
    "assumptions": "L'elenco dei documenti resta stabile",
    "indicators[0]label": "Persone che tornano più di una volta",
    "indicators[0]unit": "su 100",
    "indicators[0]baseline": "62",
    "indicators[0]target": "20",
    "indicators[0]direction": "down",
    "risks[0]text": "Manca chi traduce",
    "risks[0]response": "Si comincia con quattro lingue",
}


@dataclass
class Cast:
    """Everybody in the hall. `phones`: the three with JavaScript by language; `officials`: two more phones."""

    facilitator: Facilitator
    projector: Projector
    phones: dict[str, Phone]
    plain: PlainPhone
    officials: list[Phone]
    slip: str = ""  # the return code of the Arabic phone

    @property
    def everybody(self) -> list[Phone]:
        """Every phone with JavaScript."""
        return [*self.phones.values(), *self.officials]


def gather(pages: Any, place: Place) -> Cast:
    """Open a browser for each of them."""

    def phone(lang: str) -> Phone:
        return Phone(pages(language=lang, viewport=POCKET), place.url, lang)

    return Cast(
        Facilitator(pages(language="it", viewport=LAPTOP), place.url),
        Projector(pages(language="it", viewport=WALL), place.url),
        {lang: phone(lang) for lang in ("it", "ar", "en")},
        PlainPhone(pages(language="it", viewport=POCKET, js=False), place.url, "it"),
        [phone("it"), phone("en")],
    )


class Rehearsal:
    """Simulated participants in a process of their own, who follow the facilitator through the public protocol."""

    def __init__(self, place: Place, room: str, folder: Path, participants: int, pace: float):
        self.log = folder / "rehearsal.log"
        numbers = ["--participants", str(participants), "--pace", str(pace), "--seed", "7"]
        command = [sys.executable, "manage.py", "rehearse", room, "--url", place.direct, *numbers]
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                command, cwd=BASE, env=place.servers[0].environment, stdout=out, stderr=out, stdin=subprocess.DEVNULL
            )

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def go_home(self) -> int:
        """End it as Ctrl+C does: the summary is printed; 0 when every socket saw everything once and in order."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=90)

    def stop(self) -> None:
        """End it in any case; when it was still running, the story broke: what it says belongs to the report."""
        if self.process.poll() is not None:
            return
        try:
            self.go_home()
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        print(self.said())
