"""Writes that touch more than one row, each a verb of the PMO."""
