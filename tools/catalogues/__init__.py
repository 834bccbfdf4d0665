"""Reads the sources for visible words and keeps the catalogues of every language complete."""
