"""Texts without a socket: read them for publishing, change them by a whole textarea. Synchronous, from any thread."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from realtime import wake
from realtime.coediting import store
from realtime.coediting.kinds import MOST_CHARACTERS, PREFIX, kind_of
from realtime.coediting.merge import steps
from realtime.coediting.paper import MOST_BYTES, WORN, Paper, TooLong
from realtime.models import SharedText
from realtime.refusal import Invalid

NO_FIELD = _("This text has no such part.")


def texts_of(text: str) -> dict[str, str]:
    """Return what is stored in each field of "kind:key"; raises Missing for a kind that is not registered."""
    kind, key = kind_of(text)
    rows = store.since(text, 0)
    if not rows:
        return {name: store.plain(words) for name, words in kind.fields(key).items()}
    return Paper(store.names(text), [update for _number, update in rows]).read_fields()


def replace_text(*, text: str, field: str, before: str, after: str) -> str:
    """Turn what somebody saw (`before`) into what they want (`after`), and return the field as it is then.

    What others wrote meanwhile stays. Stored like any update and sent to those who are writing; said twice, it acts
    once. The caller asks whether they may. Raises Invalid for a field that is none, TooLong when there is no room.
    """
    before, after = store.plain(before), store.plain(after)
    if field not in store.names(text):
        raise Invalid(NO_FIELD)
    store.open_text(text)
    with transaction.atomic():
        SharedText.objects.select_for_update().get(id=text)  # nobody else writes until the commit
        rows = store.since(text, 0)
        paper = Paper(store.names(text), [update for _number, update in rows])
        if update := _written(paper, field, before, after):
            number = store.write(text, update)
            transaction.on_commit(lambda: wake.said({PREFIX + text: number}))
    return str(paper.texts[field])


def look_again(*, text: str) -> None:
    """Who may write in this text has changed: those who are there are looked at now, not within 15 seconds."""
    transaction.on_commit(lambda: wake.said({}, [PREFIX + text]))


def erase_text(*, text: str) -> None:
    """Take a text away with everything ever written in it; those who are there are shown out."""
    store.erase(text)
    look_again(text=text)


def _written(paper: Paper, field: str, before: str, after: str) -> bytes | None:
    """Write in the paper; return the update, or None when nothing is to be done."""
    words = paper.texts[field]
    now = str(words)
    index = _bytes_of(now)
    todo = steps(before, after, now)
    paper.heard.clear()
    with paper.doc.transaction():
        for start, end, put in reversed(todo):
            if end > start:
                del words[index(start) : index(end)]
            if put:
                words.insert(index(start), put)
    others = sum(len(str(each)) for name, each in paper.texts.items() if name != field)
    if len(str(words)) + others > max(MOST_CHARACTERS, len(now) + others):
        raise TooLong
    update = paper.heard.pop() if paper.heard else None
    if update and paper.size + len(update) > MOST_BYTES:
        raise TooLong(WORN)
    return update


def _bytes_of(now: str) -> Callable[[int], int]:
    """Return a function from characters to bytes of UTF-8, in which the library counts."""
    if now.isascii():
        return lambda at: at
    return lambda at: len(now[:at].encode())
