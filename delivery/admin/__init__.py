"""The facts of Step 9 for support: to look, and to mend what no page can."""

from delivery.admin import (
    benefit,
    claim,
    exchange_rate,
    imports,
    kpi,
    objective,
    portfolio,
    project,
    quality,
    resource,
    risk,
    service,
)

__all__ = [
    "benefit",
    "claim",
    "exchange_rate",
    "imports",
    "kpi",
    "objective",
    "portfolio",
    "project",
    "quality",
    "resource",
    "risk",
    "service",
]
