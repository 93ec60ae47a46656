"""Template tags of the follow-up."""
