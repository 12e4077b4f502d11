"""Objectives, the links to them, and exchange rates from files."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.imports.findings import Counts
from delivery.imports.importer import Job, check_file
from delivery.imports.kinds import default_mapping
from delivery.models import (
    Benefit,
    ExchangeRate,
    Objective,
    ObjectiveLink,
    Portfolio,
    Role,
)
from scorecards.models import Refresh
from scorecards.regeneration import refresh_here
from tests.factories import (
    BenefitFactory,
    ExchangeRateFactory,
    MembershipFactory,
    ObjectiveFactory,
    ObjectiveLinkFactory,
    PortfolioFactory,
    ProjectFactory,
)

D = Decimal

LINKS = "project,objective,strength,spend_share\n"
RATES = "from,to,kind,date,until,rate,source\n"


def reasons(report):
    return [str(error) for error in report.errors]


def test_objectives_come_with_weights_targets_and_days(store, portfolio):
    report = store(
        "objectives",
        "code,name,owner,weight,target,valid_from,valid_to\n"
        "GROW,Grow abroad,Ada Byron,3,0.6,2026-01-01,\n",
    )

    objective = Objective.objects.get(portfolio=portfolio)
    assert report.errors == []
    assert (objective.code, objective.weight, objective.target_share) == (
        "GROW",
        3,
        D("0.6"),
    )
    assert objective.valid_from == date(2026, 1, 1)
    assert objective.valid_to is None


def test_a_weight_of_nothing_is_refused_in_words(check):
    report = check("objectives", "code,name,weight\nA,x,0\n")

    assert reasons(report) == ["Row 2: The weight must be more than zero."]


def test_links_are_found_by_project_and_objective(store, portfolio):
    project = ProjectFactory(portfolio=portfolio, code="P1")
    ObjectiveFactory(portfolio=portfolio, code="GROW")

    first = store("objective-links", f"{LINKS}P1,GROW,0.5,\n")
    again = store("objective-links", f"{LINKS}P1,GROW,0.5,\n")
    other = store("objective-links", f"{LINKS}P1,GROW,0.75,0.4\n")

    link = ObjectiveLink.objects.get()
    assert first.counts["objective-links"] == Counts(created=1)
    assert again.counts["objective-links"] == Counts(unchanged=1)
    assert other.counts["objective-links"] == Counts(changed=1)
    assert (link.project, link.strength, link.spend_share) == (
        project,
        D("0.75"),
        D("0.4"),
    )


def test_a_strength_between_the_steps_is_refused(check, portfolio):
    ProjectFactory(portfolio=portfolio, code="P1")
    ObjectiveFactory(portfolio=portfolio, code="GROW")

    report = check("objective-links", f"{LINKS}P1,GROW,0.6,\n")

    assert reasons(report) == [
        "Row 2: The strength of a link is 0, 0.25, 0.5, 0.75 or 1."
    ]


def test_an_objective_above_can_be_named_and_one_beside_cannot(store, portfolio):
    above = PortfolioFactory(slug="above")
    portfolio.parent, portfolio.path = above, "/above/here/"
    type(portfolio).objects.filter(pk=portfolio.pk).update(
        parent=above, path="/above/here/"
    )
    ProjectFactory(portfolio=portfolio, code="P1")
    ObjectiveFactory(portfolio=above, code="NET")
    ObjectiveFactory(portfolio=PortfolioFactory(parent=above), code="SIDE")

    report = store("objective-links", f"{LINKS}P1,NET,1,\nP1,SIDE,1,\n", skip=True)

    assert ObjectiveLink.objects.get().objective.code == "NET"
    assert len(report.errors) == 1
    assert "SIDE" in reasons(report)[0]


def test_a_benefit_names_the_objective_it_contributes_to(store, portfolio):
    ObjectiveFactory(portfolio=portfolio, code="GROW")
    BenefitFactory(portfolio=portfolio, code="B1")

    store("benefits", "code,name,class,objective\nB1,x,cashable,GROW\n")

    assert Benefit.objects.get().objective.code == "GROW"


def test_rates_go_to_the_top_of_the_tree(store, portfolio):
    report = store(
        "exchange-rates",
        f"{RATES}EUR,GBP,plan,2026-01-01,,0.85,ECB\n"
        "EUR,GBP,closing,2026-03-31,,0.86,ECB\n",
    )

    assert report.counts["exchange-rates"] == Counts(created=2)
    assert set(ExchangeRate.objects.values_list("portfolio__slug", "rate")) == {
        ("here", D("0.85")),
        ("here", D("0.86")),
    }


def test_an_average_without_a_last_day_is_that_of_its_month(store):
    store("exchange-rates", f"{RATES}EUR,GBP,average,2026-02-11,,0.85,\n")

    rate = ExchangeRate.objects.get()
    assert (rate.valid_from, rate.valid_to) == (date(2026, 2, 1), date(2026, 2, 28))


def test_the_same_file_twice_changes_nothing_and_another_rate_corrects(store):
    text = RATES + "EUR,GBP,average,2026-02-11,,{},\n"
    store("exchange-rates", text.format("0.85"))

    again = store("exchange-rates", text.format("0.85"))
    other = store("exchange-rates", text.format("0.86"))

    first, second = ExchangeRate.objects.order_by("pk")
    assert again.counts["exchange-rates"] == Counts(unchanged=1)
    assert other.counts["exchange-rates"] == Counts(changed=1)
    assert (first.rate, second.rate) == (D("0.85"), D("0.86"))
    assert second.corrects == first
    assert second.reason == "Import of facts.csv"
    assert ExchangeRate.objects.in_force().get() == second


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param(
            "EUR,EUR,plan,2026-01-01,,1,", "A rate is between two currencies.", id="one"
        ),
        pytest.param(
            "EUR,GBP,plan,2026-01-01,,0,", "A rate is more than zero.", id="zero"
        ),
        pytest.param("EUR,GBP,plan,2026-01-01,,,", "Enter the rate.", id="no rate"),
        pytest.param(
            "EUR,GBP,plan,2026-01-01,2026-12-31,1.1,",
            "An average has a last day; the other rates have none.",
            id="last day",
        ),
    ],
)
def test_a_wrong_rate_is_refused_in_words(check, row, reason):
    report = check("exchange-rates", f"{RATES}{row}\n")

    assert reasons(report) == [f"Row 2: {reason}"]


def test_a_file_leaves_the_rates_of_a_closed_period_alone(store, check, portfolio):
    ProjectFactory(portfolio=portfolio, currency="EUR")
    Portfolio.objects.filter(pk=portfolio.pk).update(locked_until=date(2026, 2, 28))
    row = "EUR,GBP,closing,2026-{},,1.2,\n"
    report = check("exchange-rates", RATES + row.format("02-28"))
    assert "lies in a closed period" in str(report.errors[0])
    assert store("exchange-rates", RATES + row.format("03-01")).is_stored
    Portfolio.objects.filter(pk=portfolio.pk).update(locked_until=date(2026, 3, 31))
    corrected = row.replace("1.2", "1.3").format("03-01")
    assert check("exchange-rates", RATES + corrected).refused_rows == 1


def test_rates_are_for_leads_and_administrators_to_enter(check, store, portfolio):
    text = f"{RATES}EUR,GBP,plan,2026-01-01,,0.85,\n"
    analyst = MembershipFactory(portfolio=portfolio, role=Role.ANALYST).user
    administrator = MembershipFactory(portfolio=portfolio, role=Role.ADMIN).user

    refused = check("exchange-rates", text, by=analyst)
    taken = store("exchange-rates", text, by=administrator)

    assert reasons(refused) == [
        "Row 2, column rate: is for the leads and administrators of Here to enter."
    ]
    assert taken.counts["exchange-rates"] == Counts(created=1)


def test_the_portfolios_that_convert_are_refreshed(store, portfolio):
    child = PortfolioFactory(parent=portfolio, slug="child", currency="EUR")
    ProjectFactory(portfolio=child, currency="GBP")
    PortfolioFactory(parent=portfolio, slug="other", currency="GBP")
    list(refresh_here(type(portfolio).objects.all()))

    store("exchange-rates", f"{RATES}EUR,GBP,plan,2026-01-01,,0.85,\n")

    behind = Refresh.objects.behind().values_list("portfolio__slug", flat=True)
    assert list(behind) == ["child"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_lists_of_a_portfolio_change_nothing_when_they_come_back(
    client, portfolio, tmp_path, form
):
    client.force_login(MembershipFactory(portfolio=portfolio, role=Role.LEAD).user)
    objective = ObjectiveFactory(portfolio=portfolio)
    BenefitFactory(portfolio=portfolio, objective=objective)
    ObjectiveLinkFactory(
        project=ProjectFactory(portfolio=portfolio),
        objective=objective,
        spend_share=D("0.5"),
    )
    ExchangeRateFactory(portfolio=portfolio, kind="average", valid_to=date(2026, 1, 31))

    for kind in ("objectives", "objective-links", "benefits", "exchange-rates"):
        path = tmp_path / f"{kind}.{form}"
        path.write_bytes(client.get(f"/delivery/files/here/{kind}.{form}").content)
        report = check_file(Job(portfolio, default_mapping(kind), path, path.name))
        assert report.errors == []
        assert report.counts[kind] == Counts(unchanged=1), kind
