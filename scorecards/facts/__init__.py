"""The facts of one portfolio as plain values: what panels compute from."""

from scorecards.facts.benefit import (
    BenefitFacts,
    EntryFacts,
    LeakFacts,
    OverlapFacts,
)
from scorecards.facts.feedback import (
    AnswerFacts,
    AskedFacts,
    FeedbackFacts,
    ResponseFacts,
    RoundFacts,
    SponsorFacts,
)
from scorecards.facts.issue import IssueFacts
from scorecards.facts.kpi import (
    AnnotationFacts,
    DecisionFacts,
    KpiFacts,
    ReadingFacts,
    TargetFacts,
)
from scorecards.facts.objective import (
    LinkFacts,
    ObjectiveFacts,
)
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
from scorecards.facts.quality import QualityFacts, ReworkFacts
from scorecards.facts.resource import (
    CapacityFacts,
    HoursFacts,
    ResourceFacts,
)
from scorecards.facts.risk import (
    AssessmentFacts,
    ReserveFacts,
    RiskFacts,
    reserves_on,
)
from scorecards.facts.service import (
    AttributionFacts,
    CostFacts,
    ServiceFacts,
)
from scorecards.facts.task import (
    TaskFacts,
)
from scorecards.facts.value import (
    Heard,
    HeardFacts,
    ValueItemFacts,
)

__all__ = [
    "AnnotationFacts",
    "AnswerFacts",
    "AskedFacts",
    "AssessmentFacts",
    "AttributionFacts",
    "BaselineFacts",
    "BenefitFacts",
    "CapacityFacts",
    "CostFacts",
    "DecisionFacts",
    "EntryFacts",
    "FeedbackFacts",
    "Heard",
    "HeardFacts",
    "HoursFacts",
    "IssueFacts",
    "KpiFacts",
    "LeakFacts",
    "LinkFacts",
    "Marks",
    "MilestoneFacts",
    "ObjectiveFacts",
    "OverlapFacts",
    "PortfolioFacts",
    "ProjectFacts",
    "QualityFacts",
    "RatingFacts",
    "ReadingFacts",
    "ReserveFacts",
    "ResourceFacts",
    "ResponseFacts",
    "ReworkFacts",
    "RiskFacts",
    "RoundFacts",
    "ServiceFacts",
    "SponsorFacts",
    "TargetFacts",
    "TaskFacts",
    "UpdateFacts",
    "ValueItemFacts",
    "reserves_on",
]
