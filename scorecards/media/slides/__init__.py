"""A report as slides: charts and tables that whoever presents them can edit."""

from scorecards.media.slides.deck import TemplateError, slides_of

__all__ = ["TemplateError", "slides_of"]
