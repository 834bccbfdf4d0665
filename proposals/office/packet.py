"""The packet that an office registers: a PDF/A of the proposal, its files, data for the protocol, a text for the PEC.

The same state gives the same bytes: every date in it is that of the sending, and nothing says when it was made.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from documents.pdf import pdf
from proposals.models import Attachment, AttachmentContent, Link, Proposal, Referral
from proposals.office.attaching import shown_of
from proposals.office.packet_words import document_of, letter_of, subject_of
from proposals.pages import sections_shown
from proposals.queries import PRIVATE
from proposals.texts.clean import clean

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP can tell: the same in every packet
FORMAT = "tessera-packet"
VERSION = 1

_VOTES: list[Callable[[Proposal], list[str]]] = []


def tells_of_votes(find: Callable[[Proposal], list[str]]) -> Callable[[Proposal], list[str]]:
    """Register who knows of votes: `find(proposal)` returns sentences, in the active language."""
    _VOTES.append(find)
    return find


@dataclass(frozen=True)
class Inside:
    """One file of the packet."""

    name: str
    kind: str
    body: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def packet_of(proposal: Proposal, *, site: str) -> bytes:
    """Return the packet as a ZIP, in the language of the process. `site`: the beginning of every address."""
    with translation.override(_language(proposal)):
        files = [_document(proposal, site), *_attached(proposal)]
        texts = [_metadata(proposal, files, site), _protocol(proposal, files), _letter(proposal, files, site)]
    return _zipped([*files, *texts])


def name_of(proposal: Proposal) -> str:
    """Return what the file is called: the same for the same proposal."""
    return f"{proposal.process.territory.slug}-{proposal.number}-{proposal.pk}.zip"


def _language(proposal: Proposal) -> str:
    own = proposal.process.lang.split("-")[0]
    return own if own in dict(settings.LANGUAGES) else "it"


def _document(proposal: Proposal, site: str) -> Inside:
    answers = Link.objects.filter(from_proposal=proposal, type=Link.Type.ANSWERS).values("to_proposal")
    # The published ones, whoever asks: the packet is the same for everybody.
    problems = list(Proposal.objects.filter(pk__in=answers).exclude(state__in=PRIVATE).order_by("number"))
    lang = translation.get_language() or "it"
    data = document_of(
        proposal,
        problems=problems,
        sections=sections_shown(proposal, lang),
        votes=[line for find in _VOTES for line in find(proposal)],
        address=_address(proposal, site),
    )
    return Inside("proposta.pdf", "application/pdf", pdf("document", data, lang=lang))


def _attached(proposal: Proposal) -> list[Inside]:
    """The files beside the proposal, numbered: two may have the same name. Not those of answers."""
    mine = shown_of(proposal).filter(removed_at=None, answer=None)
    rows: dict[str, Attachment] = {each.pk: each for each in mine.order_by("at", "pk")}
    bodies = dict(AttachmentContent.objects.filter(attachment__in=list(rows)).values_list("attachment", "body"))
    return [
        Inside(f"allegati/{place:02}-{each.name}", each.kind, bytes(bodies[key]))
        for place, (key, each) in enumerate(rows.items(), 1)
        if key in bodies
    ]


def _metadata(proposal: Proposal, files: list[Inside], site: str) -> Inside:
    sent, process = proposal.referral, proposal.process
    due = sent.due_at.isoformat() if sent.due_at else None
    told = {
        "format": FORMAT,
        "version": VERSION,
        "territory": {"name": process.territory.name, "address": f"{site}{process.territory.url}"},
        "process": {"id": process.pk, "title": process.title, "lang": process.lang},
        "proposal": {
            "id": proposal.pk,
            "number": proposal.number,
            "title": proposal.title,
            "body": proposal.body,
            "lang": proposal.lang,
            "address": _address(proposal, site),
        },
        "subject": subject_of(proposal),
        "office": {"id": sent.office.pk, "name": sent.office.name},
        "service": proposal.service.name if proposal.service else None,
        "basis": sent.basis,
        "sent": sent.sent_at.isoformat(),
        "due": due,
        "protocol": {"number": sent.protocol, "day": sent.protocol_on.isoformat()} if sent.protocol_on else None,
        "files": [
            {"name": each.name, "kind": each.kind, "size": len(each.body), "sha256": each.digest} for each in files
        ],
    }
    text = json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)
    return Inside("metadata.json", "application/json", text.encode())


def _protocol(proposal: Proposal, files: list[Inside]) -> Inside:
    """What the protocol asks for, in its own words: sender, subject, addressee, day, documents with fingerprints."""
    sent: Referral = proposal.referral
    root = ElementTree.Element("RichiestaDiProtocollo", versione=str(VERSION))
    sender = ElementTree.SubElement(root, "Mittente")
    _put(sender, "Denominazione", f"{proposal.process.title} ({proposal.process.territory.name})")
    _put(sender, "Sistema", "Tessera")
    to = ElementTree.SubElement(root, "Destinatario")
    _put(to, "Amministrazione", proposal.process.territory.name)
    _put(to, "Ufficio", sent.office.name)
    if proposal.service:
        _put(to, "Servizio", proposal.service.name)
    _put(root, "Oggetto", subject_of(proposal))
    _put(root, "Data", timezone.localdate(sent.sent_at).isoformat())
    _put(root, "Riferimento", proposal.pk)
    documents = ElementTree.SubElement(root, "Documenti")
    for each in files:
        role = "principale" if each is files[0] else "allegato"
        row = ElementTree.SubElement(documents, "Documento", tipo=role)
        _put(row, "Nome", each.name)
        _put(row, "Formato", each.kind)
        _put(row, "Dimensione", str(len(each.body)))
        ElementTree.SubElement(row, "Impronta", algoritmo="SHA-256").text = each.digest
    ElementTree.indent(root)
    return Inside("protocollo.xml", "application/xml", ElementTree.tostring(root, "utf-8", xml_declaration=True))


def _letter(proposal: Proposal, files: list[Inside], site: str) -> Inside:
    listed = [(each.name, each.digest) for each in files]
    return Inside("pec.txt", "text/plain", letter_of(proposal, listed, address=_address(proposal, site)).encode())


def _put(parent: ElementTree.Element, name: str, text: str) -> None:
    # Control characters, which XML cannot hold, are gone after this.
    ElementTree.SubElement(parent, name).text = clean(text).strip()


def _address(proposal: Proposal, site: str) -> str:
    return f"{site}{reverse('proposal', args=[proposal.pk])}"


def _zipped(files: list[Inside]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for each in files:
            entry = zipfile.ZipInfo(each.name, EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # the same on every machine
            entry.compress_type = zipfile.ZIP_STORED if each.kind in STORED else zipfile.ZIP_DEFLATED
            packed.writestr(entry, each.body)
    return file.getvalue()


STORED = {"image/png", "image/jpeg", "application/pdf"}  # these are compressed already
