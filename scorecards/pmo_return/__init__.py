"""What the PMO is worth over the years: from facts to flows, and to a page."""
