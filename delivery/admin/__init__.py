"""The facts of Step 9 for support: to look, and to mend what no page can."""

from delivery.admin import (
    benefit,
    imports,
    kpi,
    portfolio,
    project,
    quality,
    resource,
    risk,
)

__all__ = [
    "benefit",
    "imports",
    "kpi",
    "portfolio",
    "project",
    "quality",
    "resource",
    "risk",
]
