"""Counting, measured beside the packages that others count with: `python -m benchmarks.counting`."""
