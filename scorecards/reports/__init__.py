"""Reports to executives: words from below, numbers and pictures from one snapshot."""
