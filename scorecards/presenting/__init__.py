"""A stored snapshot in the reader's locale: what the components of a page take."""

from scorecards.presenting.headline import list_of
from scorecards.presenting.page import body_of, freshness_of
from scorecards.presenting.panel import WIDE, panel_page
from scorecards.presenting.tables import table_of
from scorecards.presenting.values import STATUS, Page, written

__all__ = [
    "STATUS",
    "WIDE",
    "Page",
    "body_of",
    "freshness_of",
    "list_of",
    "panel_page",
    "table_of",
    "written",
]
