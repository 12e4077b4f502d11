"""Work done twice, and what was released, by project and month."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ReworkFacts:
    """The work of a project in a month, and how much of it was done again.

    Units: cost in `currency`, the rest in hours. None is not known, or not coded.
    """

    project: int
    project_name: str
    currency: str
    month: date
    hours: Decimal | None
    rework_hours: Decimal | None
    requirements_hours: Decimal | None
    design_hours: Decimal | None
    workmanship_hours: Decimal | None
    supplier_hours: Decimal | None
    environment_hours: Decimal | None
    cost: Decimal | None
    rework_cost: Decimal | None


@dataclass(frozen=True, slots=True)
class QualityFacts:
    """What a project released in a month; None is not counted."""

    project: int
    project_name: str
    month: date
    defects_before: int | None
    defects_after: int | None
    changes_deployed: int | None
    changes_failed: int | None
    unplanned_deployments: int | None
