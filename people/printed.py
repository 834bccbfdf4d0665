"""Printed one-time log-ins for officials and facilitators, for a hall without internet."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.keys import CROCKFORD, fold, keyed_hash, shown
from people.models import Person, PrintedCode
from realtime.refusal import Refused

LENGTH = 12  # Crockford characters, 60 bits: it opens an account, not a seat
VALID = timedelta(hours=48)


def issue_code(*, person: Person) -> str:
    """Make a log-in code for this person and return it as printed. Earlier unused ones stop working."""
    person.printed_codes.filter(used_at=None).delete()
    code = "".join(secrets.choice(CROCKFORD) for _each in range(LENGTH))
    PrintedCode.objects.create(
        person=person, code_hash=keyed_hash("printed.code", code), expires_at=timezone.now() + VALID
    )
    return shown(code)


@transaction.atomic
def use_code(*, code: str) -> Person:
    """Return the person whose code this is and use it up; Refused when wrong, used or too old."""
    found = PrintedCode.objects.select_for_update(of=("self",)).select_related("person")
    printed = found.filter(code_hash=keyed_hash("printed.code", fold(code))).first()
    if printed is None or not printed.person.is_active:
        raise Refused(_("This log-in code is not right. Check it and type it again."))
    if printed.used_at is not None:
        raise Refused(_("This log-in code was already used. Ask an administrator for another one."))
    if printed.expires_at <= timezone.now():
        raise Refused(_("This log-in code is too old. Ask an administrator for another one."))
    printed.used_at = timezone.now()
    printed.save(update_fields=["used_at"])
    return printed.person
