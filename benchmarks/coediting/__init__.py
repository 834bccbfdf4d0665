"""How fast several people in one text hear each other: `python -m benchmarks.coediting`."""
