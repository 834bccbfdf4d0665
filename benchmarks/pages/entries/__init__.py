"""Programs that are started as processes of their own: the one that makes the town, and the server."""
