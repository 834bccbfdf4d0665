"""What those who measured an intervention found: rounds, comparison, the office's reply and plan."""

from deliberation.documents.dossier.told import Row, Told
from deliberation.documents.measured import measured
from documents.blocks import Block


def rounds(told: Told, made: Row) -> list[Block]:
    """Every closed round; the statements of both sides, declared and verified, follow."""
    key = made["proposal"].pk
    return list(measured(told.series[key], told.measured[key], made["plan"].lang))
