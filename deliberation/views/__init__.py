"""The pages of rooms, polls and journeys."""
