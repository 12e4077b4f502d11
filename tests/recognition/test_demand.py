"""Requests, agreements, terms and ranges: what people enter, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from delivery.models import Role
from recognition.actions.people import merge_stakeholders
from recognition.models import BenefitRange, CaseTerms, ServiceAgreement, ServiceRequest
from tests.factories import (
    AttributionFactory,
    BenefitFactory,
    BenefitRangeFactory,
    CaseTermsFactory,
    PortfolioFactory,
    ServiceAgreementFactory,
    ServiceFactory,
    ServiceRequestFactory,
    StakeholderFactory,
)
from tests.people import member

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture
def service(portfolio):
    return ServiceFactory(portfolio=portfolio)


@pytest.fixture
def person(portfolio):
    return StakeholderFactory(portfolio=portfolio)


def asked(service, person, **more):
    return {
        "stakeholder": person.pk,
        "service": service.pk,
        "title": "A planner",
        "requested_on": "2026-08-03",
        "state": "open",
        "is_mandated": "unknown",
        **more,
    }


def post(client, name: str, data, *arguments, **query):
    url = reverse(f"recognition:{name}", args=arguments, query=query or None)
    return client.post(url, data)


def test_a_request_is_noted_and_answered(client, analyst, service, person):
    client.force_login(analyst)
    response = post(client, "service_request_create", asked(service, person))
    assert response.status_code == 302
    found = ServiceRequest.objects.get()
    assert found.is_mandated is None
    response = post(
        client,
        "service_request_update",
        asked(
            service,
            person,
            state="done",
            answered_on="2026-08-10",
            is_mandated="false",
            version=found.history.latest().history_id,
        ),
        found.pk,
    )
    assert response.status_code == 302
    found.refresh_from_db()
    assert (found.waited(date(2026, 9, 1)), found.is_mandated) == (7, False)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"answered_on": "2026-08-10"}, "Give the day of the answer"),
        ({"state": "done"}, "Give the day of the answer"),
        (
            {"state": "done", "answered_on": "2026-08-01"},
            "The answer cannot come before the request.",
        ),
        (
            {"state": "declined", "answered_on": "2026-08-10"},
            "Say why it was declined.",
        ),
        ({"requested_on": "2199-01-01"}, "This day lies ahead."),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    client, analyst, service, person, entry, said
):
    client.force_login(analyst)
    response = post(client, "service_request_create", asked(service, person, **entry))
    assert response.status_code == 422
    assert said in response.content.decode()


def test_a_service_of_another_portfolio_is_refused(client, analyst, person):
    other = ServiceFactory(portfolio=PortfolioFactory(slug="elsewhere"))
    member(other.portfolio, Role.ANALYST, "there")
    client.force_login(analyst)
    response = post(client, "service_request_create", asked(other, person))
    assert response.status_code == 422


def test_the_list_narrows_and_its_file_holds_the_same(
    client, analyst, service, person, django_assert_num_queries
):
    for number in range(3):
        ServiceRequestFactory(
            service=service, stakeholder=person, title=f"Planner {number}"
        )
    declined = ServiceRequestFactory(
        service=service,
        stakeholder=person,
        title="=Figures by the hour",
        state="declined",
        answered_on=date(2026, 8, 9),
        reason="Not a report.",
    )
    client.force_login(analyst)
    url = reverse("recognition:service_request_list")
    client.get(url)
    with django_assert_num_queries(7):
        text = client.get(url, {"state": "declined"}).content.decode()
    assert declined.get_absolute_url() in text
    assert "Planner 1" not in text
    file = reverse("recognition:service_request_export", args=["csv"])
    lines = client.get(file, {"state": "declined"}).content.decode().splitlines()
    assert len(lines) == 2
    assert "'=Figures by the hour" in lines[1]


def test_an_agreement_is_decided_with_its_day_or_not_at_all(
    client, analyst, service, person
):
    client.force_login(analyst)
    entry = {
        "stakeholder": person.pk,
        "service": service.pk,
        "due_on": "2026-09-01",
        "renewed": "true",
    }
    response = post(client, "service_agreement_create", entry)
    assert "on which day, or neither" in response.content.decode()
    post(client, "service_agreement_create", entry | {"decided_on": "2026-08-20"})
    assert ServiceAgreement.objects.get().renewed is True


def test_requests_of_two_rows_of_a_person_become_those_of_one(service, person):
    other = StakeholderFactory(portfolio=person.portfolio)
    ServiceRequestFactory(service=service, stakeholder=other)
    ServiceAgreementFactory(service=service, stakeholder=other)
    merge_stakeholders(person, other)
    assert ServiceRequest.objects.get().stakeholder == person
    assert ServiceAgreement.objects.get().stakeholder == person


def agreed(**more):
    return {
        "discount_rate": "6",
        "years": "5",
        "correlation": "20",
        "shape": "triangular",
        "seed": "7",
        **more,
    }


def test_finance_sets_terms_and_a_rate_is_never_taken_for_granted(client, portfolio):
    client.force_login(member(portfolio, Role.FINANCE, "controller"))
    response = post(
        client, "case_terms_update", agreed(discount_rate=""), portfolio.slug
    )
    assert response.status_code == 422
    assert not CaseTerms.objects.exists()
    response = post(client, "case_terms_update", agreed(), portfolio.slug)
    assert response.status_code == 302
    found = CaseTerms.objects.get()
    assert (found.discount_rate, found.correlation) == (Decimal("0.06"), Decimal("0.2"))
    assert found.history.count() == 1


def test_a_published_rate_is_offered_and_not_stored(client, lead, portfolio):
    client.force_login(lead)
    url = reverse("recognition:case_terms_update", args=[portfolio.slug])
    text = client.get(url, {"preset": "green-book"}).content.decode()
    assert 'value="3.5"' in text
    assert not CaseTerms.objects.exists()


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"is_real": "on"}, "needs the inflation beside it"),
        ({"rate_low": "4"}, "Give both ends of the rate"),
        ({"rate_low": "7", "rate_high": "9"}, "the rate lies between them"),
        ({"cost_high": "120"}, "Give both ends of the costs"),
        ({"cost_low": "90", "cost_high": "80"}, "from 100 to 1000"),
        ({"correlation": "100"}, "Enter 99 at the most."),
        ({"starts_on": "May 2024"}, "Enter a month such as 2026-03."),
    ],
)
def test_terms_that_contradict_themselves_are_refused(
    client, lead, portfolio, entry, said
):
    client.force_login(lead)
    response = post(client, "case_terms_update", agreed(**entry), portfolio.slug)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_terms_of_a_portfolio_above_hold_until_there_are_own(portfolio):
    above = PortfolioFactory(slug="above")
    below = PortfolioFactory(slug="inside", parent=above)
    terms = CaseTermsFactory(portfolio=above)
    assert CaseTerms.objects.holding_for(below) == terms
    own = CaseTermsFactory(portfolio=below)
    assert CaseTerms.objects.holding_for(below) == own
    assert CaseTerms.objects.holding_for(portfolio) is None


def test_a_range_holds_the_forecast_between_its_ends(client, lead, portfolio):
    benefit = BenefitFactory(portfolio=portfolio)
    client.force_login(lead)
    entry = {"low_share": "60", "high_share": "90", "probability": "80"}
    response = post(client, "benefit_range_update", entry, benefit.pk)
    assert "from 100 to 1000" in response.content.decode()
    post(client, "benefit_range_update", entry | {"high_share": "120"}, benefit.pk)
    found = BenefitRange.objects.get()
    assert (found.low_share, found.high_share) == (Decimal("0.6"), Decimal("1.2"))


def test_a_database_refuses_a_range_without_its_forecast():
    made = BenefitRangeFactory.build(high_share=Decimal("0.9"))
    with pytest.raises(ValidationError, match="whole forecast or more"):
        made.validate_constraints(exclude={"benefit"})


def test_the_list_of_ranges_names_the_benefits_that_services_share_in(
    client, lead, portfolio, service
):
    benefit = BenefitFactory(portfolio=portfolio)
    AttributionFactory(benefit=benefit, service=service)
    BenefitFactory(portfolio=portfolio, name="Owed to nobody")
    client.force_login(lead)
    text = client.get(reverse("recognition:benefit_range_list")).content.decode()
    assert reverse("recognition:benefit_range_update", args=[benefit.pk]) in text
    assert "Owed to nobody" not in text
