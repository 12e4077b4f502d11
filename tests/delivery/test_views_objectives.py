"""Pages of objectives and of the links to them."""

from decimal import Decimal

import pytest

from delivery.models import Objective, ObjectiveLink
from tests.delivery.pages import entries, errors, texts
from tests.factories import (
    BenefitFactory,
    ObjectiveFactory,
    ObjectiveLinkFactory,
    PortfolioFactory,
    ProjectFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

D = Decimal
NEW = "/delivery/objectives/new/"


@pytest.fixture
def desk(client, analyst):
    client.force_login(analyst)
    return client


@pytest.fixture
def objective(portfolio):
    return ObjectiveFactory(portfolio=portfolio, code="GROW", name="Grow abroad")


@pytest.fixture
def project(portfolio):
    return ProjectFactory(portfolio=portfolio, code="P1", name="Depot", status="active")


def links_of(project):
    return f"/delivery/projects/{project.pk}/objectives/"


def grid_of(portfolio):
    return f"/delivery/portfolios/{portfolio.slug}/objectives/"


def cell(project, objective):
    return f"p{project.pk}-o{objective.pk}"


def test_an_objective_is_stated_with_its_target_in_percent(desk, portfolio):
    form = entries(
        desk.get(NEW), code="SAFE", name="Safer", weight="2", target_share="40"
    )

    response = desk.post(NEW, form)

    objective = Objective.objects.get()
    assert response.headers["Location"] == objective.get_absolute_url()
    assert (objective.portfolio, objective.target_share) == (portfolio, D("0.4"))


def test_a_code_stands_once_and_the_field_says_so(desk, objective):
    response = desk.post(NEW, entries(desk.get(NEW), code="GROW", name="Again"))

    assert response.status_code == 422
    assert errors(response) == {
        "code": "Code: This portfolio has an objective of that code."
    }


def test_a_weight_of_nothing_is_refused_at_the_field(desk, portfolio):
    response = desk.post(NEW, entries(desk.get(NEW), code="A", name="B", weight="0"))

    assert errors(response) == {"weight": "Weight: The weight must be more than zero."}


def test_the_page_names_what_serves_the_objective(desk, objective, project):
    ObjectiveLinkFactory(project=project, objective=objective, strength=D("0.5"))
    BenefitFactory(portfolio=project.portfolio, objective=objective, name="Sales")

    page = desk.get(objective.get_absolute_url())

    assert "Depot" in " ".join(texts(page, "#projects-table ~ * a, td, th"))
    assert "partly" in texts(page, "td")
    assert "Sales" in texts(page, "th a")


def test_the_list_finds_what_nothing_serves(desk, objective, project):
    ObjectiveLinkFactory(
        project=project, objective=ObjectiveFactory(portfolio=project.portfolio)
    )
    ObjectiveLinkFactory(project=project, objective=objective, strength=0)

    page = desk.get("/delivery/objectives/?gap=projects")

    assert texts(page, "tbody th a") == ["Grow abroad"]


def test_an_objective_that_is_served_is_ended_and_not_deleted(
    client, lead, objective, project
):
    ObjectiveLinkFactory(project=project, objective=objective)
    client.force_login(lead)

    response = client.post(f"/delivery/objectives/{objective.pk}/delete/")

    assert response.status_code == 409
    assert Objective.objects.exists()


def test_a_project_is_linked_with_its_part_of_the_spend(desk, objective, project):
    other = ObjectiveFactory(portfolio=project.portfolio)
    first, second = cell(project, objective), cell(project, other)
    form = entries(
        desk.get(links_of(project)),
        **{first: "1", f"{first}-share": "70", second: "0.5", f"{second}-share": "30"},
    )

    response = desk.post(links_of(project), form)

    assert response.headers["Location"] == project.get_absolute_url()
    assert set(ObjectiveLink.objects.values_list("strength", "spend_share")) == {
        (D(1), D("0.7")),
        (D("0.5"), D("0.3")),
    }


def test_shares_that_do_not_add_up_are_refused_in_words(desk, objective, project):
    name = cell(project, objective)
    form = entries(desk.get(links_of(project)), **{name: "1", f"{name}-share": "70"})

    response = desk.post(links_of(project), form)

    assert response.status_code == 422
    (message,) = errors(response).values()
    assert message.endswith(
        "The shares add up to 70 %. Let them add up to 100 %, or leave all of them "
        "empty."
    )
    assert not ObjectiveLink.objects.exists()


def test_a_share_without_a_strength_asks_how_strongly(desk, objective, project):
    name = cell(project, objective)
    form = entries(desk.get(links_of(project)), **{f"{name}-share": "100"})

    response = desk.post(links_of(project), form)

    (message,) = errors(response).values()
    assert message.endswith("Say how strongly it serves the objective.")


def test_the_grid_links_projects_below_and_leaves_shares_alone(
    client, chief, organisation, portfolio, objective, project
):
    above = ObjectiveFactory(portfolio=organisation)
    ObjectiveLinkFactory(
        project=project, objective=objective, strength=1, spend_share=1
    )
    client.force_login(chief)
    form = entries(
        client.get(grid_of(organisation)),
        **{cell(project, above): "0.25", cell(project, objective): "0.75"},
    )

    client.post(grid_of(organisation), form)

    assert set(
        ObjectiveLink.objects.values_list("objective", "strength", "spend_share")
    ) == {(above.pk, D("0.25"), None), (objective.pk, D("0.75"), D(1))}


def test_a_project_cannot_serve_the_objective_of_another_branch(
    client, chief, organisation, objective, project
):
    beside = PortfolioFactory(parent=organisation, slug="beside")
    other = ProjectFactory(portfolio=beside, status="active")
    client.force_login(chief)

    form = entries(client.get(grid_of(organisation)))
    client.post(grid_of(organisation), form | {cell(other, objective): "1"})

    assert cell(project, objective) in form
    assert cell(other, objective) not in form
    assert not ObjectiveLink.objects.exists()


def test_nobody_overwrites_a_link_unawares(desk, objective, project):
    link = ObjectiveLinkFactory(project=project, objective=objective)
    name = cell(project, objective)
    form = entries(desk.get(links_of(project)), **{name: "0.25"})
    link.strength = D("0.5")
    link.save()

    first = desk.post(links_of(project), form)
    (message,) = errors(first).values()
    second = desk.post(links_of(project), entries(first))

    assert first.status_code == 409
    assert "Somebody saved “partly” meanwhile" in message
    assert second.status_code == 302
    assert ObjectiveLink.objects.get().strength == D("0.25")


def test_two_people_fill_different_cells(desk, objective, project):
    other = ObjectiveFactory(portfolio=project.portfolio)
    form = entries(desk.get(grid_of(project.portfolio)))
    mine = form | {cell(project, objective): "1"}
    theirs = form | {cell(project, other): "1"}

    desk.post(grid_of(project.portfolio), mine)
    response = desk.post(grid_of(project.portfolio), theirs)

    assert response.status_code == 302
    assert ObjectiveLink.objects.count() == 2


def test_the_project_page_shows_what_it_serves(desk, objective, project):
    ObjectiveLinkFactory(project=project, objective=objective)

    page = desk.get(project.get_absolute_url())

    assert "Grow abroad" in texts(page, "th a")


def test_an_analyst_below_reads_the_objective_above_and_changes_nothing(
    desk, organisation, project
):
    above = ObjectiveFactory(portfolio=organisation, name="Net zero")

    assert desk.get(above.get_absolute_url()).status_code == 200
    assert desk.get(f"/delivery/objectives/{above.pk}/edit/").status_code == 404
    assert "Net zero" in texts(desk.get(links_of(project)), "th a")


def test_a_benefit_names_an_objective_of_its_portfolio_or_above_only(
    desk, organisation, portfolio
):
    above = ObjectiveFactory(portfolio=organisation)
    below = ObjectiveFactory(portfolio=PortfolioFactory(parent=portfolio))
    page = desk.get("/delivery/benefits/new/")
    named = {"code": "B", "name": "Sales", "benefit_class": "cashable"}
    named["portfolio"] = portfolio.pk

    refused = desk.post(
        "/delivery/benefits/new/", entries(page, objective=below.pk, **named)
    )
    taken = desk.post(
        "/delivery/benefits/new/", entries(page, objective=above.pk, **named)
    )

    assert errors(refused) == {
        "objective": "Objective: This objective is of another portfolio."
    }
    assert taken.status_code == 302


def test_links_are_written_as_a_file(desk, objective, project):
    ObjectiveLinkFactory(project=project, objective=objective, strength=D("0.5"))

    body = b"".join(desk.get("/delivery/objective-links.csv")).decode("utf-8-sig")

    assert body.splitlines()[:2] == [
        "project,objective,strength,spend_share",
        "P1,GROW,0.5,",
    ]


def test_the_history_tells_of_links_as_well(desk, objective, project):
    form = entries(desk.get(links_of(project)), **{cell(project, objective): "1"})
    desk.post(links_of(project), form)

    page = desk.get(f"/delivery/objectives/{objective.pk}/history/")

    assert any("Link to an objective" in text for text in texts(page, ".timeline p"))


@pytest.mark.parametrize("count", [2, 20])
def test_the_grid_takes_the_same_queries_however_many_projects(
    desk, portfolio, objective, count, django_assert_max_num_queries
):
    for _ in range(count):
        ProjectFactory(portfolio=portfolio, status="active")

    with django_assert_max_num_queries(12):
        desk.get(grid_of(portfolio))
