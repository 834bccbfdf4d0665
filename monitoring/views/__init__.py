"""Pages and forms of this app."""
