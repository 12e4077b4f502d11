"""Writes of Step 10 that touch more than one row or send something."""
