"""From the database to plain values."""
