"""The commands of monitoring: grids, monitors, rounds, sheets, replies."""

from monitoring.commands import grids, monitors, rounds

__all__ = ["grids", "monitors", "rounds"]
