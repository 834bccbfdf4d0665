"""What pages cost with many proposals, beside a plain Django list: `python -m benchmarks.pages`."""
