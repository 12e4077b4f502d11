"""The pages of projects, of their plans and of what is reported about them."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from delivery.models import Baseline, Milestone, Project, RatingScale, StatusUpdate
from tests.delivery.pages import entries, errors, parsed, texts
from tests.factories import (
    AllocationFactory,
    BaselineFactory,
    BenefitFactory,
    IssueFactory,
    KpiFactory,
    KpiMeasurementFactory,
    MilestoneFactory,
    ObjectiveFactory,
    ObjectiveLinkFactory,
    PortfolioFactory,
    ProjectFactory,
    QualityCountFactory,
    ResourceFactory,
    ResourceHoursFactory,
    ReworkEntryFactory,
    RiskFactory,
    ServiceUseFactory,
    StatusUpdateFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

TODAY = date(2026, 10, 15)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def project(portfolio) -> Project:
    portfolio.rating_scale = RatingScale.objects.get(name="Red, amber, green")
    portfolio.save()
    return ProjectFactory(portfolio=portfolio, code="T-1", name="Tunnel")


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


def test_an_analyst_adds_a_project_and_sees_it(desk, portfolio):
    response = post(desk, url("project_create"), code="T-1", name="Tunnel")
    project = Project.objects.get()
    assert response.headers["Location"] == url("project_detail", project.pk)
    assert (project.portfolio, project.currency) == (portfolio, portfolio.currency)
    page = desk.get(response.headers["Location"])
    assert texts(page, "h1") == ["Tunnel"]
    assert texts(page, ".message") == ["Project added."]
    assert texts(desk.get(response.headers["Location"]), ".message") == []


def test_a_second_project_of_a_code_is_refused_at_the_code(desk, project):
    response = post(desk, url("project_create"), code="T-1", name="Other")
    assert response.status_code == 422
    assert errors(response) == {
        "code": "Code: This portfolio has a project of that code."
    }
    assert Project.objects.count() == 1


def test_a_form_with_errors_keeps_the_entries_and_says_so_in_its_title(desk, project):
    path = url("project_update", project.pk)
    response = post(
        desk, path, name="New name", final_cost="1.234,56", priority_tier="x"
    )
    page = parsed(response)
    assert page.title.get_text().startswith("Error: ")
    assert errors(response)["final_cost"] == (
        "Final cost: Enter a number such as 1234.56."
    )
    field = page.select_one("#id_final_cost")
    assert field["value"] == "1.234,56"
    assert field["aria-invalid"] == "true"
    assert page.select_one("#id_name")["value"] == "New name"
    project.refresh_from_db()
    assert project.name == "Tunnel"


def test_markup_in_an_entry_is_shown_as_text(desk, project):
    evil = "<script>alert(1)</script>"
    post(desk, url("project_update", project.pk), name=evil, description=evil)
    StatusUpdateFactory(project=project, note=evil, source=evil)
    for name in ("project_detail", "project_history", "project_update"):
        page = parsed(desk.get(url(name, project.pk)))
        assert not [tag for tag in page.select("script") if "alert" in tag.get_text()]
    assert evil in parsed(desk.get(url("project_detail", project.pk))).get_text()


def test_what_is_finished_has_finished_in_the_past(desk, project):
    path = url("project_update", project.pk)
    response = post(desk, path, status="completed", actual_finish="2026-10-16")
    assert errors(response) == {
        "actual_finish": "Actual finish: This day lies ahead. What is expected goes "
        "into a status update."
    }
    assert (
        post(desk, path, status="completed", actual_finish="2026-10-15").status_code
        == 302
    )


def test_a_project_under_way_has_no_finish(desk, project):
    path = url("project_update", project.pk)
    response = post(desk, path, status="active", actual_finish="2026-10-01")
    assert errors(response) == {
        "actual_finish": "Actual finish: Only a completed or cancelled project has an "
        "actual finish."
    }


def test_a_control_character_in_a_name_is_refused(desk, project):
    response = post(desk, url("project_update", project.pk), name="Bell\x07")
    assert "control character (U+0007)" in errors(response)["name"]


def test_a_project_stays_in_its_portfolio_whatever_is_posted(desk, project, portfolio):
    elsewhere = PortfolioFactory()
    post(desk, url("project_update", project.pk), portfolio=elsewhere.pk, name="Moved")
    project.refresh_from_db()
    assert (project.name, project.portfolio) == ("Moved", portfolio)


def test_a_project_is_added_to_no_foreign_portfolio(desk, analyst):
    foreign = PortfolioFactory()
    path = url("project_create")
    response = post(desk, path, portfolio=foreign.pk, code="X", name="X")
    assert list(errors(response)) == ["portfolio"]
    assert not Project.objects.exists()


def test_saving_without_a_change_writes_nothing(desk, project):
    revision = project.portfolio.__class__.objects.get(pk=project.portfolio_id).revision
    assert post(desk, url("project_update", project.pk)).status_code == 302
    project.portfolio.refresh_from_db()
    assert project.portfolio.revision == revision
    assert project.history.count() == 1


# Two people at the same form


def test_the_second_of_two_saves_is_told_and_loses_nothing(desk, project, lead, client):
    path = url("project_update", project.pk)
    opened = entries(desk.get(path))
    first = desk.post(path, opened | {"sponsor": "Ada"})
    second = desk.post(path, opened | {"sponsor": "Grace", "manager": "Alan"})
    assert (first.status_code, second.status_code) == (302, 409)
    project.refresh_from_db()
    assert (project.sponsor, project.manager) == ("Ada", "")
    (row,) = texts(second, "caption#conflict ~ tbody tr")
    assert row == "Sponsor – Ada Grace"
    assert "Analyst saved this" in " ".join(texts(second, ".notice"))
    assert parsed(second).select_one("#id_manager")["value"] == "Alan"


def test_saving_again_after_having_been_told_puts_the_own_entries_there(desk, project):
    path = url("project_update", project.pk)
    opened = entries(desk.get(path))
    desk.post(path, opened | {"sponsor": "Ada"})
    told = desk.post(path, opened | {"sponsor": "Grace"})
    assert desk.post(path, entries(told)).status_code == 302
    project.refresh_from_db()
    assert project.sponsor == "Grace"


def test_a_row_deleted_meanwhile_is_not_found(desk, project):
    milestone = MilestoneFactory(project=project)
    path = url("milestone_update", milestone.pk)
    opened = entries(desk.get(path))
    milestone.delete()
    assert desk.post(path, opened).status_code == 404


def test_different_rows_never_clash(desk, project):
    first, second = MilestoneFactory.create_batch(2, project=project)
    forms = {
        row: (path, entries(desk.get(path)))
        for row in (first, second)
        if (path := url("milestone_update", row.pk))
    }
    for path, opened in forms.values():
        assert desk.post(path, opened | {"name": "New"}).status_code == 302


def test_a_form_without_the_version_it_was_opened_with_is_refused(desk, project):
    path = url("project_update", project.pk)
    sent = entries(desk.get(path), name="Blind")
    del sent["version"]
    assert desk.post(path, sent).status_code == 422
    project.refresh_from_db()
    assert project.name == "Tunnel"


# Plans


def test_approving_a_plan_adds_a_baseline_and_keeps_the_original(desk, project):
    path = url("baseline_create", project.pk)
    post(desk, path, approved_on="2026-01-01", finish="2026-12-31", budget="1000")
    post(
        desk,
        path,
        approved_on="2026-06-01",
        finish="2027-03-31",
        budget="1200.50",
        reason="Ground water",
    )
    assert list(project.baselines.values_list("number", "budget", "reason")) == [
        (1, Decimal(1000), ""),
        (2, Decimal("1200.50"), "Ground water"),
    ]
    page = desk.get(url("project_detail", project.pk))
    assert "rebaselined" in texts(page, "header .badge")


def test_a_new_plan_says_why_and_comes_after_the_old_one(desk, project):
    BaselineFactory(project=project, approved_on=date(2026, 6, 1))
    path = url("baseline_create", project.pk)
    response = post(desk, path, approved_on="2026-05-01", finish="2027-03-31")
    found = errors(response)
    assert found["reason"] == "Reason: Fill this in: it cannot stay empty."
    assert found["approved_on"].startswith(
        "Approved on: Original baseline was approved on Jun 1, 2026"
    )


def test_an_empty_plan_is_refused(desk, project):
    response = post(desk, url("baseline_create", project.pk), approved_on="2026-05-01")
    assert errors(response) == {
        "": "A baseline needs a date, a budget or a scope size."
    }
    assert not Baseline.objects.exists()


def test_a_negative_budget_is_refused_at_its_field(desk, project):
    path = url("baseline_create", project.pk)
    response = post(desk, path, approved_on="2026-05-01", budget="-1")
    assert errors(response) == {
        "budget": "Budget at completion: It cannot be negative."
    }


# Reports


def test_earned_value_beyond_the_budget_names_both_numbers(desk, project):
    BaselineFactory(project=project, budget=Decimal(100_000))
    path = url("status_update_create", project.pk)
    response = post(desk, path, status_date="2026-09-30", earned_value="120000")
    assert errors(response) == {
        "earned_value": "Earned value (EV): €120,000.00 is more than the budget at "
        "completion, €100,000.00 (Original baseline). Correct the value, or approve a "
        "new baseline."
    }
    assert (
        post(desk, path, status_date="2026-09-30", earned_value="100000").status_code
        == 302
    )


def test_earned_value_is_held_against_the_plan_of_its_day(desk, project):
    BaselineFactory(project=project, budget=100, approved_on=date(2026, 1, 1))
    BaselineFactory(project=project, budget=200, approved_on=date(2026, 9, 1), number=2)
    path = url("status_update_create", project.pk)
    early = post(desk, path, status_date="2026-08-31", earned_value="150")
    late = post(desk, path, status_date="2026-09-30", earned_value="150")
    assert (early.status_code, late.status_code) == (422, 302)


def test_a_red_rating_needs_its_reason(desk, project):
    red = project.portfolio.rating_scale.levels.get(colour="red")
    path = url("status_update_create", project.pk)
    response = post(desk, path, status_date="2026-09-30", rating=red.pk)
    assert errors(response) == {"note": "Note: Say why the project is rated Red."}
    sent = entries(response, note="The supplier left.")
    assert desk.post(path, sent).status_code == 302


def test_a_report_lies_in_the_past_and_stands_once_a_day(desk, project):
    StatusUpdateFactory(project=project, status_date=date(2026, 9, 30))
    path = url("status_update_create", project.pk)
    twice = post(desk, path, status_date="2026-09-30")
    assert "Correct that one." in errors(twice)["status_date"]
    ahead = post(desk, path, status_date="2026-10-16")
    assert errors(ahead)["status_date"].startswith("Status date: Nobody knows yet")


def test_every_negative_amount_is_named(desk, project):
    path = url("status_update_create", project.pk)
    response = post(
        desk, path, status_date="2026-09-30", planned_value="-1", forecast_cost="-2"
    )
    assert set(errors(response)) == {"planned_value", "forecast_cost"}


def test_a_rating_comes_from_the_scale_of_the_portfolio(desk, project):
    path = url("status_update_create", project.pk)
    options = texts(desk.get(path), "#id_rating option")
    assert options == ["Not rated", "Green", "Amber", "Red"]


def test_who_reported_is_on_record(desk, project, analyst):
    path = url("status_update_create", project.pk)
    post(desk, path, status_date="2026-09-30", actual_cost="100")
    update = StatusUpdate.objects.get()
    assert update.recorded_by == analyst
    assert update.history.get().history_user == analyst


def test_a_status_update_that_tells_nothing_is_refused(desk, project):
    path = url("status_update_create", project.pk)
    answer = post(desk, path, status_date="2026-09-30", source="Monthly report")
    assert "a figure or a forecast at least" in errors(answer)["rating"]
    assert not StatusUpdate.objects.exists()


def test_a_correction_tells_from_what_to_what(desk, project):
    update = StatusUpdateFactory(project=project, actual_cost=Decimal(100))
    post(desk, url("status_update_update", update.pk), actual_cost="250.5")
    (entry, *_rest) = texts(
        desk.get(url("project_history", project.pk)), ".timeline > li"
    )
    assert "Status update Sep 30, 2026 changed · Analyst" in entry
    assert "Actual cost (AC): €250.50, before it was €100.00" in entry


# Milestones


def test_a_milestone_is_added_corrected_and_deleted(desk, project, lead, client):
    path = url("milestone_create", project.pk)
    post(desk, path, code="M1", name="Breakthrough", baseline_on="2026-11-01")
    milestone = Milestone.objects.get()
    update = url("milestone_update", milestone.pk)
    assert errors(post(desk, update, actual_on="2026-10-16")) == {
        "actual_on": "Achieved on: It is not achieved yet: enter the day as expected."
    }
    assert post(desk, update, actual_on="2026-10-15").status_code == 302
    client.force_login(lead)
    path = url("milestone_delete", milestone.pk)
    assert texts(client.get(path), "h1") == ["Delete the milestone Breakthrough?"]
    assert client.post(path).status_code == 302
    assert not Milestone.objects.exists()
    assert "Milestone Breakthrough deleted · Lead" in " ".join(
        texts(client.get(url("project_history", project.pk)), ".timeline")
    )


# Deleting


def test_deleting_says_in_words_what_goes_and_takes_it(client, lead, project):
    client.force_login(lead)
    BaselineFactory(project=project)
    StatusUpdateFactory(project=project)
    MilestoneFactory.create_batch(2, project=project)
    path = url("project_delete", project.pk)
    page = client.get(path)
    assert texts(page, "h1") == ["Delete the project Tunnel?"]
    assert set(texts(page, "main li")) == {
        "1 baseline goes with it.",
        "1 status update goes with it.",
        "2 milestones go with it.",
    }
    assert client.post(path).headers["Location"] == project.portfolio.get_absolute_url()
    assert not Project.objects.exists()


def test_a_project_that_others_refer_to_stays_and_names_them(client, lead, project):
    client.force_login(lead)
    KpiFactory(portfolio=project.portfolio, project=project)
    BenefitFactory.create_batch(2, portfolio=project.portfolio, project=project)
    response = client.post(url("project_delete", project.pk))
    assert response.status_code == 409
    assert set(texts(response, "main li")) == {"1 KPI", "2 benefits"}
    assert Project.objects.exists()


# Reading


def test_the_page_of_a_project_takes_few_queries(
    desk, project, django_assert_max_num_queries
):
    BaselineFactory(project=project)
    StatusUpdateFactory(project=project)
    MilestoneFactory.create_batch(5, project=project)
    for kpi in KpiFactory.create_batch(5, portfolio=project.portfolio, project=project):
        KpiMeasurementFactory(kpi=kpi)
    place = {"portfolio": project.portfolio}
    BenefitFactory.create_batch(5, project=project, **place)
    for number in (1, 2, 3):
        month = {"project": project, "month": date(2026, number, 1)}
        person = ResourceFactory(name=f"Ada {number}", **place)
        AllocationFactory(resource=person, hours=Decimal("10.5"), **month)
        ResourceHoursFactory(resource=person, hours=Decimal(number), **month)
        ReworkEntryFactory(hours=Decimal("97.25"), rework_hours=Decimal(8), **month)
        QualityCountFactory(defects_before=40 + number, **month)
        objective = ObjectiveFactory(name=f"Grow {number}", code=f"G{number}", **place)
        ObjectiveLinkFactory(
            project=project, objective=objective, strength=Decimal("0.25")
        )
        ServiceUseFactory(
            project=project,
            service__portfolio=project.portfolio,
            service__name=f"Planning {number}",
        )
        RiskFactory(project=project, name=f"Flood {number}", **place)
        IssueFactory(project=project, **place)
    path = url("project_detail", project.pk)
    desk.get(path)
    # One a long list, whatever the number of rows; short ones come with the project.
    with django_assert_max_num_queries(12):
        page = desk.get(path)
    for table, cells in {
        "people": ["Ada 1", "Engineer", "10.5", "1"],
        "rework": ["Mar 2026", "97", "8", "8.2\u202f%"],
        "quality": ["Mar 2026", "43"],
        "objectives": ["Grow 1", "a little", "by weight"],
    }.items():
        rows = parsed(page).select(f"#{table}-table ~ tbody tr")
        assert len(rows) == 3
        found = [cell.get_text(" ", strip=True) for cell in rows[0].select("th, td")]
        assert found[: len(cells)] == cells
    words = " ".join(texts(page, "main"))
    assert "Planning 1" in words
    assert texts(page, ".breadcrumbs li")[1:3] == ["Organisation", "Transport"]


def test_a_project_about_which_nothing_is_known_says_what_is_not_known(desk, project):
    page = " ".join(texts(desk.get(url("project_detail", project.pk)), "main"))
    assert "Not reported yet" in page
    assert "not available: neither planned nor forecast" in page
    assert "No plan has been approved" in page


def test_a_forecast_without_a_plan_is_shown_for_what_it_is(desk, project):
    StatusUpdateFactory(
        project=project, forecast_cost=Decimal(5), forecast_finish=date(2027, 1, 1)
    )
    page = " ".join(texts(desk.get(url("project_detail", project.pk)), "main"))
    assert "not planned" in page
    assert "no budget approved" in page


def test_an_executive_is_offered_nothing_to_change(client, executive, project):
    client.force_login(executive)
    MilestoneFactory(project=project)
    page = parsed(client.get(url("project_detail", project.pk)))
    links = {str(link["href"]) for link in page.select("main a")}
    assert not [
        link for link in links if link.endswith(("/edit/", "/new/", "/delete/"))
    ]


def test_many_reports_have_a_page_of_their_own(desk, project):
    for month in range(1, 13):
        StatusUpdateFactory(project=project, status_date=date(2025, month, 1))
    page = desk.get(url("project_detail", project.pk))
    assert not parsed(page).find("a", string="All status updates")
    StatusUpdateFactory(project=project, status_date=date(2026, 1, 1))
    page = desk.get(url("project_detail", project.pk))
    link = parsed(page).find("a", string="All status updates")
    assert len(texts(desk.get(link["href"]), "tbody tr")) == 13
