"""Data from outside (elections, budgets, opinions) in the formats of their fields: read, counted, told as JSON."""
