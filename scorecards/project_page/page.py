"""The page of a project's performance as a whole."""

from scorecards.performance import Performance
from scorecards.presenting import Page, table_of
from scorecards.project_page.forecasts import EstimatedBy, cost_notes, costs, finishes
from scorecards.project_page.numbers import head, indices
from scorecards.project_page.pictures import drawn
from scorecards.project_page.reports import reports
from scorecards.project_page.work import scope, work


def page_of(found: Performance, author: EstimatedBy | None) -> Page:
    """Everything that the page shows, ready for its template."""
    return {
        "reported_on": found.course[-1].day if found.course else None,
        "head": head(found),
        "curves": drawn("curves", found) if found.course else None,
        "indices": indices(found),
        "index_picture": drawn("indices", found) if found.course else None,
        "costs": table_of(costs(found, author)) if found.course else None,
        "cost_notes": cost_notes(found),
        "finishes": table_of(finishes(found)),
        "scope": scope(found) if found.project.scope else None,
        "work": work(found) if found.project.tasks else None,
        "reports": table_of(reports(found)) if found.course else None,
    }
