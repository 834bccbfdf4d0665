"""The chaos harness: real processes, seeded clients, kills, and a pure checker. Run it by `python -m tests.chaos`."""
