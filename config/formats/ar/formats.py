"""Dates in Arabic."""

SHORT_DATE_FORMAT = "j F Y"
