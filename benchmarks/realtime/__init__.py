"""Real time, measured beside what others stand on: `python -m benchmarks.realtime`."""
