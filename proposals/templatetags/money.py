"""`{{ cents|euros }}`: money is kept in cents and read in euros."""

from django import template

from proposals.money import euros

register = template.Library()
register.filter(euros)
