"""The forms of Step 9, one file a noun."""
