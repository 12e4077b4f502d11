"""Files of past surveys."""
