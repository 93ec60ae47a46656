"""What the team types, parsed and checked."""
