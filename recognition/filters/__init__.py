"""What the lists of Step 10 are narrowed to and sorted by."""
