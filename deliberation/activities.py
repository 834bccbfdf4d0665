"""Which verbs an activity opens: a table, composed with who may (rules.py)."""

ALWAYS = frozenset(
    {
        "room.next", "room.back", "room.close", "room.count", "room.counted", "room.hand_over", "room.open",
        "timer.add", "timer.pause", "timer.resume", "card.hide", "card.show", "card.translate",
        "seat.here", "seat.leave", "seat.slip", "seat.slip_for", "seat.paper", "seat.remove", "seat.reissue",
        "seat.check", "seat.observe", "ticket.issue", "ticket.void",
    }
)  # fmt: skip

CARDS = frozenset({"card.add", "card.edit", "card.withdraw", "card.enter"})
POLL = frozenset({"poll.open", "poll.close", "ballot.cast", "ballot.enter", "ballot.hand_out", "ballot.take_back"})
WORDING = frozenset({"problem.draft", "problem.confirm", "problem.object", "problem.reword", "problem.conclude"})

LISTENING = "opinion"  # the kind of activity in which people answer each other's cards
OPENS: dict[str, frozenset[str]] = {
    "charter": POLL,
    "cards": CARDS | {"cards.reveal"},
    "grouping": frozenset({"card.move", "group.create", "group.rename", "group.merge", "group.dissolve", "card.enter"}),
    LISTENING: frozenset({"stance.take", "card.enter"}),
    "dots": POLL,
    "problems": WORDING | {"card.move", "group.create", "group.rename", "group.merge", "group.dissolve"},
    "solutions": frozenset({"solution.draft", "solution.edit"}) | WORDING,
    "discussion": frozenset({"solution.draft", "solution.edit"}),
    "vote": POLL | {"solution.edit"},
    "closing": frozenset({"closing.read", "card.consent"}),
}

# The methods each kind of activity offers.
METHODS: dict[str, tuple[str, ...]] = {
    "charter": ("double-majority",),
    "dots": ("dots",),
    "vote": (
        "consent", "double-majority", "majority-judgment", "schulze", "equal-shares", "stv", "approval", "score",
    ),
}  # fmt: skip


def opens(kind: str, verb: str) -> bool:
    """Say whether an activity of this kind opens this verb."""
    return verb in ALWAYS or verb in OPENS.get(kind, frozenset())
