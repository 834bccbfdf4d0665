"""Pages of this app: what is public, and the desk of an office."""
