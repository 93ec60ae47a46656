"""Proofs over the whole site: who gets where, and that nobody is named who has not agreed."""
