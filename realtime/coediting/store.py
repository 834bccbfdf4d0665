"""Where texts lie: numbered updates in the database, now and then merged into one. Synchronous, from any thread."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from pycrdt import Doc, Text

from realtime.coediting.kinds import kind_of
from realtime.coediting.paper import Paper
from realtime.models import SharedText, TextUpdate

SEED = 1  # the client who wrote what stood there first; browsers draw theirs from 2^32
MANY = 200  # rows after the merged one at which all are merged again
Row = tuple[int, bytes]


@dataclass(frozen=True)
class Kept:
    """`number` of the row that was written; `missed` are the rows before it that the writer did not know."""

    number: int
    missed: Sequence[Row]


def open_text(text: str) -> tuple[tuple[str, ...], list[Row]]:
    """Return the fields and the rows of a text; it is begun when nobody has opened it. Raises Missing."""
    rows = since(text, 0)
    if not rows:
        try:
            with transaction.atomic():
                SharedText.objects.create(id=text)
                TextUpdate.objects.create(text_id=text, number=1, update=seed(text))
        except IntegrityError:  # another process was first, with the very same update
            pass
        rows = since(text, 0)
    return names(text), rows


def seed(text: str) -> bytes:
    """Return the first update of a text: the same bytes wherever and whenever it is made of the same words."""
    kind, key = kind_of(text)
    doc: Doc = Doc(client_id=SEED)
    with doc.transaction():
        for name, words in sorted(kind.fields(key).items()):
            doc.get(name, type=Text).insert(0, plain(words))
    return doc.get_update()


def plain(words: str) -> str:
    """Return words as a textarea has them: lines end in one sign, and nothing is half a character."""
    return words.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()


def since(text: str, number: int) -> list[Row]:
    """Return the rows after a number, in one reading: merging cannot come between."""
    rows = TextUpdate.objects.filter(text_id=text, number__gt=number).order_by("number")
    return [(number, bytes(update)) for number, update in rows.values_list("number", "update")]


def heads(texts: Collection[str]) -> dict[str, int]:
    """Return the last number of each of these texts; one that is not there was erased."""
    return dict(SharedText.objects.filter(id__in=texts).values_list("id", "number"))


def keep(text: str, last: int, update: bytes) -> Kept:
    """Store an update by whoever knows all rows up to `last`. Raises SharedText.DoesNotExist when it was erased."""
    with transaction.atomic():
        head = SharedText.objects.select_for_update().get(id=text)
        missed = since(text, last) if head.number > last else []
        write(head, update)
    return Kept(head.number, missed)


def write(head: SharedText, update: bytes) -> None:
    head.number += 1
    TextUpdate.objects.create(text=head, number=head.number, update=update)
    if head.number - head.base >= MANY:
        _merge(head)
    head.save()


def merge(text: str) -> None:
    """Put one row in the place of all rows of a text."""
    with transaction.atomic():
        head = SharedText.objects.select_for_update().get(id=text)
        _merge(head)
        head.save()


def _merge(head: SharedText) -> None:
    # The merged row has the number of the last one: whoever has not read that far reads it, and knows it all.
    rows = since(head.id, 0)
    whole = Paper(names(head.id), [update for _number, update in rows]).everything()
    TextUpdate.objects.filter(text=head, number__lt=head.number).delete()
    TextUpdate.objects.filter(text=head, number=head.number).update(update=whole)
    head.base = head.number


def names(text: str) -> tuple[str, ...]:
    """Return the names of a text's fields."""
    kind, key = kind_of(text)
    return tuple(kind.fields(key))


def erase(text: str) -> None:
    """Take a text away with everything that was ever written in it."""
    with transaction.atomic():
        TextUpdate.objects.filter(text_id=text).delete()
        SharedText.objects.filter(id=text).delete()
