"""The room as it happens: changes are rendered once and told to everybody who has the page open."""
