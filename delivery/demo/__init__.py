"""A demonstration organisation that one can believe: Norwick Utilities."""
