"""What the models of risks, issues, rework and quality refuse, and what they keep."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from delivery.models import (
    Contingency,
    Issue,
    Portfolio,
    QualityCount,
    ReworkEntry,
    Risk,
    RiskAssessment,
    RiskLevel,
)
from delivery.risk_scale import Matrix, Scale, scales_of
from tests.factories import (
    ContingencyFactory,
    IssueFactory,
    PortfolioFactory,
    ProjectFactory,
    QualityCountFactory,
    ReworkEntryFactory,
    RiskAssessmentFactory,
    RiskFactory,
    RiskLevelFactory,
)

pytestmark = pytest.mark.django_db

D = Decimal


def refusals(row):
    """What a row is refused for, in words."""
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    return " ".join(error.value.messages)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (
            lambda: RiskFactory.build(status="closed"),
            "A risk that is over has the day it closed",
        ),
        (
            lambda: RiskFactory.build(closed_on=date(2026, 3, 1)),
            "A risk that is over has the day it closed",
        ),
        (
            lambda: RiskFactory.build(status="closed", closed_on=date(2025, 1, 1)),
            "A risk cannot close before it was raised.",
        ),
        (
            lambda: RiskFactory.build(realised_amount=5),
            "Only a risk that happened has come to an amount.",
        ),
        (
            lambda: RiskFactory.build(avoided_loss=-1),
            "cannot be negative",
        ),
        (
            lambda: RiskFactory.build(strategy="exploit"),
            "One does not exploit a threat.",
        ),
        (
            lambda: RiskFactory.build(kind="opportunity", strategy="reduce"),
            "One does not reduce an opportunity.",
        ),
        (
            lambda: RiskAssessmentFactory.build(probability=D("1.2")),
            "A probability lies between 0 and 1 (100 per cent).",
        ),
        (
            lambda: RiskAssessmentFactory.build(impact_money=-1),
            "An impact is never negative",
        ),
        (
            lambda: RiskAssessmentFactory.build(probability=None, impact_money=None),
            "Judge how likely it is, or what it would cost or delay.",
        ),
        (
            lambda: ContingencyFactory.build(reserve=None),
            "Enter a reserve in money or in days.",
        ),
        (
            lambda: IssueFactory.build(resolved_on=date(2026, 8, 1)),
            "An issue cannot be resolved before it was opened.",
        ),
        (
            lambda: ReworkEntryFactory.build(rework_hours=1001),
            "Rework hours are part of all hours and cannot exceed them.",
        ),
        (
            lambda: ReworkEntryFactory.build(hours=None, rework_hours=None),
            "Enter all hours or all cost of the month",
        ),
        (
            lambda: ReworkEntryFactory.build(month=date(2026, 9, 2)),
            "Give the month by its first day.",
        ),
        (
            lambda: ReworkEntryFactory.build(design_hours=50, supplier_hours=31),
            "The causes add up to 81 hours, which is more than this.",
        ),
        (
            lambda: ReworkEntryFactory.build(rework_hours=None, design_hours=1),
            "The causes add up to 1 hours, which is more than this.",
        ),
        (
            lambda: QualityCountFactory.build(changes_failed=21),
            "No more changes can fail than were put into service.",
        ),
        (
            lambda: QualityCountFactory.build(unplanned_deployments=21),
            "Unplanned changes are among those put into service.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(made, why):
    assert why in refusals(made())


def test_a_risk_is_judged_once_a_day_and_anew_on_another():
    first = RiskAssessmentFactory()
    again = RiskAssessmentFactory.build(risk=first.risk)
    assert "This risk was judged on that day already." in refusals(again)
    RiskAssessmentFactory(risk=first.risk, assessed_on=date(2026, 9, 2))


def test_a_portfolio_and_each_of_its_projects_has_one_reserve_a_day():
    project = ProjectFactory()
    portfolio = project.portfolio
    ContingencyFactory(portfolio=portfolio)
    ContingencyFactory(portfolio=portfolio, project=project)
    for holder in (None, project):
        twin = ContingencyFactory.build(portfolio=portfolio, project=holder)
        assert "has a reserve from that day already." in refusals(twin)


@pytest.mark.parametrize(
    "made",
    [
        RiskFactory,
        RiskAssessmentFactory,
        ContingencyFactory,
        IssueFactory,
        ReworkEntryFactory,
        QualityCountFactory,
    ],
    ids=lambda factory: factory._meta.model.__name__,
)
def test_every_write_and_removal_raises_the_revision(made):
    row = made()
    owner = getattr(row, "project", None) or getattr(row, "risk", None) or row
    portfolio = Portfolio.objects.get(pk=owner.portfolio_id)

    row.save()
    saved = Portfolio.objects.get(pk=portfolio.pk)
    row.delete()
    removed = Portfolio.objects.get(pk=portfolio.pk)

    assert portfolio.revision < saved.revision < removed.revision


@pytest.mark.parametrize(
    "made",
    [
        RiskFactory,
        RiskAssessmentFactory,
        RiskLevelFactory,
        ContingencyFactory,
        IssueFactory,
        ReworkEntryFactory,
        QualityCountFactory,
    ],
    ids=lambda factory: factory._meta.model.__name__,
)
def test_three_people_have_the_rights_of_their_roles(
    made, portfolio, analyst, lead, executive, stranger
):
    model = made._meta.model
    within = {
        "project": ProjectFactory(portfolio=portfolio),
        "risk": RiskFactory(portfolio=portfolio),
        "portfolio": portfolio,
    }
    names = {field.name for field in model._meta.fields}
    field = next(
        name
        for name in ("project", "risk", "portfolio")
        if name in names and (name == "portfolio" or "portfolio" not in names)
    )
    row = made(**{field: within[field]})

    def count(gate, person):
        return getattr(model.objects, gate)(person).filter(pk=row.pk).count()

    seen = {
        gate: [count(gate, person) for person in (analyst, lead, executive, stranger)]
        for gate in ("visible_to", "editable_by", "removable_by")
    }
    assert seen == {
        "visible_to": [1, 1, 1, 0],
        "editable_by": [1, 1, 0, 0],
        "removable_by": [0, 1, 0, 0],
    }


def test_the_last_judgement_counts_and_no_judgement_is_unknown(
    django_assert_num_queries,
):
    judged, bare = RiskFactory(code="A"), RiskFactory(code="B")
    RiskAssessmentFactory(
        risk=judged, assessed_on=date(2026, 1, 1), probability=D("0.1")
    )
    RiskAssessmentFactory(risk=judged, probability=D("0.4"))
    with django_assert_num_queries(1):
        first, second = Risk.objects.with_latest_assessment().order_by("code")
    assert first.judged.inherent.expected == 40_000
    assert second.pk == bare.pk
    assert second.judged.inherent.expected is None


def test_what_nobody_answers_is_after_its_response_what_it_was_before():
    left, answered = RiskFactory(code="A"), RiskFactory(code="B", strategy="reduce")
    for risk in (left, answered):
        RiskAssessmentFactory(risk=risk)
    first, second = Risk.objects.with_latest_assessment().order_by("code")
    assert first.judged.residual.expected == 50_000
    assert second.judged.residual.expected is None


def test_an_issue_without_an_agreed_time_is_neither_late_nor_in_time():
    issue = IssueFactory.build(target_days=None)
    assert issue.is_late_on(date(2026, 12, 1)) is None
    issue.target_days = 30
    assert issue.is_late_on(date(2026, 10, 1)) is False
    assert issue.is_late_on(date(2026, 10, 2)) is True


def test_rework_that_is_not_coded_has_no_share_and_none_is_a_measured_zero():
    assert ReworkEntryFactory.build(rework_hours=None).rework_share is None
    assert ReworkEntryFactory.build(rework_hours=D(0)).rework_share == 0


# The scale and the matrix


@pytest.fixture
def scaled(portfolio, organisation):
    """A portfolio whose scale is that of the one above it."""
    for step, probability, money in (
        (1, "0.1", 10_000),
        (3, "0.5", 100_000),
        (5, "0.9", 1_000_000),
    ):
        RiskLevelFactory(
            portfolio=organisation,
            position=step,
            probability_label=f"p{step}",
            probability=D(probability),
            impact_label=f"i{step}",
            impact_money=D(money),
            impact_days=None,
        )
    return portfolio


def test_a_portfolio_uses_the_scale_of_the_nearest_one_above_it(scaled):
    assert Scale.of(scaled).words("probability") == {
        "p1": D("0.1"),
        "p3": D("0.5"),
        "p5": D("0.9"),
    }
    assert Scale.of(scaled).words("days") == {}
    RiskLevelFactory(portfolio=scaled)
    assert list(Scale.of(scaled).words("probability")) == ["likely"]
    assert Scale.of(PortfolioFactory()).levels == ()


def test_scales_of_many_portfolios_take_one_query(scaled, django_assert_num_queries):
    others = [PortfolioFactory(parent=scaled), PortfolioFactory()]
    with django_assert_num_queries(1):
        scales = scales_of([scaled, *others])
    assert [len(scales[one.pk].levels) for one in (scaled, *others)] == [3, 3, 0]


def test_a_risk_lies_at_the_nearest_steps_and_halfway_is_the_higher(scaled):
    def risk(code, probability, money):
        row = RiskFactory(code=code, portfolio=scaled)
        RiskAssessmentFactory(risk=row, probability=probability, impact_money=money)

    risk("A", D("0.3"), D(90_000))
    risk("B", D("0.95"), D(5_000_000))
    risk("C", None, D(1))
    risks = list(Risk.objects.with_latest_assessment().order_by("code"))
    matrix = Matrix.of(risks, scales_of([scaled]))
    placed = {
        (cell.probability, cell.impact): [risk.code for risk in cell.risks]
        for _label, cells in matrix.rows
        for cell in cells
        if cell.risks
    }
    assert placed == {(3, 3): ["A"], (5, 5): ["B"]}
    assert matrix.left_out == 1
    assert [label for label, _cells in matrix.rows] == ["p5", "4", "p3", "2", "p1"]
    assert [cells[4].weight for _label, cells in matrix.rows] == [
        "high",
        "high",
        "high",
        "medium",
        "low",
    ]


def test_every_model_says_what_one_row_is():
    for model in (
        Contingency,
        Issue,
        QualityCount,
        ReworkEntry,
        Risk,
        RiskAssessment,
        RiskLevel,
    ):
        assert (model.__doc__ or "").count("\n") == 0, model
        assert (model.__doc__ or "").endswith("."), model
