"""The demonstration organisation: the same each time, and true to its stories."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from delivery.calculations.periods import PeriodKind
from delivery.calculations.xmr import xmr
from delivery.demo.benefits import BENEFITS
from delivery.demo.histories import MONTHS, ProjectRun, benefit_amounts, kpi_values
from delivery.demo.kpis import KPIS, NEW_LIMITS
from delivery.demo.projects import DONE, OPEN, PROJECTS
from delivery.demo.risks import ISSUES, RISKS
from delivery.demo.services import REJECTED
from delivery.demo.writing import PEOPLE, write_demo
from delivery.models import (
    Benefit,
    BenefitEntry,
    ClaimDecision,
    ExchangeRate,
    Issue,
    Kpi,
    KpiMeasurement,
    Objective,
    ObjectiveLink,
    Portfolio,
    Project,
    ReworkEntry,
    Risk,
    RiskAssessment,
    StatusUpdate,
    Task,
)

UNTIL = date(2026, 9, 30)


@pytest.fixture(scope="module")
def _demonstration(kept: None) -> None:
    assert write_demo(UNTIL, "a-long-password")


def written(test):
    """Let a test begin with the demonstration as it is written."""
    with_rows = pytest.mark.usefixtures("_demonstration")(test)
    return pytest.mark.django_db(pytest.mark.one_engine(with_rows))


def values_of(code: str) -> list[Decimal | None]:
    story = next(story for story in KPIS if story.code == code)
    return kpi_values(story)


def test_the_story_has_the_size_that_was_promised():
    assert (len(PROJECTS), len(KPIS), len(BENEFITS)) == (40, 46, 60)


@pytest.mark.parametrize("story", PROJECTS, ids=lambda story: story.code)
def test_what_is_done_is_over_and_what_is_open_is_not(story):
    finishes_at = ProjectRun(story).finishes_at
    if story.status == DONE:
        assert finishes_at < MONTHS
    if story.status == OPEN:
        assert finishes_at > MONTHS


@pytest.mark.parametrize("story", PROJECTS, ids=lambda story: story.code)
def test_planned_and_earned_value_and_cost_never_go_back(story):
    run = ProjectRun(story)
    for series in (run.planned_value, run.earned_value, run.actual_cost):
        values = [series(month) for month in run.months_reported()]
        assert values == sorted(values)


def test_complaints_fell_for_real_and_call_answering_only_wobbles():
    complaints = xmr(values_of("KC-01"), baseline=12)
    assert complaints.rule2
    for calls in (xmr(values_of("KC-15")), xmr(values_of("KC-15"), baseline=12)):
        assert [*calls.rule1, *calls.rule2, *calls.rule3, *calls.mr_rule] == []


def test_new_limits_begin_where_complaints_had_shifted():
    values = values_of("KC-01")
    ((code, month, _reason),) = NEW_LIMITS
    shift = xmr(values, baseline=12).rule2
    assert (code, shift[-1]) == ("KC-01", MONTHS - 1)
    assert month in shift


def test_one_kpi_has_not_been_entered_since_spring():
    values = values_of("TW-K6")
    assert values[23] is not None
    assert values[24:] == [None] * 6


def test_a_benefit_that_nobody_measures_has_only_a_plan():
    story = next(story for story in BENEFITS if "site visits" in story.name)
    kinds = {kind for _, kind, _ in benefit_amounts("B-03", story)}
    assert kinds == {BenefitEntry.Kind.PLANNED}


def test_the_same_story_is_told_twice_alike():
    story = BENEFITS[0]
    assert list(benefit_amounts("B-01", story)) == list(benefit_amounts("B-01", story))


@written
def test_work_and_scope_tell_the_same_story_as_the_reports():
    slow = Project.objects.get(code="BR-01")
    calm = Project.objects.get(code="LK-05")
    assert slow.tasks.overdue_on(UNTIL).exists()
    assert slow.scope_items.unapproved().exists()
    assert calm.tasks.count() == calm.tasks.finished().count() == 14
    assert not calm.scope_items.unapproved().exists()
    assert Task.objects.count() == Task.history.count()
    assert not Task.objects.filter(actual_finish__gt=UNTIL).exists()
    done = Project.objects.filter(status=DONE)
    assert not done.filter(business_case_on=None).exists()


@written
def test_everything_is_written_once_and_with_history():
    assert Portfolio.objects.count() == 9
    assert max(portfolio.depth for portfolio in Portfolio.objects.all()) == 2
    for model, count in (
        (Project, 40),
        (Kpi, 46),
        (Benefit, 60),
        (Risk, len(RISKS)),
        (Issue, len(ISSUES)),
    ):
        added = model.history.filter(history_type="+")
        assert model.objects.count() == added.count() == count
    assert StatusUpdate.objects.latest("status_date").status_date == UNTIL
    assert KpiMeasurement.objects.latest("period_end").period_end == UNTIL

    assert not write_demo(UNTIL, "another-password")
    assert Project.objects.count() == 40


@written
def test_finance_has_decided_and_has_something_left_to_decide():
    verdicts = Counter(ClaimDecision.objects.values_list("verdict", flat=True))
    assert verdicts["accepted"] > verdicts["accepted_in_part"] > verdicts["rejected"]
    assert verdicts["rejected"] == 1
    waiting = BenefitEntry.objects.awaiting_decision()
    assert set(waiting.values_list("month", flat=True)) == {date(2026, 9, 1)}
    assert not waiting.filter(benefit__name=REJECTED).exists()
    shares = Benefit.objects.annotate(shared=Sum("attributions__share"))
    assert not shares.filter(shared__gt=1).exists()
    assert Benefit.objects.unmeasured_on(UNTIL).exists()


@written
def test_a_risk_came_true_a_response_paid_and_a_team_learnt():
    for model in (Risk, RiskAssessment, Issue, ReworkEntry):
        for row in model.objects.all():
            # What is unique, and what a constraint says, the database has judged.
            row.full_clean(validate_unique=False, validate_constraints=False)
    came_true = Risk.objects.get(code="BR-R1")
    assert came_true.status == Risk.Status.OCCURRED
    assert came_true.issues.get().opened_on >= came_true.closed_on
    paid = Risk.objects.get(code="LK-R1")
    assert paid.avoided_loss > 10 * paid.response_cost
    shares = {
        entry.month: entry.rework_share
        for entry in ReworkEntry.objects.filter(project__code="DS-05")
    }
    before = [share for month, share in shares.items() if month < date(2026, 4, 1)]
    after = [share for month, share in shares.items() if month >= date(2026, 4, 1)]
    assert min(before) > 2 * max(after)


@written
def test_the_people_see_what_their_roles_allow(django_user_model):
    seen = {
        username: Portfolio.objects.with_figures_for(
            django_user_model.objects.get(username=username)
        ).count()
        for username, _name, _role in PEOPLE
    }
    assert seen == {
        "analyst": 9,
        "lead": 9,
        "finance": 9,
        "executive": 9,
        "admin": 0,
        "outsider": 0,
    }


def test_reporting_is_by_quarter():
    assert Portfolio().period_of(UNTIL).kind is PeriodKind.QUARTER


@written
def test_a_funded_programme_serves_nothing_and_an_objective_has_no_money():
    linked = set(ObjectiveLink.objects.values_list("project__code", flat=True))

    billing = Project.objects.filter(portfolio__slug="billing")
    assert not linked & set(billing.values_list("code", flat=True))
    assert {"SM-02", "LK-04", "TW-03", "DS-05"} <= linked
    (unserved,) = Objective.objects.with_counts().filter(project_count=0)
    assert unserved.code == "HOMES"
    assert sum(Objective.objects.values_list("target_share", flat=True)) == 1
    assert Benefit.objects.filter(objective__code="METER", currency="GBP").exists()


@written
def test_there_is_a_rate_for_every_pound_of_the_demonstration():
    kinds = ExchangeRate.objects.values_list("kind", flat=True)
    assert set(kinds) == {"plan", "average", "closing"}
    pounds = Project.objects.filter(currency="GBP")
    assert list(pounds.values_list("code", flat=True)) == ["SM-04"]
