"""Reads across the dialogues, their meetings and what was said."""
