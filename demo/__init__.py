"""The reference meeting as data, loaded through the services."""
