"""Forms of Step 10."""
