"""Who stands behind a proposal, and what it was merged from, as its page shows it."""
