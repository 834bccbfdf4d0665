"""From accepted solutions to a programmed intervention."""
