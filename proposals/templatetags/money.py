"""`{{ cents|euros }}`: money is kept in cents and read in euros."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def euros(cents: int) -> str:
    """Return an amount in the reader's number format: 150050 → `1.500,50 €`."""
    return f"{number_format(Decimal(cents) / 100, 2, force_grouping=True)} €"
