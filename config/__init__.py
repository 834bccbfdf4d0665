"""The project itself: settings, addresses, server, the two commands."""
