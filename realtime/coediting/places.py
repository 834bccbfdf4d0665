"""In which field each unit of a text stands, and whether new items stand between their neighbours as they say.

An item whose right neighbour stands before its left one, or in another field, is put somewhere by every library; but
not by all to the same place, and not twice by the same one. No honest client makes such items.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence

from realtime.coediting.update import Id, Item, Unfit, Update

Index = Callable[[str, Id], int]  # field, unit → how many bytes of the field that are not deleted stand before it


class Places:
    """Runs of units that one client put into one field."""

    def __init__(self) -> None:
        self.runs: dict[int, tuple[list[int], list[str]]] = {}  # client → (where runs start, in which field)

    def field(self, unit: Id) -> str:
        """Return the field of a unit that is known; raises Unfit for one that is not in a text."""
        starts, names = self.runs.get(unit[0], ([], []))
        at = bisect_right(starts, unit[1]) - 1
        if at < 0:
            raise Unfit("a neighbour that is nowhere")
        return names[at]

    def add(self, items: Sequence[tuple[Item, str]]) -> None:
        for item, name in items:
            starts, names = self.runs.setdefault(item.client, ([], []))
            if not starts or (item.start > starts[-1] and names[-1] != name):
                starts.append(item.start)
                names.append(name)

    def resolve(self, update: Update, known: Mapping[int, int]) -> list[tuple[Item, str]]:
        """Return the new items of an update with the field that each is in; raises Unfit when they do not agree."""
        new = [item for item in update.items if item.end > known.get(item.client, 0)]
        own: dict[int, tuple[list[int], list[Item]]] = {}
        for item in new:
            starts, some = own.setdefault(item.client, ([], []))
            starts.append(item.start)
            some.append(item)
        found: dict[Id, str] = {}
        for item in new:
            self._follow(item, own, found, known)
        for item in new:
            for side in (item.left, item.right):
                near = _item(side, own) if side and side[1] >= known.get(side[0], 0) else None
                name = found[near[:2]] if near else self.field(side) if side else found[item[:2]]
                if name != found[item[:2]]:
                    raise Unfit("neighbours in two fields")
        return [(item, found[item[:2]]) for item in new]

    def _follow(self, item: Item, own: dict, found: dict[Id, str], known: Mapping[int, int]) -> None:
        """Find the field of an item, by way of its neighbours in the same update where need be."""
        path = [item]
        name = item.field or found.get(item[:2])
        while name is None:
            side = path[-1].left or path[-1].right
            assert side
            if side[1] < known.get(side[0], 0):
                name = self.field(side)
                break
            near = _item(side, own)
            name = near.field or found.get(near[:2])
            path.append(near)
            if len(path) > len(own) + sum(len(some) for _starts, some in own.values()):
                raise Unfit("neighbours in a circle")
        found |= {each[:2]: name for each in path}


def _item(unit: Id, own: dict[int, tuple[list[int], list[Item]]]) -> Item:
    starts, items = own.get(unit[0], ([], []))
    at = bisect_right(starts, unit[1]) - 1
    if at < 0 or items[at].end <= unit[1]:
        raise Unfit("a neighbour that is nowhere")
    return items[at]


def certain(items: Sequence[tuple[Item, str]], known: Mapping[int, int], index: Index) -> bool:
    """Say whether each new item surely stands between its neighbours; raises Unfit when one surely does not."""
    ends = {(item.client, item.end - 1): item for item, _name in items}
    sure = True
    for item, name in items:
        if item.left is None or item.right is None:
            continue
        if item.left == item.right:
            raise Unfit("one neighbour on both sides")
        near = ends.get(item.left)
        if near is not None:
            sure = sure and near.right == item.right  # typed on behind what was typed before
        elif any(side[1] >= known.get(side[0], 0) for side in (item.left, item.right)):
            sure = False
        else:
            left, right = index(name, item.left), index(name, item.right)
            if left > right:
                raise Unfit("its neighbours stand the wrong way round")
            sure = sure and left < right
    return sure
