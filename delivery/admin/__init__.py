"""The facts of Step 9 for support: to look, and to mend what no page can."""

from delivery.admin import (
    benefit,
    exchange_rate,
    imports,
    kpi,
    objective,
    portfolio,
    project,
    quality,
    resource,
    risk,
)

__all__ = [
    "benefit",
    "exchange_rate",
    "imports",
    "kpi",
    "objective",
    "portfolio",
    "project",
    "quality",
    "resource",
    "risk",
]
