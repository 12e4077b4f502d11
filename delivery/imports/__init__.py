"""Files of facts: read, map, parse, validate whole, report, then write at once."""
