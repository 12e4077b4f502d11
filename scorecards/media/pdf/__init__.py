"""A report on paper: a tagged PDF that looks nothing up while it is set."""

from scorecards.media.pdf.setting import PAPERS, pdf_of

__all__ = ["PAPERS", "pdf_of"]
