"""Dates in English."""

SHORT_DATE_FORMAT = "j M Y"
MONTH_DAY_FORMAT = "j M"
