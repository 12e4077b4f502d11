"""What the page of a project's performance shows: pictures, numbers and tables."""

from scorecards.project_page.forecasts import EstimatedBy
from scorecards.project_page.page import page_of
from scorecards.project_page.pictures import PICTURES, figure_of

__all__ = ["PICTURES", "EstimatedBy", "figure_of", "page_of"]
