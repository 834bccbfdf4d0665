"""Problems, solutions and interventions, how they move, and what the offices answer."""
