"""Measurements that anyone can repeat with one command; what they said last stands in docs/benchmarks.md."""
