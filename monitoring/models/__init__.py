"""All tables of the app, one file per subject."""

from monitoring.models.grid import Dimension, Grid, Item, Site
from monitoring.models.measuring import Measurement, Monitor, Round, Sheet, Value
from monitoring.models.reply import PlanLine, Reply

__all__ = [
    "Dimension",
    "Grid",
    "Item",
    "Measurement",
    "Monitor",
    "PlanLine",
    "Reply",
    "Round",
    "Sheet",
    "Site",
    "Value",
]
