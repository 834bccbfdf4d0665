"""Commands, events and streams: everything that knows no domain."""
