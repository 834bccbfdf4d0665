"""One text in memory, as it is stored: takes updates that are fit, gives what others lack."""

from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from pycrdt import Doc, StickyIndex, Text

from realtime.coediting.kinds import MOST_CHARACTERS
from realtime.coediting.places import Places, certain
from realtime.coediting.update import Gap, Id, Unfit, Update, read_state, read_update
from realtime.refusal import Invalid, Refused, Sentence

EMPTY = b"\0\0"  # the update that changes nothing
MOST_BYTES = 4 * 1024 * 1024  # of a text with all that its history leaves behind
UNREADABLE = _("This change could not be read. Reload the page.")
BEHIND = _("Something before this change is missing here. It is sent again.")
TOO_LONG = _("The text is too long. Shorten it before you add more.")
WORN = _("This text was changed so often that it takes no more changes.")


class Behind(Refused):
    """The update builds on another one that has not arrived; after a new sync it may be taken."""

    code = "behind"


class TooLong(Refused):
    """There is no room for it."""

    code = "long"

    def __init__(self, reason: Sentence = TOO_LONG):
        super().__init__(reason)


class Broken(Exception):
    """An update has left the document in an unknown state: it has to be made again from what is stored."""


class Paper:
    """Used by one thread only: the library's documents allow no other."""

    def __init__(self, fields: Collection[str], updates: Iterable[bytes] = ()):
        self.fields = tuple(fields)
        self._begin(updates)

    def _begin(self, updates: Iterable[bytes]) -> None:
        self.heard: list[bytes] = []
        self.doc: Doc[Any] = Doc()
        self.texts = {name: self.doc.get(name, type=Text) for name in self.fields}
        with self.doc.transaction():
            for update in updates:
                self.doc.apply_update(update)
        self._watch = self.doc.observe(lambda event: self.heard.append(event.update))
        self.known = read_state(self.doc.get_state())
        self.whole: bytes | None = None  # all of it as one update, until something changes
        self.size = len(self.everything())
        whole = read_update(self.everything(), self.fields)
        self.halves = whole.halves
        self.places = Places()
        self.places.add(self.places.resolve(whole, {}))
        self.units = self._count()

    def read(self, data: bytes) -> Update:
        """Read an update that could be applied now; raises Refused when it is not fit or builds on what is not here."""
        try:
            update = read_update(data, self.fields)
            update.check(self.known, self.halves)
        except Unfit:
            raise Invalid(UNREADABLE) from None
        except Gap:
            raise Behind(BEHIND) from None
        return update

    def take(self, data: bytes, update: Update) -> bytes | None:
        """Apply an update that was read just now; return what was new in it, written anew by our own library.

        None: nothing was. Raises Refused and is unchanged when there is no room; raises Broken.
        """
        self._check_room(data, update)
        return self._applied(data, update)

    def add(self, data: bytes) -> None:
        """Apply an update that is stored: another process has checked it."""
        before = self.known
        self.heard.clear()
        self.doc.apply_update(data)
        if not self.heard:
            return
        self.heard.clear()
        self.whole = None
        self.known = read_state(self.doc.get_state())
        update = read_update(data, self.fields)
        self.halves |= update.halves
        self.places.add(self.places.resolve(update, before))
        self.size += len(data)
        self.units = self._count()

    def lacking(self, state: bytes) -> bytes:
        """Return what somebody with this state has not; raises Invalid."""
        try:
            known = read_state(state)
        except Unfit:
            raise Invalid(UNREADABLE) from None
        return self.doc.get_update(state) if known else self.everything()

    def state(self) -> bytes:
        return self.doc.get_state()

    def everything(self) -> bytes:
        """Return the whole as one update; a crowd that comes in shares it."""
        if self.whole is None:
            self.whole = self.doc.get_update()
        return self.whole

    def read_fields(self) -> dict[str, str]:
        return {name: str(text) for name, text in self.texts.items()}

    def _check_room(self, data: bytes, update: Update) -> None:
        if self.size + len(data) > MOST_BYTES:
            self.size = len(self.everything())
            if self.size + len(data) > MOST_BYTES:
                raise TooLong(WORN)
        crowded = self.units + update.added > MOST_CHARACTERS
        try:
            sure = certain(self.places.resolve(update, self.known), self.known, self._index)
        except Unfit:
            raise Invalid(UNREADABLE) from None
        if crowded or not sure or not update.follows(self.known):
            self._try(data, update)

    def _index(self, field: str, unit: Id) -> int:
        place = {"item": {"client": unit[0], "clock": unit[1]}, "assoc": 0}
        return StickyIndex.from_json(place, self.texts[field]).get_index()

    def _try(self, data: bytes, update: Update) -> None:
        """Try on a copy what may be too much (it may delete as much as it adds), or may not be read twice alike."""
        trial = Paper(self.fields, [self.everything()])
        try:
            trial._applied(data, update)
            again = Paper(self.fields, [trial.everything()])
        except (Broken, Unfit):
            raise Invalid(UNREADABLE) from None
        if again.read_fields() != trial.read_fields():
            raise Invalid(UNREADABLE)
        if trial._count() > MOST_CHARACTERS:
            raise TooLong

    def _applied(self, data: bytes, update: Update) -> bytes | None:
        self.heard.clear()
        try:
            self.doc.apply_update(data)
        except BaseException as error:  # the library's own "this cannot be" is not an Exception
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            raise Broken from None
        said = self.heard.pop() if self.heard else None
        new = update.new(self.known)
        written = read_update(said, self.fields).ends if said else {}
        if any(written.get(client) != end for client, end in new.items()):
            raise Broken
        if said is None:
            return None
        self.places.add(self.places.resolve(update, self.known))
        self.known.update(new)
        self.halves |= update.halves
        self.whole = None
        self.size += len(said)
        self.units += update.added
        if self.units > MOST_CHARACTERS:
            self.units = self._count()
        return said

    def _count(self) -> int:
        """Return the characters of all fields; exact only where there are so many that it matters."""
        size = sum(len(text) for text in self.texts.values())  # bytes of UTF-8: never fewer than characters
        return size if size <= MOST_CHARACTERS else sum(len(str(text)) for text in self.texts.values())
