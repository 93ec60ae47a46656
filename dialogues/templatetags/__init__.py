"""Template tags for pages about meetings."""
