"""Who takes part, where, on which terms: people, territories, processes, seats, tickets, rules."""
