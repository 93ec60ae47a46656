"""Command line of the front door."""
