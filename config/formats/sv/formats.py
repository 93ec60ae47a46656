"""Dates in Swedish: months have no capital."""

SHORT_DATE_FORMAT = "j b Y"
MONTH_DAY_FORMAT = "j b"
