"""The front door: what waits for you, first run, health, style page, embedded mailbox."""
