"""Pages of the registry, of accounts, of the audit trail and of the outbox."""
