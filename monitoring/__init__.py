"""Monitoring and civic evaluation: grids as data, trained monitors, rounds, results by item, the office's reply."""
