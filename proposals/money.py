"""Money in words: kept in cents, read in euros, typed as people type it."""

from decimal import Decimal

from django.utils.formats import number_format


def euros(cents: int) -> str:
    """Return an amount in the reader's number format: 150050 → `1.500,50 €`."""
    return f"{number_format(Decimal(cents) / 100, 2, force_grouping=True)} €"


def typed_euros(cents: int) -> str:
    """Return an amount as a form takes it: 150050 → `1500,50`."""
    return f"{cents // 100},{cents % 100:02d}"
