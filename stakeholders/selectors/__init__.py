"""Reads across the registry, the accounts and the audit trail."""
