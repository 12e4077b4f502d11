"""The pages of portfolios, of their members and of their cycles."""

from datetime import date

import pytest
from django.urls import reverse

from delivery.actions.portfolios import (
    LastManagerError,
    MoveIntoItselfError,
    move_portfolio,
    remove_member,
)
from delivery.models import Cycle, Membership, Portfolio, Project, Role
from tests.delivery.pages import entries, errors, parsed, refusals, texts
from tests.factories import (
    BenefitEntryFactory,
    CycleFactory,
    MembershipFactory,
    PortfolioFactory,
    ProjectFactory,
    RatingLevelFactory,
    StatusUpdateFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def url(name, *arguments):
    return reverse(f"delivery:{name}", args=arguments)


def post(client, path, **changes):
    """Open a form, change some entries, and send it."""
    return client.post(path, entries(client.get(path), **changes))


def paths():
    return set(Portfolio.objects.values_list("path", flat=True))


# Setting up


def test_whoever_sets_up_a_portfolio_leads_it(client):
    newcomer = UserFactory()
    client.force_login(newcomer)
    response = post(client, url("portfolio_create"), name="Water", slug="water")
    portfolio = Portfolio.objects.get()
    assert response.headers["Location"] == url("portfolio_detail", "water")
    assert portfolio.lead == newcomer
    assert str(portfolio.rating_scale) == "Red, amber, green"
    assert Membership.objects.get().role == Role.LEAD


def test_a_portfolio_below_another_one_gives_nobody_a_new_role(
    client, administrator, portfolio
):
    client.force_login(administrator)
    path = f"{url('portfolio_create')}?portfolio=transport"
    post(client, path, name="Rail", slug="rail")
    assert Portfolio.objects.get(slug="rail").path == "/organisation/transport/rail/"
    assert not Membership.objects.filter(portfolio__slug="rail").exists()
    assert client.get(url("portfolio_detail", "rail")).status_code == 200
    assert not Project.objects.visible_to(administrator).exists()


def test_a_portfolio_hangs_below_none_that_one_does_not_manage(
    client, analyst, portfolio
):
    client.force_login(analyst)
    sent = {"parent": portfolio.pk, "name": "Rail", "slug": "rail"}
    response = post(client, url("portfolio_create"), **sent)
    assert list(errors(response)) == ["parent"]


def test_a_short_name_is_refused_at_its_field(client, lead, portfolio):
    client.force_login(lead)
    wrong = ("Water", "wa ter", "w/ater", "", "transport", "new")
    sent = [{"name": "Water", "slug": slug} for slug in wrong]
    for slug, found in zip(
        wrong, refusals(client, url("portfolio_create"), *sent), strict=True
    ):
        assert list(found) == ["slug"], slug


def test_a_tree_has_an_end(client, lead, portfolio):
    client.force_login(lead)
    Portfolio.objects.filter(pk=portfolio.pk).update(path=f"/{'a' * 480}/")
    Membership.objects.filter(user=lead).update(portfolio=portfolio)
    sent = {"parent": portfolio.pk, "name": "Deep", "slug": "d" * 30}
    response = post(client, url("portfolio_create"), **sent)
    assert errors(response) == {"parent": "Part of: The tree cannot be that deep."}


# Settings


def test_settings_are_saved_without_touching_the_revision_meanwhile(
    client, lead, portfolio
):
    """A form that was opened earlier must not write an old revision back."""
    client.force_login(lead)
    path = url("portfolio_update", "transport")
    opened = entries(client.get(path))
    Portfolio.objects.filter(pk=portfolio.pk).touch()
    Portfolio.objects.filter(pk=portfolio.pk).touch()
    before = Portfolio.objects.get(pk=portfolio.pk).revision
    assert client.post(path, opened | {"time_tolerance": "7.5"}).status_code == 302
    after = Portfolio.objects.get(pk=portfolio.pk)
    assert str(after.time_tolerance) == "0.0750"
    assert after.revision == before + 1


def test_only_a_lead_of_the_portfolio_can_be_named_as_its_lead(
    client, lead, chief, analyst
):
    client.force_login(lead)
    path = url("portfolio_update", "transport")
    assert set(texts(client.get(path), "#id_lead option")) == {"None", "Chief", "Lead"}
    assert list(errors(post(client, path, lead=analyst.pk))) == ["lead"]


def test_a_tolerance_is_a_share(client, lead, portfolio):
    client.force_login(lead)
    sent = [{"cost_tolerance": text} for text in ("-1", "101", "5,5", "NaN")]
    for found in refusals(client, url("portfolio_update", "transport"), *sent):
        assert list(found) == ["cost_tolerance"]


# Moving


def test_a_move_takes_everything_below_along(organisation, portfolio):
    rail = PortfolioFactory(slug="rail", parent=portfolio)
    PortfolioFactory(slug="tram_1", parent=rail)
    other = PortfolioFactory(slug="other", parent=organisation)
    before = {row.pk: row.revision for row in Portfolio.objects.all()}
    move_portfolio(portfolio, other)
    assert paths() == {
        "/organisation/",
        "/organisation/other/",
        "/organisation/other/transport/",
        "/organisation/other/transport/rail/",
        "/organisation/other/transport/rail/tram_1/",
    }
    after = {row.pk: row.revision for row in Portfolio.objects.all()}
    assert after[organisation.pk] > before[organisation.pk]
    assert after[other.pk] > before[other.pk]


def test_a_portfolio_never_comes_to_lie_in_itself(portfolio):
    rail = PortfolioFactory(slug="rail", parent=portfolio)
    before = paths()
    for target in (portfolio, rail):
        with pytest.raises(MoveIntoItselfError):
            move_portfolio(portfolio, target)
    assert paths() == before


def test_a_role_from_the_new_place_holds_and_one_from_the_old_ends(
    client, chief, organisation, portfolio
):
    MembershipFactory(portfolio=portfolio, role=Role.LEAD)
    new = PortfolioFactory(slug="new")
    MembershipFactory(portfolio=new, user=chief, role=Role.LEAD)
    reader = MembershipFactory(portfolio=organisation, role=Role.EXECUTIVE).user
    client.force_login(chief)
    post(client, url("portfolio_move", "transport"), parent=new.pk)
    portfolio.refresh_from_db()
    assert portfolio.path == "/new/transport/"
    assert portfolio not in Portfolio.objects.with_figures_for(reader)


def test_the_places_offered_are_those_one_manages_and_not_below(
    client, chief, portfolio
):
    PortfolioFactory(slug="rail", parent=portfolio)
    PortfolioFactory(slug="foreign", name="Foreign")
    client.force_login(chief)
    options = texts(client.get(url("portfolio_move", "transport")), "#id_parent option")
    assert options == ["Nothing: it stands at the top", "Organisation"]


def test_a_portfolio_without_a_manager_of_its_own_does_not_go_to_the_top(
    client, chief, portfolio
):
    client.force_login(chief)
    response = post(client, url("portfolio_move", "transport"), parent="")
    assert errors(response)["parent"].startswith("Part of: First give somebody")
    MembershipFactory(portfolio=portfolio, user=chief, role=Role.LEAD)
    assert (
        post(client, url("portfolio_move", "transport"), parent="").status_code == 302
    )
    portfolio.refresh_from_db()
    assert portfolio.path == "/transport/"


# Members


def test_a_role_is_given_by_user_name_or_address_and_taken_back(
    client, lead, portfolio
):
    client.force_login(lead)
    path = url("portfolio_members", "transport")
    UserFactory(username="ada", email="ada@example.org", name="Ada Byron")
    assert post(client, path, user="ada", role="analyst").status_code == 302
    assert post(client, path, user="ADA@example.org", role="finance").status_code == 302
    twice = post(client, path, user="ada", role="analyst")
    assert errors(twice) == {"user": "Person: This person already has this role here."}
    assert "Ada Byron · PMO analyst" in " ".join(texts(client.get(path), "main li"))
    membership = Membership.objects.get(user__username="ada", role="analyst")
    delete = url("membership_delete", membership.pk)
    assert texts(client.get(delete), "h1") == [
        "Take the role “PMO analyst” from Ada Byron?"
    ]
    assert client.post(delete).status_code == 302
    assert not Membership.objects.filter(pk=membership.pk).exists()


def test_a_role_for_nobody_is_refused(client, lead, portfolio):
    client.force_login(lead)
    UserFactory(username="ada")
    names = ("nobody", "", "ada%", "' OR 1=1 --")
    sent = [{"user": name, "role": "lead"} for name in names]
    for found in refusals(client, url("portfolio_members", "transport"), *sent):
        assert list(found) == ["user"]


def test_the_last_who_can_manage_a_portfolio_stays(client, stranger):
    membership = Membership.objects.get(user=stranger)
    with pytest.raises(LastManagerError):
        remove_member(membership)
    client.force_login(stranger)
    response = client.post(url("membership_delete", membership.pk), follow=True)
    assert "Nobody could manage the portfolio then" in texts(response, ".message")[0]
    assert Membership.objects.filter(pk=membership.pk).exists()


def test_a_manager_above_is_enough_for_the_last_one_here_to_go(lead, chief):
    remove_member(Membership.objects.get(user=lead))
    assert not Membership.objects.filter(user=lead).exists()


def test_a_change_of_roles_is_on_record(client, lead, portfolio):
    client.force_login(lead)
    UserFactory(username="ada", name="Ada Byron")
    path = url("portfolio_members", "transport")
    post(client, path, user="ada", role="analyst")
    story = " ".join(
        texts(client.get(url("portfolio_history", "transport")), "main li")
    )
    assert "Membership Ada Byron, PMO analyst added · Lead" in story


# Cycles


def test_a_cycle_is_added_and_corrected_while_it_is_open(client, lead, portfolio):
    client.force_login(lead)
    path = url("cycle_create", "transport")
    sent = {"name": "2026", "starts_on": "2026-01-01", "ends_on": "2025-12-31"}
    assert list(errors(post(client, path, **sent))) == ["ends_on"]
    post(client, path, **sent | {"ends_on": "2026-12-31"})
    cycle = Cycle.objects.get()
    post(client, url("cycle_update", cycle.pk), name="2026, first", status="closed")
    cycle.refresh_from_db()
    assert (cycle.name, cycle.status) == ("2026, first", "open")
    page = client.get(url("cycle_list", "transport"))
    links = [str(link["href"]) for link in parsed(page).select("main td a")]
    assert links == [
        f"/scorecards/transport/cycles/{cycle.pk}/",
        f"/scorecards/transport/cycles/{cycle.pk}/close/",
    ]
    sent["name"] = "2026, first"
    assert list(errors(post(client, path, **sent | {"ends_on": "2026-12-31"}))) == [
        "name"
    ]
    Cycle.objects.update(status="closed")
    assert client.get(url("cycle_update", cycle.pk)).status_code == 404


# Reading and deleting


def test_a_portfolio_shows_its_place_its_parts_and_what_it_holds(
    client, chief, portfolio
):
    CycleFactory(portfolio=portfolio, name="Spring", ends_on=date(2026, 6, 30))
    project = ProjectFactory(portfolio=PortfolioFactory(slug="rail", parent=portfolio))
    StatusUpdateFactory(project=project, rating=RatingLevelFactory(colour="amber"))
    BenefitEntryFactory(benefit__portfolio=portfolio, kind="claimed", amount=1234)
    client.force_login(chief)
    page = client.get(url("portfolio_detail", "transport"))
    words = " ".join(texts(page, "main"))
    assert "Rail" in words
    assert "Spring" in words
    assert "1 active" in words
    assert "€1,234.00" in words
    assert "1 project has no approved baseline" in words
    links = [str(link["href"]) for link in parsed(page).select("main a")]
    assert "/scorecards/transport/" in links
    assert "/delivery/projects/?gap=baseline&portfolio=transport" in links


def test_an_administrator_reads_settings_and_no_figure(
    client, administrator, portfolio
):
    BenefitEntryFactory(benefit__portfolio=portfolio, kind="claimed", amount=1234)
    client.force_login(administrator)
    words = " ".join(texts(client.get(url("portfolio_detail", "transport")), "main"))
    assert "its figures need another role" in words
    assert "1,234" not in words


def test_the_page_of_a_portfolio_takes_few_queries(
    client, chief, portfolio, django_assert_max_num_queries
):
    for slug in ("a", "b", "c"):
        ProjectFactory(portfolio=PortfolioFactory(slug=slug, parent=portfolio))
    client.force_login(chief)
    path = url("portfolio_detail", "transport")
    client.get(path)
    with django_assert_max_num_queries(15):
        assert client.get(path).status_code == 200


def test_a_portfolio_that_holds_something_stays(client, chief, portfolio):
    ProjectFactory(portfolio=portfolio)
    client.force_login(chief)
    response = client.post(url("portfolio_delete", "transport"))
    assert response.status_code == 409
    assert "1 project" in texts(response, "main li")
    Project.objects.all().delete()
    assert client.post(url("portfolio_delete", "transport")).status_code == 302
    assert not Portfolio.objects.filter(slug="transport").exists()
