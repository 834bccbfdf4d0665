"""Documents to keep (PDF): the result of a vote and the minutes of a room, as parts that documents/blocks.py names."""
