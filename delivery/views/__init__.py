"""The pages of Step 9, one file a noun."""
