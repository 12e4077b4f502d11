"""Factories of Step 10: the smallest row that makes sense."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from recognition.models import (
    Answer,
    Assumption,
    BenefitRange,
    CaseTerms,
    ExecutiveReport,
    FollowUp,
    Invitation,
    Question,
    Questionnaire,
    ReportCopy,
    ReportSchedule,
    ReportSection,
    Response,
    Responsibility,
    Round,
    RoundPlan,
    ServiceAgreement,
    ServiceRequest,
    Stakeholder,
    Theme,
    TranslationInput,
    ValueItem,
    ValueLetter,
    ValueTranslation,
)
from tests.factories.delivery import (
    BenefitFactory,
    PortfolioFactory,
    ProjectFactory,
    ServiceFactory,
    UserFactory,
)


class StakeholderFactory(DjangoModelFactory[Stakeholder]):
    class Meta:
        model = Stakeholder

    portfolio = factory.SubFactory(PortfolioFactory)
    name = factory.Faker("name")
    email = factory.Sequence(lambda n: f"sponsor{n}@example.org")


class ResponsibilityFactory(DjangoModelFactory[Responsibility]):
    class Meta:
        model = Responsibility

    stakeholder = factory.SubFactory(StakeholderFactory)
    project = factory.SubFactory(ProjectFactory)


class QuestionnaireFactory(DjangoModelFactory[Questionnaire]):
    class Meta:
        model = Questionnaire

    portfolio = factory.SubFactory(PortfolioFactory)
    name = factory.Sequence(lambda n: f"Questionnaire {n}")


class QuestionFactory(DjangoModelFactory[Question]):
    class Meta:
        model = Question

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    position = factory.Sequence(lambda n: n)
    kind = Question.Kind.NPS
    text = "How likely are you to recommend the PMO?"


class RoundPlanFactory(DjangoModelFactory[RoundPlan]):
    class Meta:
        model = RoundPlan

    portfolio = factory.SubFactory(PortfolioFactory)
    event = RoundPlan.Event.PROJECT_CLOSED
    questionnaire = factory.SubFactory(
        QuestionnaireFactory, portfolio=factory.SelfAttribute("..portfolio")
    )
    mode = "confidential"
    starts_on = date(2026, 1, 1)


class RoundFactory(DjangoModelFactory[Round]):
    """An open round of the third quarter of 2026."""

    class Meta:
        model = Round

    portfolio = factory.SubFactory(PortfolioFactory)
    name = factory.Sequence(lambda n: f"Round {n}")
    questionnaire = factory.SubFactory(
        QuestionnaireFactory, portfolio=factory.SelfAttribute("..portfolio")
    )
    period_start = date(2026, 7, 1)
    period_end = date(2026, 9, 30)
    state = Round.State.OPEN
    opens_on = date(2026, 10, 1)
    closes_on = date(2099, 12, 31)


class InvitationFactory(DjangoModelFactory[Invitation]):
    class Meta:
        model = Invitation

    round = factory.SubFactory(RoundFactory)
    stakeholder = factory.SubFactory(
        StakeholderFactory, portfolio=factory.SelfAttribute("..round.portfolio")
    )
    is_anonymous = factory.LazyAttribute(lambda made: made.round.is_anonymous)
    expires_on = factory.LazyAttribute(lambda made: made.round.closes_on)


class ResponseFactory(DjangoModelFactory[Response]):
    class Meta:
        model = Response

    round = factory.SubFactory(RoundFactory)
    is_anonymous = factory.LazyAttribute(lambda made: made.round.is_anonymous)
    language = "en"


class AnswerFactory(DjangoModelFactory[Answer]):
    class Meta:
        model = Answer

    response = factory.SubFactory(ResponseFactory)
    question = factory.SubFactory(
        QuestionFactory,
        questionnaire=factory.SelfAttribute("..response.round.questionnaire"),
    )
    score = 9


class ThemeFactory(DjangoModelFactory[Theme]):
    class Meta:
        model = Theme

    portfolio = factory.SubFactory(PortfolioFactory)
    name = factory.Sequence(lambda n: f"Theme {n}")


class FollowUpFactory(DjangoModelFactory[FollowUp]):
    class Meta:
        model = FollowUp

    portfolio = factory.SubFactory(PortfolioFactory)
    said = "The reports come too late."


class ValueItemFactory(DjangoModelFactory[ValueItem]):
    """€ 1,000 of the third quarter of 2026, without events in the ledger.

    For pages and sums. What is to be appended to, lets `follow` make its items.
    """

    class Meta:
        model = ValueItem

    portfolio = factory.SubFactory(PortfolioFactory)
    kind = ValueItem.Kind.BENEFIT
    benefit = factory.SubFactory(
        BenefitFactory, portfolio=factory.SelfAttribute("..portfolio")
    )
    period_start = date(2026, 7, 1)
    period_end = date(2026, 9, 30)
    amount = Decimal(1000)
    currency = "EUR"
    validated_on = date(2026, 9, 30)
    evidence = "E3"
    created_at = datetime(2026, 10, 1, tzinfo=UTC)


class ValueLetterFactory(DjangoModelFactory[ValueLetter]):
    class Meta:
        model = ValueLetter

    portfolio = factory.SubFactory(PortfolioFactory)
    sponsor = factory.SubFactory(
        StakeholderFactory, portfolio=factory.SelfAttribute("..portfolio")
    )
    sent_at = datetime(2026, 10, 1, tzinfo=UTC)
    expires_on = date(2099, 12, 31)


class AssumptionFactory(DjangoModelFactory[Assumption]):
    """The cost of an hour, proposed and not approved yet."""

    class Meta:
        model = Assumption

    portfolio = factory.SubFactory(PortfolioFactory)
    name = factory.Sequence(lambda n: f"Cost of an hour {n}")
    value = Decimal(62)
    unit = Assumption.Unit.MONEY
    currency = "EUR"
    unit_label = "per hour"
    owner = "Head of payroll"
    source = "Pay scale 2026"
    dated_on = date(2026, 1, 1)
    expires_on = date(2099, 12, 31)


class ValueTranslationFactory(DjangoModelFactory[ValueTranslation]):
    """Hours freed in the third quarter of 2026, without numbers yet."""

    class Meta:
        model = ValueTranslation

    portfolio = factory.SubFactory(PortfolioFactory)
    name = factory.Sequence(lambda n: f"Shorter meter reading {n}")
    formula = "hours_freed"
    period = "2026-Q3"
    currency = "EUR"
    attribution = Decimal("0.8")
    attribution_method = "owner_estimate"
    confidence = Decimal("0.5")


class TranslationInputFactory(DjangoModelFactory[TranslationInput]):
    """The hours less for each case, typed."""

    class Meta:
        model = TranslationInput

    translation = factory.SubFactory(ValueTranslationFactory)
    role = TranslationInput.Factor.DRIVER
    source = TranslationInput.Source.TYPED
    number = Decimal("0.5")
    note = "Timed by hand on twenty routes"
    reference = "Study of May 2026"
    as_of = date(2026, 9, 30)


class CaseTermsFactory(DjangoModelFactory[CaseTerms]):
    """Five years at six per cent."""

    class Meta:
        model = CaseTerms

    portfolio = factory.SubFactory(PortfolioFactory)
    discount_rate = Decimal("0.06")
    years = 5


class BenefitRangeFactory(DjangoModelFactory[BenefitRange]):
    class Meta:
        model = BenefitRange

    benefit = factory.SubFactory(BenefitFactory)
    low_share = Decimal("0.8")
    high_share = Decimal("1.1")


class ServiceRequestFactory(DjangoModelFactory[ServiceRequest]):
    """An open request of August 2026."""

    class Meta:
        model = ServiceRequest

    service = factory.SubFactory(ServiceFactory)
    stakeholder = factory.SubFactory(
        StakeholderFactory, portfolio=factory.SelfAttribute("..service.portfolio")
    )
    title = "A planner for the first plan"
    requested_on = date(2026, 8, 3)


class ServiceAgreementFactory(DjangoModelFactory[ServiceAgreement]):
    class Meta:
        model = ServiceAgreement

    service = factory.SubFactory(ServiceFactory)
    stakeholder = factory.SubFactory(
        StakeholderFactory, portfolio=factory.SelfAttribute("..service.portfolio")
    )
    due_on = date(2026, 9, 1)


class ExecutiveReportFactory(DjangoModelFactory[ExecutiveReport]):
    """A draft of the quarterly report on the third quarter of 2026, still empty."""

    class Meta:
        model = ExecutiveReport

    portfolio = factory.SubFactory(PortfolioFactory)
    period_key = "2026-Q3"
    template = ExecutiveReport.Template.QUARTERLY
    title = "What the third quarter brought"


class ReportSectionFactory(DjangoModelFactory[ReportSection]):
    class Meta:
        model = ReportSection

    report = factory.SubFactory(ExecutiveReportFactory)
    kind = ReportSection.Kind.NARRATIVE
    title = "In short"
    text = "It went well."


class ReportCopyFactory(DjangoModelFactory[ReportCopy]):
    class Meta:
        model = ReportCopy

    report = factory.SubFactory(ExecutiveReportFactory)
    stakeholder = factory.SubFactory(
        StakeholderFactory, portfolio=factory.SelfAttribute("..report.portfolio")
    )


class ReportScheduleFactory(DjangoModelFactory[ReportSchedule]):
    """Ten days after each quarter, at eight."""

    class Meta:
        model = ReportSchedule

    portfolio = factory.SubFactory(PortfolioFactory)
    name = factory.Sequence(lambda number: f"Report {number}")
    pattern = factory.SubFactory(
        ExecutiveReportFactory, portfolio=factory.SelfAttribute("..portfolio")
    )
    owner = factory.SubFactory(UserFactory)
    starts_on = date(2026, 10, 1)
