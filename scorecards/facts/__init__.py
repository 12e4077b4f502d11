"""The facts of one portfolio as plain values: what panels compute from."""

from scorecards.facts.benefit import (
    BenefitFacts,
    EntryFacts,
)
from scorecards.facts.kpi import (
    AnnotationFacts,
    DecisionFacts,
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
    "AnnotationFacts",
    "BaselineFacts",
    "BenefitFacts",
    "CapacityFacts",
    "DecisionFacts",
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
