"""Letters to people with an account, in their language, after the commit; one that cannot be sent undoes nothing."""

import logging
from collections.abc import Callable, Iterable

from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation

from people.models import Person

log = logging.getLogger(__name__)
Letter = Callable[[], tuple[str, str]]  # in the active language: (subject, text)


def write_to(people: Iterable[Person], letter: Letter) -> int:
    """Send everybody the same letter once the transaction is committed; returns how many are meant."""
    meant = list({person.pk: person for person in people if person.is_active}.values())
    transaction.on_commit(lambda: _send(meant, letter), robust=True)
    return len(meant)


def _send(people: list[Person], letter: Letter) -> None:
    for person in people:
        with translation.override(person.lang):
            subject, text = letter()
        try:
            send_mail(subject, text, None, [person.email])
        except OSError as error:  # the address is personal: the log says only that one was not sent
            log.warning("a letter was not sent: %s", type(error).__name__)
