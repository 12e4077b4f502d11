"""One stored scorecard in each medium, one module a medium."""
