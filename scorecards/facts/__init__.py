"""The facts of one portfolio as plain values: what panels compute from."""

from scorecards.facts.benefit import (
    BenefitFacts,
    EntryFacts,
    LeakFacts,
    OverlapFacts,
)
from scorecards.facts.demand import (
    AgreementFacts,
    DemandFacts,
    RequestFacts,
    UseFacts,
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
from scorecards.facts.pmo_case import RangeFacts, TermsFacts
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
    "AgreementFacts",
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
    "DemandFacts",
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
    "RangeFacts",
    "RatingFacts",
    "ReadingFacts",
    "RequestFacts",
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
    "TermsFacts",
    "UpdateFacts",
    "UseFacts",
    "ValueItemFacts",
    "reserves_on",
]
