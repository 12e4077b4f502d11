"""Static pictures: a figure in, SVG out, in pure Python."""

from scorecards.svg.drawing import DEFAULT_WIDTH, NARROW_WIDTH, render

__all__ = ["DEFAULT_WIDTH", "NARROW_WIDTH", "render"]
