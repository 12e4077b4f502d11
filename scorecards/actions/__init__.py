"""Writes of what is kept for good, and of what follows from stored scorecards."""
