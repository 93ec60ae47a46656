"""Which words a meeting's address cannot have: pages of a dialogue stand where its meetings stand."""

RESERVED = frozenset({"edit", "archive", "restore", "team", "themes", "schedule"})
