"""Support, co-authors, signatures of associations, and merging by consent."""

from proposals.commands.together import authors, merges, signatures, support

__all__ = ["authors", "merges", "signatures", "support"]
