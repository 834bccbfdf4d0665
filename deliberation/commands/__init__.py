"""Everything that can be done in a room, one file per subject. Importing them registers the commands."""

from deliberation.commands import agenda, ballots, cards, closing, groups, path, polls, rehearsal, rooms, seats

__all__ = ["agenda", "ballots", "cards", "closing", "groups", "path", "polls", "rehearsal", "rooms", "seats"]
