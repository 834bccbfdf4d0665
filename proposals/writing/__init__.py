"""Writing between meetings: drafts, revisions, amendments, conversations, and the times for it."""
