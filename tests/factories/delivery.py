"""Factories of people, mail and Step 9: the smallest row that makes sense."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from accounts.models import Mail, User
from delivery.models import (
    Allocation,
    Annotation,
    Attribution,
    Baseline,
    Benefit,
    BenefitEntry,
    BenefitLeak,
    Capacity,
    ClaimDecision,
    Contingency,
    Cycle,
    ExchangeRate,
    ImportMapping,
    Issue,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    LimitDecision,
    Membership,
    Milestone,
    Objective,
    ObjectiveLink,
    OutcomeFamily,
    OverlapGroup,
    Portfolio,
    PriorityCriterion,
    PriorityScore,
    Project,
    QualityCount,
    RatingLevel,
    RatingScale,
    Resource,
    ResourceHours,
    ReworkEntry,
    Risk,
    RiskAssessment,
    RiskLevel,
    Role,
    ScopeItem,
    Service,
    ServiceCost,
    ServiceUse,
    StatusUpdate,
    Task,
)


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    name = factory.Faker("name")


class RatingScaleFactory(DjangoModelFactory[RatingScale]):
    class Meta:
        model = RatingScale

    name = factory.Sequence(lambda n: f"Scale {n}")


class RatingLevelFactory(DjangoModelFactory[RatingLevel]):
    class Meta:
        model = RatingLevel

    scale = factory.SubFactory(RatingScaleFactory)
    label = "Green"
    position = factory.Sequence(lambda n: n + 1)
    colour = RatingLevel.Colour.GREEN


class PortfolioFactory(DjangoModelFactory[Portfolio]):
    class Meta:
        model = Portfolio

    slug = factory.Sequence(lambda n: f"portfolio-{n}")
    name = factory.LazyAttribute(lambda row: row.slug.replace("-", " ").title())
    currency = "EUR"


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    portfolio = factory.SubFactory(PortfolioFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.ANALYST


class CycleFactory(DjangoModelFactory[Cycle]):
    class Meta:
        model = Cycle

    portfolio = factory.SubFactory(PortfolioFactory)
    name = factory.Sequence(lambda n: f"Cycle {n}")
    starts_on = date(2026, 1, 1)
    ends_on = date(2026, 12, 31)


class ImportMappingFactory(DjangoModelFactory[ImportMapping]):
    class Meta:
        model = ImportMapping

    portfolio = factory.SubFactory(PortfolioFactory)
    name = factory.Sequence(lambda n: f"Mapping {n}")
    text = '[[facts]]\nkind = "projects"\n[facts.fields]\ncode = "Nr"\nname = "Title"\n'
    saved_by = factory.SubFactory(UserFactory)


class ProjectFactory(DjangoModelFactory[Project]):
    class Meta:
        model = Project

    portfolio = factory.SubFactory(PortfolioFactory)
    code = factory.Sequence(lambda n: f"P-{n:04}")
    name = factory.LazyAttribute(lambda row: f"Project {row.code}")
    currency = "EUR"


class BaselineFactory(DjangoModelFactory[Baseline]):
    class Meta:
        model = Baseline

    project = factory.SubFactory(ProjectFactory)
    number = 1
    start = date(2026, 1, 1)
    finish = date(2026, 12, 31)
    budget = Decimal(100_000)


class StatusUpdateFactory(DjangoModelFactory[StatusUpdate]):
    class Meta:
        model = StatusUpdate

    project = factory.SubFactory(ProjectFactory)
    status_date = date(2026, 9, 30)


class MilestoneFactory(DjangoModelFactory[Milestone]):
    class Meta:
        model = Milestone

    project = factory.SubFactory(ProjectFactory)
    code = factory.Sequence(lambda n: f"M-{n:03}")
    name = factory.LazyAttribute(lambda row: f"Milestone {row.code}")


class TaskFactory(DjangoModelFactory[Task]):
    class Meta:
        model = Task

    project = factory.SubFactory(ProjectFactory)
    code = factory.Sequence(lambda n: f"W-{n:03}")
    name = factory.LazyAttribute(lambda row: f"Work package {row.code}")


class ScopeItemFactory(DjangoModelFactory[ScopeItem]):
    class Meta:
        model = ScopeItem

    project = factory.SubFactory(ProjectFactory)
    code = factory.Sequence(lambda n: f"S-{n:03}")
    name = factory.LazyAttribute(lambda row: f"Requirement {row.code}")
    size = Decimal(10)
    changed_on = date(2026, 1, 1)


class KpiFactory(DjangoModelFactory[Kpi]):
    class Meta:
        model = Kpi

    portfolio = factory.SubFactory(PortfolioFactory)
    code = factory.Sequence(lambda n: f"K-{n:03}")
    name = factory.LazyAttribute(lambda row: f"KPI {row.code}")
    family = OutcomeFamily.DELIVERY


class KpiTargetFactory(DjangoModelFactory[KpiTarget]):
    class Meta:
        model = KpiTarget

    kpi = factory.SubFactory(KpiFactory)
    valid_from = date(2026, 1, 1)
    target = Decimal(80)


class KpiMeasurementFactory(DjangoModelFactory[KpiMeasurement]):
    class Meta:
        model = KpiMeasurement

    kpi = factory.SubFactory(KpiFactory)
    period_start = date(2026, 9, 1)
    period_end = date(2026, 9, 30)
    value = Decimal(75)


class ObjectiveFactory(DjangoModelFactory[Objective]):
    class Meta:
        model = Objective

    portfolio = factory.SubFactory(PortfolioFactory)
    code = factory.Sequence(lambda n: f"O-{n:03}")
    name = factory.LazyAttribute(lambda row: f"Objective {row.code}")


class ObjectiveLinkFactory(DjangoModelFactory[ObjectiveLink]):
    class Meta:
        model = ObjectiveLink

    project = factory.SubFactory(ProjectFactory)
    objective = factory.LazyAttribute(
        lambda link: ObjectiveFactory(portfolio=link.project.portfolio)
    )
    strength = Decimal(1)


class ExchangeRateFactory(DjangoModelFactory[ExchangeRate]):
    class Meta:
        model = ExchangeRate

    from_currency = "GBP"
    to_currency = "EUR"
    kind = ExchangeRate.Kind.PLAN
    valid_from = date(2026, 1, 1)
    rate = Decimal("1.2")


class AnnotationFactory(DjangoModelFactory[Annotation]):
    class Meta:
        model = Annotation

    kpi = factory.SubFactory(KpiFactory)
    on = date(2026, 9, 15)
    text = "The new portal went live."


class LimitDecisionFactory(DjangoModelFactory[LimitDecision]):
    class Meta:
        model = LimitDecision

    kpi = factory.SubFactory(KpiFactory)
    step = LimitDecision.Step.NEW_LIMITS
    period_start = date(2026, 1, 1)
    reason = "The new portal went live."


class BenefitFactory(DjangoModelFactory[Benefit]):
    class Meta:
        model = Benefit

    portfolio = factory.SubFactory(PortfolioFactory)
    code = factory.Sequence(lambda n: f"B-{n:03}")
    name = factory.LazyAttribute(lambda row: f"Benefit {row.code}")
    benefit_class = Benefit.Kind.CASHABLE
    currency = "EUR"


class OverlapGroupFactory(DjangoModelFactory[OverlapGroup]):
    class Meta:
        model = OverlapGroup

    portfolio = factory.SubFactory(PortfolioFactory)
    code = factory.Sequence(lambda n: f"O-{n:03}")
    name = factory.LazyAttribute(lambda row: f"Measure {row.code}")


class BenefitLeakFactory(DjangoModelFactory[BenefitLeak]):
    class Meta:
        model = BenefitLeak

    benefit = factory.SubFactory(BenefitFactory)
    cause = BenefitLeak.Cause.ADOPTION
    amount = Decimal(100)


class ServiceFactory(DjangoModelFactory[Service]):
    class Meta:
        model = Service

    portfolio = factory.SubFactory(PortfolioFactory)
    code = factory.Sequence(lambda n: f"S-{n:03}")
    name = factory.LazyAttribute(lambda row: f"Service {row.code}")


class ServiceCostFactory(DjangoModelFactory[ServiceCost]):
    class Meta:
        model = ServiceCost

    service = factory.SubFactory(ServiceFactory)
    month = date(2026, 9, 1)
    category = ServiceCost.Category.STAFF
    amount = Decimal(1000)


class ServiceUseFactory(DjangoModelFactory[ServiceUse]):
    class Meta:
        model = ServiceUse

    project = factory.SubFactory(ProjectFactory)
    service = factory.SubFactory(ServiceFactory)


class AttributionFactory(DjangoModelFactory[Attribution]):
    class Meta:
        model = Attribution

    benefit = factory.SubFactory(BenefitFactory)
    service = factory.SubFactory(ServiceFactory)
    share = Decimal("0.5")
    method = Attribution.Way.ESTIMATE
    confidence = Decimal("0.8")


class ClaimDecisionFactory(DjangoModelFactory[ClaimDecision]):
    class Meta:
        model = ClaimDecision

    benefit = factory.SubFactory(BenefitFactory)
    month = date(2026, 9, 1)
    number = 1
    verdict = ClaimDecision.Decided.ACCEPTED
    claimed = Decimal(1000)
    amount = Decimal(1000)


class BenefitEntryFactory(DjangoModelFactory[BenefitEntry]):
    class Meta:
        model = BenefitEntry

    benefit = factory.SubFactory(BenefitFactory)
    month = date(2026, 9, 1)
    kind = BenefitEntry.Kind.PLANNED
    amount = Decimal(1000)


class ResourceFactory(DjangoModelFactory[Resource]):
    class Meta:
        model = Resource

    portfolio = factory.SubFactory(PortfolioFactory)
    code = factory.Sequence(lambda n: f"R-{n:03}")
    name = factory.LazyAttribute(lambda row: f"Resource {row.code}")
    role = "Engineer"


class CapacityFactory(DjangoModelFactory[Capacity]):
    class Meta:
        model = Capacity

    resource = factory.SubFactory(ResourceFactory)
    month = date(2026, 9, 1)
    contracted_hours = Decimal(160)
    leave_hours = Decimal(0)
    holiday_hours = Decimal(0)


class AllocationFactory(DjangoModelFactory[Allocation]):
    class Meta:
        model = Allocation

    resource = factory.SubFactory(ResourceFactory)
    project = factory.SubFactory(
        ProjectFactory, portfolio=factory.SelfAttribute("..resource.portfolio")
    )
    month = date(2026, 9, 1)
    hours = Decimal(80)


class ResourceHoursFactory(DjangoModelFactory[ResourceHours]):
    class Meta:
        model = ResourceHours

    resource = factory.SubFactory(ResourceFactory)
    project = factory.SubFactory(
        ProjectFactory, portfolio=factory.SelfAttribute("..resource.portfolio")
    )
    month = date(2026, 9, 1)
    hours = Decimal(80)


class PriorityCriterionFactory(DjangoModelFactory[PriorityCriterion]):
    class Meta:
        model = PriorityCriterion

    portfolio = factory.SubFactory(PortfolioFactory)
    name = factory.Sequence(lambda n: f"Criterion {n}")


class PriorityScoreFactory(DjangoModelFactory[PriorityScore]):
    class Meta:
        model = PriorityScore

    project = factory.SubFactory(ProjectFactory)
    criterion = factory.SubFactory(
        PriorityCriterionFactory,
        portfolio=factory.SelfAttribute("..project.portfolio"),
    )
    mark = 5


class RiskFactory(DjangoModelFactory[Risk]):
    class Meta:
        model = Risk

    portfolio = factory.SubFactory(PortfolioFactory)
    code = factory.Sequence(lambda n: f"R-{n:03}")
    name = factory.LazyAttribute(lambda row: f"Risk {row.code}")
    raised_on = date(2026, 1, 15)
    currency = "EUR"


class RiskAssessmentFactory(DjangoModelFactory[RiskAssessment]):
    class Meta:
        model = RiskAssessment

    risk = factory.SubFactory(RiskFactory)
    assessed_on = date(2026, 9, 1)
    probability = Decimal("0.5")
    impact_money = Decimal(100_000)


class RiskLevelFactory(DjangoModelFactory[RiskLevel]):
    class Meta:
        model = RiskLevel

    portfolio = factory.SubFactory(PortfolioFactory)
    position = 4
    probability_label = "likely"
    probability = Decimal("0.7")
    impact_label = "major"
    impact_money = Decimal(250_000)
    impact_days = Decimal(30)


class ContingencyFactory(DjangoModelFactory[Contingency]):
    class Meta:
        model = Contingency

    portfolio = factory.SubFactory(PortfolioFactory)
    valid_from = date(2026, 1, 1)
    reserve = Decimal(200_000)
    currency = "EUR"


class IssueFactory(DjangoModelFactory[Issue]):
    class Meta:
        model = Issue

    portfolio = factory.SubFactory(PortfolioFactory)
    code = factory.Sequence(lambda n: f"I-{n:03}")
    name = factory.LazyAttribute(lambda row: f"Issue {row.code}")
    severity = Issue.Severity.MEDIUM
    opened_on = date(2026, 9, 1)


class ReworkEntryFactory(DjangoModelFactory[ReworkEntry]):
    class Meta:
        model = ReworkEntry

    project = factory.SubFactory(ProjectFactory)
    month = date(2026, 9, 1)
    hours = Decimal(1000)
    rework_hours = Decimal(80)


class QualityCountFactory(DjangoModelFactory[QualityCount]):
    class Meta:
        model = QualityCount

    project = factory.SubFactory(ProjectFactory)
    month = date(2026, 9, 1)
    defects_before = 45
    defects_after = 5
    changes_deployed = 20
    changes_failed = 2


class MailFactory(DjangoModelFactory[Mail]):
    class Meta:
        model = Mail

    key = factory.Sequence(lambda n: f"mail:{n}")
    address = "ada@example.org"
    subject = "Hello"
    body = "Good morning."
    due_at = datetime(2026, 9, 30, tzinfo=UTC)
