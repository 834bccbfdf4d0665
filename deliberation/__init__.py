"""Rooms, activities, polls and counting: how residents and officials decide together."""
