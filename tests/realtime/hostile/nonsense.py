"""Messages that nobody should send: right ones of every command, bent by a seed, so that a find can be repeated."""

import json
import os
import random
from collections.abc import Callable
from typing import Any

from rest_framework import serializers

from realtime.command import COMMANDS, Language, Reach

# fmt: off
TEXTS = [
    "", " ", "x", "Ciao", "0", "null", "true", "-1", "1e999", "__proto__", "constructor", "id", "pk", "\ufeff",
    "\u202e", "<script>alert(1)</script>", "'; DROP TABLE x; --", "%s%n{0}", "../../etc/passwd", "=1+1", "\x00",
    "\ud800", "\x7f\x1b[2J", "à" * 999, "x" * 1001, "x" * 20_000, "🏳️\u200d🌈" * 300, "\n" * 500, "x@example.org",
    "2027-01-01", "9999-12-31", "0001-01-01", "32\u0660", "0" * 12, "0" * 32, "seat:x",
    "room:000000000000", "room:000000000000\n",
]
NUMBERS = [
    0, 1, -1, 2, 20, 60, 61, 2**15, 2**31, 2**31 - 1, -(2**31), 2**53 - 1, 2**63, -(2**63), 10**40, 0.5, -0.0, 1e308,
]
FLAGS = [True, False, None]
HUGE = [
    "[" * 5000 + "]" * 5000, '{"a":' * 300 + "1" + "}" * 300, "[" * 9 + "]" * 9, "9" * 5000, "1e999", "NaN",
    "-Infinity",
]
KEYS = ["seat", "actor", "id", "pk", "__class__", "stream", "x", "è", "", "room__title", "*"]
RARE = {"room.close", "rehearsal.erase", "seat.remove", "seat.reissue"}  # after them there is little left to bend
SAYINGS = ["do", "with", "ref", "since", "epoch", "have", "doing", "seat", "lang", "actor", "seq", "ok", "ask"]
# fmt: on


def times() -> int:
    """How many times as many in a long run: ten, or what TESSERA_TEST_LONG says when that is more than 1."""
    wanted = os.environ.get("TESSERA_TEST_LONG", "")
    if wanted.isdecimal() and int(wanted) > 1:
        return int(wanted)
    return 10 if wanted else 1


class Nonsense:
    """`wild()` may by chance be right, `broken()` must be refused. `things` are ids that exist, by a field's name."""

    def __init__(self, seed: int, things: dict[str, list[str]]):
        self.chance = random.Random(seed)
        self.made = 0
        self.know(things)

    def know(self, things: dict[str, list[str]]) -> None:
        """Use these ids from now on."""
        self.things = things
        self.ids = [each for ids in things.values() for each in ids]

    def wild(self) -> bytes:
        """Return one message: mostly a command that somebody has bent, sometimes bytes."""
        kind = self.chance.random()
        if kind < 0.1:
            return self._bytes(self._text(self._command()))
        if kind < 0.2:
            return self._text(self._saying())
        said = self._command()
        for _n in range(self.chance.choice([0, 0, 0, 1, 1, 2])):
            said = self._bent(said)
        return self._text(said)

    def broken(self) -> bytes:
        """Return one message that no rule of the protocol allows."""
        return self.chance.choice(self._breaks)()

    @property
    def _breaks(self) -> list[Callable[[], bytes]]:
        return [
            lambda: self._text({**self._command(), self._word(): 1}),
            lambda: self._text({**self._command(), "ref": self.chance.choice(["", "x" * 65, 7, None, [], {}, True])}),
            lambda: self._text({**self._command(), "do": self.chance.choice([*TEXTS, *NUMBERS, *FLAGS, [], {}])}),
            lambda: self._text({**self._command(), "with": self.chance.choice([*TEXTS, *NUMBERS, *FLAGS, [], [{}]])}),
            lambda: self._text(self._strange_field()),
            lambda: self._text(self._command())[: -self.chance.randint(1, 9)],
            lambda: self._text(self._command()).replace(b"{", b'{"ref":"twice","ref":"twice",', 1),
            lambda: b"[" + self._text(self._command()) + b"]",
            lambda: self._text(self._command()) + self.chance.choice([b"}", b"\x00", b" 1", b",", b"\xff"]),
            lambda: self.chance.choice(HUGE).encode(),
            lambda: b'{"since":' + self.chance.choice(HUGE).encode() + b',"epoch":0}',
            lambda: self._text({"since": self._strange(), "epoch": None}),
            lambda: self._text({"have": self.chance.choice(["1", [], {}, True, 0.5, 2**60])}),
            lambda: self._text({"doing": self.chance.choice(["writing", 1, [], None, True])}),
            lambda: self.chance.randbytes(self.chance.choice([0, 1, 5, 80, 900])),
        ]

    def _strange(self) -> Any:
        return self.chance.choice(["1", "", [], [1], {}, {"a": 1}, True, False, 1.5, 2**60])

    def _strange_field(self) -> dict[str, Any]:
        said = self._command()
        said["with"][self._word()] = self._value()
        return said

    def _word(self) -> str:
        """Return a key that no shape has and nobody may say."""
        return self.chance.choice(KEYS) + "_"

    def _saying(self) -> Any:
        """Return something else than a command: positions, answers, what one is doing, in all combinations."""
        keys = self.chance.sample(SAYINGS, self.chance.choice([1, 1, 2, 2, 3]))
        return {key: self._value() for key in keys}

    def _command(self) -> dict[str, Any]:
        self.made += 1
        name = self.chance.choice(list(COMMANDS))
        if name in RARE and self.chance.random() > 0.02:
            return self._command()
        fields = COMMANDS[name].shape().fields
        data = {key: self._fit(field) for key, field in fields.items() if field.required or self.chance.random() < 0.5}
        return {"do": name, "with": data, "ref": f"n{self.made}-{self.chance.getrandbits(40):x}"}

    def _fit(self, field: serializers.Field) -> Any:
        """Return something that this field could take."""
        pick = self.chance.choice
        if isinstance(field, Reach):
            ids = self.ids if self.chance.random() < 0.3 else self.things.get(field.field_name, self.ids)
            return [pick(ids) for _n in range(pick([0, 1, 2]))] if field.many else pick(ids)
        if isinstance(field, serializers.ListSerializer):
            return [self._fit(field.child) for _n in range(pick([0, 1, 3]))]
        if isinstance(field, serializers.Serializer):
            return {key: self._fit(each) for key, each in field.fields.items()}
        if isinstance(field, serializers.ListField):
            return [self._fit(field.child) for _n in range(pick([0, 1, 3]))]
        if isinstance(field, serializers.ChoiceField):
            return pick(list(field.choices))
        if isinstance(field, serializers.BooleanField):
            return pick([True, False])
        if isinstance(field, serializers.IntegerField):
            return pick([1, 2, 5, *NUMBERS])
        if isinstance(field, serializers.DateField):
            return pick(["2027-01-01", "2027-06-30", "9999-12-31", "0001-01-01"])
        if isinstance(field, Language):
            return pick(["it", "en", "ar", "zh-hans"])
        if isinstance(field, serializers.JSONField):
            return pick([{"answer": "yes"}, {"answer": "no"}, {pick(self.ids): pick(NUMBERS)}, {}])
        return pick(["0" * 32, pick(self.ids), "Una frase", pick(TEXTS)])

    def _value(self, levels: int = 3) -> Any:
        pick = self.chance.choice
        kind = self.chance.random() * (1 if levels else 0.75)
        if kind < 0.3:
            return pick(TEXTS)
        if kind < 0.5:
            return pick(NUMBERS)
        if kind < 0.6:
            return pick(FLAGS)
        if kind < 0.75:
            return pick(self.ids)
        if kind < 0.85:
            return [self._value(levels - 1) for _n in range(pick([0, 1, 4, 20]))]
        return {pick([*SAYINGS, *TEXTS[:6]]): self._value(levels - 1) for _n in range(pick([0, 1, 3]))}

    def _bent(self, said: dict[str, Any]) -> dict[str, Any]:
        """Change one thing: in the envelope or in the content."""
        where = said["with"] if isinstance(said.get("with"), dict) and self.chance.random() < 0.8 else said
        key = self.chance.choice([*where, "x"]) if where else "x"
        how = self.chance.randrange(4)
        if how == 0:
            where.pop(key, None)
        elif how == 1:
            where[key] = self._value()
        elif how == 2:
            where[key] = [where.get(key)]
        else:
            where[self.chance.choice(SAYINGS)] = self._value()
        return said

    def _bytes(self, text: bytes) -> bytes:
        """Damage what is right: cut it, turn bits, put bytes in, say parts twice."""
        damaged = bytearray(text)
        for _n in range(self.chance.randint(1, 4)):
            at = self.chance.randrange(len(damaged) or 1)
            how = self.chance.randrange(4)
            if how == 0:
                del damaged[at : at + self.chance.randint(1, 20)]
            elif how == 1 and damaged:
                damaged[at % len(damaged)] ^= 1 << self.chance.randrange(8)
            elif how == 2:
                damaged[at:at] = self.chance.randbytes(self.chance.randint(1, 8))
            else:
                damaged[at:at] = damaged[at : at + 30]
        return bytes(damaged)

    def _text(self, said: Any) -> bytes:
        return json.dumps(said, ensure_ascii=self.chance.random() < 0.5).encode("utf-8", "surrogatepass")
