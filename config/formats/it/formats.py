"""Italian: days have no zero in front ("1 novembre 2026")."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "l j F Y H:i"
