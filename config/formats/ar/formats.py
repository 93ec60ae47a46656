"""Dates in Arabic."""

SHORT_DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
