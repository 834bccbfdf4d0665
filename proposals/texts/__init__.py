"""Texts that people write: pure functions on plain strings, without Django. Import each from its own file."""
