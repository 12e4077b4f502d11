"""The facts of one portfolio as plain values: what panels compute from."""

from scorecards.facts.benefit import (
    BenefitFacts,
    EntryFacts,
)
from scorecards.facts.kpi import (
    KpiFacts,
    ReadingFacts,
    TargetFacts,
)
from scorecards.facts.objective import LinkFacts, ObjectiveFacts
from scorecards.facts.portfolio import (
    PortfolioFacts,
    RatingFacts,
)
from scorecards.facts.project import (
    BaselineFacts,
    Marks,
    MilestoneFacts,
    ProjectFacts,
    UpdateFacts,
)
from scorecards.facts.resource import CapacityFacts, HoursFacts, ResourceFacts
from scorecards.facts.task import (
    TaskFacts,
)

__all__ = [
    "BaselineFacts",
    "BenefitFacts",
    "CapacityFacts",
    "EntryFacts",
    "HoursFacts",
    "KpiFacts",
    "LinkFacts",
    "Marks",
    "MilestoneFacts",
    "ObjectiveFacts",
    "PortfolioFacts",
    "ProjectFacts",
    "RatingFacts",
    "ReadingFacts",
    "ResourceFacts",
    "TargetFacts",
    "TaskFacts",
    "UpdateFacts",
]
