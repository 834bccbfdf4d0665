"""Reads: what an actor may reach, and the rows a room shows."""
