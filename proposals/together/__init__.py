"""Who stands behind a proposal, and how several become one."""
