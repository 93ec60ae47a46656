"""Dates in English."""

SHORT_DATE_FORMAT = "j M Y"
