"""What honest clients do is never refused, in any order: writing apart, deleting, coming back with a day of work."""

import random

import pytest
from pycrdt import Doc, Text, merge_updates

from realtime.coediting.paper import Paper
from tests.realtime.coediting.test_update import FIELDS


class Away:
    """Somebody who writes and is not always connected."""

    def __init__(self, paper: Paper, client: int, chance: random.Random):
        self.paper, self.chance = paper, chance
        self.doc: Doc = Doc(client_id=client)
        self.unsent: list[bytes] = []
        self.hears = True
        self.watch = self.doc.observe(lambda event: None if self.hears else self.unsent.append(event.update))
        self.receive()

    def receive(self) -> None:
        self.hears = True
        self.doc.apply_update(self.paper.everything())
        self.hears = False

    def write(self) -> None:
        words = self.doc.get(self.chance.choice(FIELDS), type=Text)
        text = str(words)
        at = self.chance.randint(0, len(text))
        index = len(text[:at].encode())
        if self.chance.random() < 0.4 and at < len(text):
            end = min(len(text), at + self.chance.randint(1, 6))
            del words[index : len(text[:end].encode())]
        else:
            words.insert(index, self.chance.choice(["a", "bc ", "😀", "نعم", "👍🏽 x"]))

    def send(self) -> None:
        some, self.unsent = self.unsent, []
        if some and self.chance.random() < 0.5:
            some = [merge_updates(*some)]
        for update in some:
            self.paper.take(update, self.paper.read(update))


@pytest.mark.parametrize("seed", range(6))
def test_what_honest_clients_write_is_taken_in_any_order_and_read_alike(seed):
    chance = random.Random(seed)
    paper = Paper(FIELDS)
    people = [Away(paper, 100 + number, chance) for number in range(4)]
    for _turn in range(150):
        who = chance.choice(people)
        for _letter in range(chance.randint(1, 5)):
            who.write()
        if chance.random() < 0.5:
            who.send()
        if chance.random() < 0.4:
            who.receive()
    for who in people:
        who.send()
    for who in people:
        who.receive()
        assert {name: str(who.doc.get(name, type=Text)) for name in FIELDS} == paper.read_fields()
    assert Paper(FIELDS, [paper.everything()]).read_fields() == paper.read_fields()
