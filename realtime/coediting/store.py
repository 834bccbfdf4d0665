"""Where texts lie: numbered updates in the database, now and then merged into one. Synchronous, from any thread."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pycrdt import Doc, Text

from realtime.coediting.kinds import kind_of
from realtime.coediting.paper import Paper
from realtime.models import SharedText, TextUpdate

SEED = 1  # the client who wrote what stood there first; browsers draw theirs from 2^32
INSERT = 'INSERT INTO realtime_textupdate (text_id, number, "update", at) VALUES (%s, %s, %s, %s)'
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
        number = write(text, update)
        missed = [row for row in since(text, last) if row[0] < number] if number > last + 1 else []
    return Kept(number, missed)


def write(text: str, update: bytes) -> int:
    """Write the next row, inside a transaction, and return its number. Whoever else writes waits for the commit."""
    with connection.cursor() as cursor:  # for every few letters that somebody types: Django's own way takes 1 ms more
        cursor.execute("UPDATE realtime_sharedtext SET number = number + 1 WHERE id = %s", [text])
        cursor.execute("SELECT number, base FROM realtime_sharedtext WHERE id = %s", [text])
        found = cursor.fetchone()
        if found is None:
            raise SharedText.DoesNotExist
        number, base = found
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        cursor.execute(INSERT, [text, number, update, now])
    if number - base >= MANY:
        merge(text)
    return int(number)


def merge(text: str) -> None:
    """Put one row in the place of all rows of a text.

    It has the number of the last one: whoever has not read that far reads it, and knows it all.
    """
    with transaction.atomic():
        number = SharedText.objects.select_for_update().get(id=text).number
        whole = Paper(names(text), [update for _number, update in since(text, 0)]).everything()
        TextUpdate.objects.filter(text_id=text, number__lt=number).delete()
        TextUpdate.objects.filter(text_id=text, number=number).update(update=whole)
        SharedText.objects.filter(id=text).update(base=number)


def names(text: str) -> tuple[str, ...]:
    """Return the names of a text's fields."""
    kind, key = kind_of(text)
    return tuple(kind.fields(key))


def erase(text: str) -> None:
    """Take a text away with everything that was ever written in it."""
    with transaction.atomic():
        TextUpdate.objects.filter(text_id=text).delete()
        SharedText.objects.filter(id=text).delete()
