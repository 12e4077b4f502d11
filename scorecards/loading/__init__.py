"""From the database to plain values, in a fixed number of queries."""

from scorecards.loading.portfolio import load_facts

__all__ = ["load_facts"]
