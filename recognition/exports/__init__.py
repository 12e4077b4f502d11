"""The lists of Step 10 as files."""
