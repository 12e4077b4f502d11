"""Pages of Step 10."""
