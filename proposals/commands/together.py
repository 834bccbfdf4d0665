"""Support, co-authors, signatures of associations, and merging by consent."""
