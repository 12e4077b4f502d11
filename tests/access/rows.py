"""One row of each kind in the portfolio, by the names used in the table."""

from datetime import date
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile

from accounts.models import User
from delivery.models import Benefit, Cycle, ImportBatch, Membership, Portfolio
from recognition.actions.consents import note_use, take_back
from recognition.actions.following import follow
from recognition.actions.stories import draft_from_benefit
from recognition.actions.value import change_sponsor, proposal_of, tell, word
from recognition.models import Branding, StoryPicture, TestimonialUse, ValueItem
from scorecards.actions.freezing import freeze
from scorecards.actions.rendering import ask_for_file
from scorecards.models import FrozenScorecard, RenderedFile, Scorecard
from scorecards.regeneration import refresh_here
from tests.access.people import CANARY
from tests.access.report_pages import made_reports
from tests.factories import (
    AllocationFactory,
    AnnotationFactory,
    AnswerFactory,
    AssumptionFactory,
    AttributionFactory,
    BaselineFactory,
    BenefitEntryFactory,
    BenefitFactory,
    BenefitLeakFactory,
    BenefitRangeFactory,
    CapacityFactory,
    CaseTermsFactory,
    ClaimDecisionFactory,
    ClosingFactory,
    ContingencyFactory,
    CycleFactory,
    ExchangeRateFactory,
    FollowUpFactory,
    ImportMappingFactory,
    InvitationFactory,
    IssueFactory,
    KpiFactory,
    KpiMeasurementFactory,
    KpiTargetFactory,
    LessonFactory,
    LimitDecisionFactory,
    MilestoneFactory,
    ObjectiveFactory,
    ObjectiveLinkFactory,
    OverlapGroupFactory,
    PriorityCriterionFactory,
    PriorityScoreFactory,
    ProjectFactory,
    PromiseFactory,
    QualityCountFactory,
    QuestionFactory,
    QuestionnaireFactory,
    RatingLevelFactory,
    ResourceFactory,
    ResourceHoursFactory,
    ResponsibilityFactory,
    ReworkEntryFactory,
    RiskAssessmentFactory,
    RiskFactory,
    RiskLevelFactory,
    RoundFactory,
    RoundPlanFactory,
    ScopeItemFactory,
    ServiceAgreementFactory,
    ServiceCostFactory,
    ServiceFactory,
    ServiceRequestFactory,
    ServiceUseFactory,
    StakeholderFactory,
    StatusUpdateFactory,
    TaskFactory,
    TranslationInputFactory,
    ValueTranslationFactory,
)
from tests.recognition.quoting import NOW, published
from tests.recognition.value.ledger import validated

DAY = date(2026, 9, 30)


def made_facts(analyst: User, finance: User) -> dict[str, Any]:
    portfolio = Portfolio.objects.get(slug="transport")
    name = {"name": CANARY}
    project = ProjectFactory(portfolio=portfolio, **name)
    kpi = KpiFactory(portfolio=portfolio, **name)
    benefit = BenefitFactory(portfolio=portfolio, project=project, **name)
    BenefitEntryFactory(benefit=benefit, kind="planned")
    resource = ResourceFactory(portfolio=portfolio, **name)
    criterion = PriorityCriterionFactory(portfolio=portfolio, **name)
    objective = ObjectiveFactory(portfolio=portfolio, **name)
    service = ServiceFactory(portfolio=portfolio, **name)
    risk = RiskFactory(portfolio=portfolio, project=project, **name)
    made = {
        "portfolio": portfolio,
        "membership": Membership.objects.get(user=finance),
        "cycle": CycleFactory(portfolio=portfolio, **name),
        "project": project,
        "baseline": BaselineFactory(project=project, reason=CANARY),
        "status_update": StatusUpdateFactory(
            project=project, rating=RatingLevelFactory(), note=CANARY
        ),
        "milestone": MilestoneFactory(project=project, **name),
        "task": TaskFactory(project=project, **name),
        "scope_item": ScopeItemFactory(project=project, **name),
        "kpi": kpi,
        "target": KpiTargetFactory(kpi=kpi),
        "measurement": KpiMeasurementFactory(kpi=kpi, note=CANARY),
        "submitted": KpiMeasurementFactory(
            kpi__portfolio=portfolio,
            kpi__name=f"{CANARY} awaited",
            kpi__approval_from=date(2026, 1, 1),
            note=CANARY,
        ),
        "annotation": AnnotationFactory(kpi=kpi, text=CANARY),
        "decision": LimitDecisionFactory(kpi=kpi, reason=CANARY),
        "benefit": benefit,
        "claim": BenefitEntryFactory(benefit=benefit, kind="claimed", note=CANARY),
        "mapping": ImportMappingFactory(portfolio=portfolio, **name),
        "resource": resource,
        "capacity": CapacityFactory(resource=resource),
        "allocation": AllocationFactory(resource=resource, project=project),
        "hours": ResourceHoursFactory(resource=resource, project=project, note=CANARY),
        "criterion": criterion,
        "score": PriorityScoreFactory(project=project, criterion=criterion),
        "objective": objective,
        "link": ObjectiveLinkFactory(project=project, objective=objective),
        "rate": ExchangeRateFactory(portfolio=portfolio.parent),
        "claim_decision": ClaimDecisionFactory(
            benefit=benefit, month=date(2020, 1, 1), reason=CANARY
        ),
        "leak": BenefitLeakFactory(benefit=benefit, note=CANARY),
        "overlap": OverlapGroupFactory(portfolio=portfolio, **name),
        "service": service,
        "cost": ServiceCostFactory(service=service, note=CANARY),
        "service_use": ServiceUseFactory(project=project, service=service),
        "attribution": AttributionFactory(benefit=benefit, service=service),
        "risk": risk,
        "assessment": RiskAssessmentFactory(risk=risk, note=CANARY),
        "level": RiskLevelFactory(portfolio=portfolio, impact_label=CANARY),
        "contingency": ContingencyFactory(portfolio=portfolio, note=CANARY),
        "issue": IssueFactory(portfolio=portfolio, project=project, risk=risk, **name),
        "rework": ReworkEntryFactory(project=project, note=CANARY),
        "quality": QualityCountFactory(project=project, note=CANARY),
        "batch": ImportBatch.objects.create(
            portfolio=portfolio,
            kind="projects",
            file=ContentFile(b"code,name\n", f"{CANARY}.csv"),
            errors_file=ContentFile(b"line\n", "errors.csv"),
            name=f"{CANARY}.csv",
            size=10,
            sha256="0" * 64,
            uploaded_by=analyst,
        ),
    }
    made |= voices(portfolio, project)
    made |= made_value(benefit)
    made |= made_quotes(portfolio) | made_story(benefit, analyst) | words(portfolio)
    CaseTermsFactory(portfolio=portfolio, rate_source=CANARY)
    brand = Branding(
        portfolio=portfolio, name=CANARY, accent="#1d4f91", second="#0b6e4f"
    )
    brand.put_logo(b"drawn", "image/png", b"drawn")
    brand.save()
    BenefitRangeFactory(benefit=benefit, basis=CANARY)
    asked = {"service": service, "stakeholder": made["stakeholder"]}
    made |= {
        "service_request": ServiceRequestFactory(title=CANARY, **asked),
        "service_agreement": ServiceAgreementFactory(note=CANARY, **asked),
    }
    list(refresh_here(Portfolio.objects.all()))
    scorecard = Scorecard.objects.of_latest_period().get(portfolio=portfolio)
    made |= made_cycle(made["cycle"], scorecard) | made_reports(scorecard)
    made["file"] = made_file(scorecard)
    return made | {"panel": next(iter(scorecard.figures))}


def made_file(scorecard: Scorecard) -> RenderedFile:
    """A file that is ready."""
    file = ask_for_file(scorecard, "pptx", "", language="en", by=None, now=NOW)
    file.state, file.made_at = RenderedFile.State.DONE, NOW
    file.size, file.sha256 = len(CANARY), sha256(CANARY.encode()).hexdigest()
    file.file.save("reports/file.pptx", ContentFile(CANARY.encode()))
    return file


def made_cycle(cycle: Cycle, scorecard: Scorecard) -> dict[str, Any]:
    """What the open cycle is to hand on, and one that was closed on the scorecard."""
    lead = User.objects.get(username="lead")
    closed = CycleFactory(
        portfolio=cycle.portfolio, name=f"{CANARY} over", status="closed"
    )
    closing = ClosingFactory(cycle=closed, opened=cycle, closed_by=lead)
    reason = FrozenScorecard.Reason.CYCLE_CLOSED
    return {
        "top": cycle.portfolio.parent,
        "lesson": LessonFactory(cycle=cycle, text=CANARY),
        "promise": PromiseFactory(cycle=cycle, text=CANARY),
        "closed_cycle": closed,
        "frozen": freeze(scorecard, reason, by=lead, at=NOW, closing=closing),
    }


def voices(portfolio: Portfolio, project: Any) -> dict[str, Any]:
    """One row of each kind of Step 10, by the names used in the table."""
    of_portfolio = {"portfolio": portfolio, "name": CANARY}
    sponsor = StakeholderFactory(**of_portfolio)
    asked = RoundFactory(**of_portfolio, questionnaire__name=f"{CANARY} asked")
    free = QuestionnaireFactory(**of_portfolio)
    question = QuestionFactory(questionnaire=free, text=CANARY)
    closed = RoundFactory(
        portfolio=portfolio, name=f"{CANARY} over", state="closed", mode="attributed"
    )
    return {
        "closed_round": closed,
        "comment": AnswerFactory(
            response__round=closed, question__kind="text", score=None, text=CANARY
        ),
        "follow_up": FollowUpFactory(portfolio=portfolio, said=CANARY),
        "stakeholder": sponsor,
        "responsibility": ResponsibilityFactory(stakeholder=sponsor, project=project),
        "questionnaire": free,
        "question": question,
        "round": asked,
        "draft_round": RoundFactory(
            portfolio=portfolio,
            name=f"{CANARY} later",
            state="draft",
            questionnaire=free,
        ),
        "invitation": InvitationFactory(round=asked, stakeholder=sponsor),
        "round_plan": RoundPlanFactory(portfolio=portfolio, questionnaire=free),
    }


def made_value(benefit: Benefit) -> dict[str, Any]:
    """Validated value in words, and the letter that told of it."""
    validated(benefit, date(2026, 9, 1), 100)
    reader = StakeholderFactory(portfolio=benefit.portfolio, name=CANARY)
    follow(benefit.portfolio, NOW)
    item = ValueItem.objects.for_page().get(benefit=benefit)
    change_sponsor(item, reader, None, NOW)
    word(item, proposal_of(item).template, None, NOW)
    item = ValueItem.objects.for_page().get(pk=item.pk)
    return {"value": item, "value_letter": tell(reader, [item], None, NOW)}


def made_quotes(portfolio: Portfolio) -> dict[str, Any]:
    """A quote that is published, and one taken back that a report still carries."""
    lead = User.objects.get(username="lead")
    author = StakeholderFactory(portfolio=portfolio, name=CANARY)
    made = [published(author, CANARY, lead, ("internal", "board")) for _n in range(2)]
    use = TestimonialUse(testimonial=made[1], kind="report", place=CANARY, used_on=DAY)
    note_use(use, "board", lead)
    take_back(made[1], NOW)
    return {"testimonial": made[0], "quote_use": use}


def made_story(benefit: Benefit, analyst: User) -> dict[str, Any]:
    """A draft with one number and one picture."""
    story = draft_from_benefit(benefit, analyst, NOW)
    picture = StoryPicture(story=story, kind="png", width=1, height=1, alt=CANARY)
    picture.file.save("", ContentFile(b"pixels"))
    number = story.numbers.get()
    return {"story": story, "story_number": number, "picture": picture}


def words(portfolio: Portfolio) -> dict[str, Any]:
    """A translation that rests on an assumption, and one that finance approved."""
    of_portfolio = {"portfolio": portfolio}
    assumption = AssumptionFactory(**of_portfolio, name=CANARY, source=CANARY)
    approved = AssumptionFactory(
        **of_portfolio, name=f"{CANARY} approved", approved_at=NOW
    )
    translation = ValueTranslationFactory(**of_portfolio, name=CANARY)
    bound = TranslationInputFactory(
        translation=translation,
        role="unit_value",
        source="assumption",
        assumption=assumption,
        note="",
        reference="",
    )
    worded = ValueTranslationFactory(**of_portfolio, name=f"{CANARY} worded")
    for role in ("driver", "volume", "unit_value"):
        TranslationInputFactory(translation=worded, role=role)
    return {
        "worded": worded,
        "assumption": assumption,
        "approved_assumption": approved,
        "translation": translation,
        "bound": bound,
    }
