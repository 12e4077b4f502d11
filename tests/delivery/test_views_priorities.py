"""The page of priorities: criteria by leads, marks by analysts, scores by nobody."""

import pytest
from django.urls import reverse

from delivery.models import PriorityCriterion, PriorityScore
from tests.delivery.pages import entries, errors, refusals, texts
from tests.factories import (
    PortfolioFactory,
    PriorityCriterionFactory,
    PriorityScoreFactory,
    ProjectFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture
def duty(portfolio):
    return PriorityCriterionFactory(portfolio=portfolio, name="Duty", weight=3)


@pytest.fixture
def project(portfolio):
    return ProjectFactory(portfolio=portfolio, code="P-1", name="Tunnel")


@pytest.fixture
def desk(client, analyst):
    """A browser in which the analyst is signed in."""
    client.force_login(analyst)
    return client


def url(name, *arguments):
    return reverse(f"delivery:{name}", args=arguments)


def post(client, path, **changes):
    """Open a form, change some entries, and send it."""
    return client.post(path, entries(client.get(path), **changes))


def ranked(client, portfolio):
    """The rows of the ranking as texts."""
    page = client.get(url("priority_list", portfolio.slug))
    return texts(page, "#ranked-table ~ tbody tr")


def test_a_lead_adds_and_weighs_a_criterion(client, portfolio, lead):
    client.force_login(lead)
    path = url("priority_criterion_create", portfolio.slug)
    assert post(client, path, name="Duty", weight="3").status_code == 302
    criterion = PriorityCriterion.objects.get()
    assert (criterion.portfolio, criterion.weight) == (portfolio, 3)
    assert "of that name" in errors(post(client, path, name="Duty"))["name"]
    update = url("priority_criterion_update", criterion.pk)
    assert "more than 0" in errors(post(client, update, weight="0"))["weight"]


def test_a_score_appears_when_all_marks_are_given(desk, portfolio, duty, project):
    value = PriorityCriterionFactory(portfolio=portfolio, name="Value", weight=1)
    path = url("priority_marks", portfolio.slug)
    post(desk, path, **{f"mark-{project.pk}-{duty.pk}": "10"})
    assert "not all marks are given" in ranked(desk, portfolio)[0]
    post(desk, path, **{f"mark-{project.pk}-{value.pk}": "2"})
    assert ranked(desk, portfolio) == ["P-1 Tunnel Transport 80 – 10 2"]


def test_projects_stand_by_their_scores_and_the_unknown_last(
    desk, portfolio, duty, project
):
    for code, mark in (("P-2", 3), ("P-3", 9)):
        other = ProjectFactory(portfolio=portfolio, code=code)
        PriorityScoreFactory(project=other, criterion=duty, mark=mark)
    assert [row.split()[0] for row in ranked(desk, portfolio)] == ["P-3", "P-2", "P-1"]


def test_a_mark_is_a_whole_number_from_0_to_10(desk, portfolio, duty, project):
    name = f"mark-{project.pk}-{duty.pk}"
    sent = [{name: mark} for mark in ("11", "-1", "7.5", "x")]
    for found in refusals(desk, url("priority_marks", portfolio.slug), *sent):
        assert found[name].endswith("Enter a whole number from 0 to 10.")
    assert not PriorityScore.objects.exists()


def test_only_a_lead_takes_a_mark_back(client, portfolio, duty, project, analyst, lead):
    PriorityScoreFactory(project=project, criterion=duty)
    path, name = url("priority_marks", portfolio.slug), f"mark-{project.pk}-{duty.pk}"
    client.force_login(analyst)
    assert "PMO lead" in errors(post(client, path, **{name: ""}))[name]
    client.force_login(lead)
    assert post(client, path, **{name: ""}).status_code == 302
    assert not PriorityScore.objects.exists()


def test_a_mark_that_somebody_gave_meanwhile_is_told(desk, portfolio, duty, project):
    path, name = url("priority_marks", portfolio.slug), f"mark-{project.pk}-{duty.pk}"
    opened = entries(desk.get(path))
    desk.post(path, opened | {name: "4"})
    second = desk.post(path, opened | {name: "6"})
    assert second.status_code == 409
    assert "Somebody saved 4 meanwhile" in errors(second)[name]
    assert desk.post(path, entries(second)).status_code == 302
    assert PriorityScore.objects.get().mark == 6


def test_criteria_from_above_hold_until_a_portfolio_has_its_own(
    desk, organisation, portfolio, project
):
    PriorityCriterionFactory(portfolio=organisation, name="Group duty")
    page = desk.get(url("priority_list", portfolio.slug))
    assert "These are the criteria of Organisation" in " ".join(texts(page, "main"))
    PriorityCriterionFactory(portfolio=portfolio, name="Own duty")
    page = desk.get(url("priority_list", portfolio.slug))
    assert texts(page, "#criteria-table ~ tbody th") == ["Own duty"]


def test_a_portfolio_below_with_criteria_of_its_own_is_ranked_there(
    client, chief, organisation, portfolio, project, duty
):
    PriorityCriterionFactory(portfolio=organisation, name="Group duty")
    beside = PortfolioFactory(slug="health", parent=organisation)
    ProjectFactory(portfolio=beside, code="H-1")
    client.force_login(chief)
    assert [row.split()[0] for row in ranked(client, organisation)] == ["H-1"]
    assert [row.split()[0] for row in ranked(client, portfolio)] == ["P-1"]


def test_the_ranking_is_a_file_with_a_column_a_criterion(
    desk, portfolio, duty, project
):
    PriorityScoreFactory(project=project, criterion=duty, mark=7)
    export = b"".join(desk.get(url("priority_export", portfolio.slug, "csv")))
    assert b"portfolio,project,name,priority_tier,priority_score,Duty" in export
    assert b"transport,P-1,Tunnel,,70,7" in export
