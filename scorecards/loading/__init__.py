"""From the database to plain values, in a fixed number of queries."""

from scorecards.loading.pmo_case import load_ranges, load_terms
from scorecards.loading.portfolio import load_facts
from scorecards.loading.project import load_project

__all__ = ["load_facts", "load_project", "load_ranges", "load_terms"]
