"""The page of a project's performance: curves, indices, forecasts, scope and work."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from delivery.models import Project
from tests.delivery.pages import parsed, texts
from tests.factories import (
    BaselineFactory,
    ProjectFactory,
    ScopeItemFactory,
    StatusUpdateFactory,
    TaskFactory,
)
from tests.scorecards.panels.building import plain

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2026, 9, 30)):
        yield


@pytest.fixture
def project(portfolio) -> Project:
    """A year of 1,200 that is behind and dear: half a month of plan a month."""
    project = ProjectFactory(portfolio=portfolio, code="T-1", name="Tunnel")
    BaselineFactory(project=project, budget=Decimal(1200))
    for month, day in ((3, 31), (6, 30), (9, 30)):
        StatusUpdateFactory(
            project=project,
            status_date=date(2026, month, day),
            planned_value=Decimal(100 * month),
            earned_value=Decimal(50 * month),
            actual_cost=Decimal(60 * month),
            forecast_finish=date(2027, 3, 31),
        )
    return project


@pytest.fixture
def reader(client, executive):
    client.force_login(executive)
    return client


def page(reader, project):
    return reader.get(reverse("scorecards:project_performance", args=[project.pk]))


def rows(response, table) -> list[list[str]]:
    found = parsed(response).select(f"#{table} tbody tr")
    return [
        [plain(cell.get_text(" ", strip=True)) for cell in row.select("th, td")]
        for row in found
    ]


def test_the_indices_stand_beside_what_they_mean(reader, project):
    text = plain(" ".join(texts(page(reader, project), "main")))

    assert "Every €1.00 spent has produced €0.83 of planned work." in text
    assert "The progress planned for month 4.5 has been made; this is month 9." in text
    assert "50 % of the work planned by Sep 30, 2026 is done." in text
    assert (
        "To finish on budget, the remaining work must be done 14 % more efficiently "
        "than planned." in text
    )
    assert (
        "If current cost performance continues, the project will cost €1,440 against "
        "€1,200 approved." in text
    )


def test_the_forecasts_of_cost_and_finish_stand_side_by_side(reader, project):
    response = page(reader, project)

    costs = {name: row for name, *row in rows(response, "costs")}
    assert costs["By cost performance"][:3] == ["1,440", "900", "−240"]
    assert costs["Rest as planned"][0] == "1,290"
    assert costs["Cost and time pressure"][0] == "2,340"
    assert costs["Manager’s own"][0] == "–"
    assert costs["Manager’s own"][5] == "no manager has estimated the rest"
    finishes = {name: row for name, *row in rows(response, "finishes")}
    assert finishes["Approved plan"][:3] == ["Dec 31, 2026", "12", "0"]
    assert finishes["Reported by the project"][0] == "Mar 31, 2027"
    assert finishes["The pace so far continues, SPI(t)"][:2] == ["Dec 31, 2027", "24"]


def test_who_estimated_the_rest_and_when_comes_from_the_history(reader, project, lead):
    update = project.status_updates.latest("status_date")
    update.estimate_to_complete = Decimal(700)
    update._history_user = lead
    update.save()
    update.note = "Later, by somebody else"
    update._history_user = None
    update.save()

    costs = {name: row for name, *row in rows(page(reader, project), "costs")}

    assert costs["Manager’s own"][:2] == ["1,240", "700"]
    assert costs["Manager’s own"][5] == (
        f"Counted from the bottom up by {lead} on Sep 30, 2026."
    )


def test_both_pictures_are_drawn_and_can_be_explored(reader, project):
    response = page(reader, project)

    figures = parsed(response).select("figure[data-figure-url]")
    assert len(figures) == 2
    for figure in figures:
        assert figure.select("svg")
        drawn = reader.get(figure["data-figure-url"])
        assert drawn.json()["data"]
    curves = reader.get(figures[0]["data-figure-url"]).json()
    lines = {line["name"]: line for line in curves["data"] if line["mode"] == "lines"}
    # The plan goes on to its end, the forecast to the finish at the pace so far.
    assert lines["planned"]["y"][-2:] == [1200.0, None]
    assert lines["forecast"]["x"][-1] == "2027-12-31"
    assert lines["forecast"]["y"][-1] == 1440.0
    assert lines["earned"]["y"][1:4] == [150.0, 300.0, 450.0]


def test_every_value_of_the_pictures_stands_in_a_table(reader, project):
    assert rows(page(reader, project), "reports")[0] == [
        "Sep 30, 2026",
        "900",
        "450",
        "540",
        "0.83",
        "0.50",
        "0.50",
    ]


def test_late_in_a_project_spi_gives_way_to_spi_t(reader, portfolio):
    late = ProjectFactory(portfolio=portfolio)
    BaselineFactory(project=late, finish=date(2026, 6, 30), budget=Decimal(600))
    for month, day in ((6, 30), (9, 30)):
        StatusUpdateFactory(
            project=late,
            status_date=date(2026, month, day),
            planned_value=Decimal(600),
            earned_value=Decimal(60 * month),
        )

    response = page(reader, late)

    assert "read SPI(t)" in " ".join(texts(response, "main"))
    figure = reader.get(reverse("scorecards:project_figure", args=[late.pk, "indices"]))
    assert {line["name"] for line in figure.json()["data"]} == {"SPI(t)"}


def test_a_project_nobody_has_reported_says_what_to_do(reader, portfolio):
    response = page(reader, ProjectFactory(portfolio=portfolio))

    assert response.status_code == 200
    assert "Record planned value, earned value and actual cost" in " ".join(
        texts(response, "main")
    )
    assert not parsed(response).select("figure")


def test_work_and_scope_are_told_where_they_are_kept(reader, project):
    TaskFactory(
        project=project, code="W-1", name="Late", baseline_finish=date(2026, 9, 1)
    )
    TaskFactory(
        project=project,
        baseline_finish=date(2026, 8, 1),
        actual_finish=date(2026, 8, 1),
    )
    ScopeItemFactory(project=project, size=Decimal(100))
    ScopeItemFactory(
        project=project, size=Decimal(5), state="added", changed_on=date(2026, 5, 1)
    )

    response = page(reader, project)

    assert rows(response, "overdue") == [["W-1 Late", "Sep 1, 2026", "29", "not begun"]]
    assert rows(response, "changes") == [["May 1, 2026", "Added", "5", "no", "–"]]
    text = plain(" ".join(texts(response, "main")))
    assert "Baseline execution, BEI 0.50" in text
    assert "Scope creep 5.0 %" in text


def test_names_are_text(reader, portfolio):
    project = ProjectFactory(portfolio=portfolio, name=MARKUP)
    TaskFactory(project=project, name=MARKUP, baseline_finish=date(2026, 1, 1))

    assert not parsed(page(reader, project)).select("img[onerror]")


def test_the_page_takes_twelve_queries_at_the_most(
    reader, project, django_assert_max_num_queries
):
    project.status_updates.update(estimate_to_complete=7_000_000)
    TaskFactory.create_batch(30, project=project)
    ScopeItemFactory.create_batch(30, project=project)

    with django_assert_max_num_queries(12):
        page(reader, project)


def test_a_picture_that_is_none_is_not_found(reader, project):
    path = reverse("scorecards:project_figure", args=[project.pk, "pie"])
    assert reader.get(path).status_code == 404
