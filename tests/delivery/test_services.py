"""PMO services: their costs by month, what they helped, and their share in benefits."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from delivery.models import Attribution, Service, ServiceCost, ServiceUse
from tests.delivery.pages import entries, errors, refusals, texts
from tests.factories import (
    AttributionFactory,
    BenefitFactory,
    BenefitLeakFactory,
    OverlapGroupFactory,
    PortfolioFactory,
    ProjectFactory,
    ServiceCostFactory,
    ServiceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

D = Decimal


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2026, 10, 15)):
        yield


@pytest.fixture
def service(portfolio) -> Service:
    return ServiceFactory(portfolio=portfolio, code="S-1", name="Risk review")


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


def test_a_service_is_added_and_listed_with_what_it_cost(desk, portfolio):
    post(desk, url("service_create"), code="S-1", name="Risk review")
    service = Service.objects.get()
    assert service.portfolio == portfolio
    ServiceCostFactory(service=service, amount=1200)
    assert "€1,200.00" in texts(desk.get(url("service_list")), "tbody td.numeric")
    again = post(desk, url("service_create"), code="S-1", name="Twice")
    assert "code" in errors(again)


# Costs


def test_an_empty_cell_is_not_zero_and_none_is_entered_as_zero(desk, service):
    path = url("service_costs", service.pk)
    post(desk, path, **{"2026-09-staff": "8000", "2026-09-tools": "0"})
    costs = set(ServiceCost.objects.values_list("month", "category", "amount"))
    september = date(2026, 9, 1)
    assert costs == {(september, "staff", 8000), (september, "tools", 0)}
    cells = texts(
        desk.get(url("service_detail", service.pk)), "#costs-table ~ tbody td"
    )
    assert cells == ["8,000.00", "–", "none", "–", "–", "–"]
    emptied, negative = refusals(
        desk, path, {"2026-09-tools": ""}, {"2026-09-staff": "-1"}
    )
    assert emptied["2026-09-tools"].endswith("empty is not known.")
    assert "negative" in negative["2026-09-staff"]


def test_a_cost_that_somebody_saved_meanwhile_is_told(desk, service):
    path = url("service_costs", service.pk)
    opened = entries(desk.get(path))
    desk.post(path, opened | {"2026-01-staff": "100"})
    second = desk.post(path, opened | {"2026-01-staff": "1"})
    assert second.status_code == 409
    assert "Somebody saved €100.00" in errors(second)["2026-01-staff"]
    other_cell = desk.post(path, opened | {"2026-02-staff": "5"})
    assert other_cell.status_code == 302
    assert ServiceCost.objects.count() == 2


# What services helped


def test_a_project_names_the_services_that_helped_those_above_included(
    desk, portfolio, organisation, service
):
    above = ServiceFactory(portfolio=organisation, name="Coaching")
    ServiceFactory(portfolio=PortfolioFactory(), name="Foreign")
    project = ProjectFactory(portfolio=portfolio)
    path = url("service_use_create", project.pk)
    offered = texts(desk.get(path), "#id_service option")
    assert {str(service), str(above)} <= set(offered)
    assert not any("Foreign" in name for name in offered)
    post(desk, path, service=str(above.pk), note="Two workshops")
    assert "Coaching" in texts(desk.get(url("project_detail", project.pk)), "main")[0]
    again = post(desk, path, service=str(above.pk))
    assert "service" in errors(again)
    desk.post(url("service_use_delete", ServiceUse.objects.get().pk))
    assert not ServiceUse.objects.exists()


def test_shares_of_a_benefit_are_all_of_it_at_most(desk, portfolio, service):
    benefit = BenefitFactory(portfolio=portfolio)
    other = ServiceFactory(portfolio=portfolio)
    path = url("attribution_create", benefit.pk)
    how = {"method": "trend", "confidence": "80"}
    post(desk, path, service=str(service.pk), share="60", **how)
    refused = post(desk, path, service=str(other.pk), share="40.5", **how)
    assert "40.00 % of this one is left" in errors(refused)["share"].replace(
        "\N{NARROW NO-BREAK SPACE}", " "
    )
    post(desk, path, service=str(other.pk), share="40", **how)
    shares = Attribution.objects.order_by("pk").values_list("share", flat=True)
    assert list(shares) == [D("0.6"), D("0.4")]
    first = Attribution.objects.first()
    more = post(desk, url("attribution_update", first.pk), share="61")
    assert "share" in errors(more)
    assert (
        post(desk, url("attribution_update", first.pk), share="10").status_code == 302
    )


def test_a_share_out_of_bounds_is_refused_in_per_cent(desk, portfolio, service):
    benefit = BenefitFactory(portfolio=portfolio)
    path = url("attribution_create", benefit.pk)
    wrong = post(desk, path, service=str(service.pk), share="150", method="trend")
    assert "from 0 to 100" in errors(wrong)["share"]


def test_a_service_that_helped_is_kept(client, lead, portfolio, service):
    AttributionFactory(benefit__portfolio=portfolio, service=service)
    client.force_login(lead)
    assert client.post(url("service_delete", service.pk)).status_code == 409
    assert Service.objects.exists()


def test_the_page_of_a_service_takes_few_queries(
    desk, portfolio, service, django_assert_max_num_queries
):
    for month in range(1, 13):
        ServiceCostFactory(service=service, month=date(2026, month, 1))
        AttributionFactory(benefit__portfolio=portfolio, service=service)
    path = url("service_detail", service.pk)
    desk.get(path)
    with django_assert_max_num_queries(12):
        assert desk.get(path).status_code == 200


# Overlaps and leaks


def test_a_benefit_joins_an_overlap_group_of_its_own_portfolio(desk, portfolio):
    benefit = BenefitFactory(portfolio=portfolio)
    group = OverlapGroupFactory(portfolio=portfolio, name="Energy bill")
    foreign = OverlapGroupFactory()
    path = url("benefit_update", benefit.pk)
    assert "overlap_group" in errors(post(desk, path, overlap_group=str(foreign.pk)))
    assert post(desk, path, overlap_group=str(group.pk)).status_code == 302
    assert (
        "Energy bill" in texts(desk.get(url("benefit_detail", benefit.pk)), "main")[0]
    )


def test_a_measure_is_not_read_ahead_of_time(desk, portfolio):
    path = url("overlap_group_create")
    how = {"code": "O-1", "name": "Energy bill", "measured_total": "1000"}
    refused = post(desk, path, measured_on="2027-01-01", **how)
    assert "ahead of time" in errors(refused)["measured_on"]
    assert post(desk, path, measured_on="2026-10-01", **how).status_code == 302


def test_a_cause_of_a_leak_is_recorded_once(desk, portfolio):
    benefit = BenefitFactory(portfolio=portfolio)
    path = url("benefit_leak_create", benefit.pk)
    post(desk, path, cause="erosion", amount="500", note="Contract ends")
    assert "Erosion" in texts(desk.get(url("benefit_detail", benefit.pk)), "main")[0]
    assert "cause" in errors(post(desk, path, cause="erosion", amount="5"))
    leak = BenefitLeakFactory(benefit=benefit, cause="delay")
    assert (
        post(desk, url("benefit_leak_update", leak.pk), amount="7").status_code == 302
    )


def test_a_register_that_contradicts_itself_is_refused(desk, portfolio):
    benefit = BenefitFactory(portfolio=portfolio)
    real, avoided, sure = refusals(
        desk,
        url("benefit_update", benefit.pk),
        {"price_basis": "real", "price_year": ""},
        {"counterfactual_basis": "signed_quote"},
        {"confidence": "101"},
    )
    assert "price_year" in real
    assert "counterfactual" in avoided
    assert "confidence" in sure
