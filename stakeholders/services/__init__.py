"""Every write to the registry, the accounts, the audit trail and the outbox."""
