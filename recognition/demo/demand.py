"""Who asks Norwick's PMO for what, and on what terms its return is worked out."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from simple_history.utils import bulk_create_with_history

from delivery.models import Benefit, Portfolio, Service
from recognition.models import (
    BenefitRange,
    CaseTerms,
    ServiceAgreement,
    ServiceRequest,
    Stakeholder,
)

State = ServiceRequest.State


class RequestStory(NamedTuple):
    """A request: so many days before the end of the demonstration, and its answer.

    `took` is None while there is no answer; `had_to` is None where nobody has said.
    """

    who: str
    service: str
    title: str
    ago: int
    took: int | None
    agreed: int | None = 14
    had_to: bool | None = False
    state: ServiceRequest.State = State.DONE
    reason: str = ""


R = RequestStory

REQUESTS = [
    R("Tomas Reid", "PS-03", "First plan of the mains renewal, east", 610, 9),
    R("Aisha Lindqvist", "PS-03", "Plan with two releases in place of one", 590, 12),
    R("Ingrid Vale", "PS-02", "Risk review before the ground works", 560, 8, 10),
    R("Helen Marsh", "PS-01", "Monthly report on the roll-out", 545, 20, 14, True),
    R("Martin Okoye", "PS-01", "Report for the billing board", 530, 11, 14, True),
    R("Peter Nwosu", "PS-04", "Benefits of the office move written down", 505, 6),
    R("Ruth Calder", "PS-05", "Coach for a first-time project manager", 480, 13),
    R("Fiona Leary", "PS-02", "Risk review of the pressure zones", 455, 9, 10),
    R("Leila Haddad", "PS-05", "Coach for the product team", 430, 21),
    R("Stefan Brandt", "PS-03", "Capacity plan of the night crews", 400, 10),
    R("Jana Novak", "PS-04", "Bad debt: how to count it", 385, 15, 14, None),
    R("Quentin Moss", "PS-01", "Purchasing view in the report", 300, 5, 14, False,
      State.DECLINED, "Not a report of projects; the purchasing system has it."),
    R("Tomas Reid", "PS-03", "New baseline after the dry summer", 255, 7),
    R("Tomas Reid", "PS-02", "Risk review of trenchless digging", 230, 9, 10),
    R("Aisha Lindqvist", "PS-04", "How repeat calls are counted", 215, 12),
    R("Ingrid Vale", "PS-02", "Second look at the intake works", 190, 6, 10),
    R("Helen Marsh", "PS-01", "Supplier milestones in the report", 175, 18, 14, True),
    R("Peter Nwosu", "PS-04", "Savings of the finance system", 150, 8),
    R("Fiona Leary", "PS-03", "Plan of the loggers, south", 128, 10),
    R("Mikkel Bruun", "PS-05", "Coach for the outage page", 110, 9),
    R("Stefan Brandt", "PS-03", "Plan for two depots in place of three", 84, 11),
    R("Tomas Reid", "PS-04", "Water not bought: proof for the regulator", 70, 6),
    R("Aisha Lindqvist", "PS-03", "Release plan for home movers", 61, 12),
    R("Bridget Amaro", "PS-01", "One page for the board on customers", 47, 10, 14, True),
    R("Jana Novak", "PS-04", "Collection fees: what changed since", 40, 23),
    R("Ruth Calder", "PS-05", "Coach for the network team", 33, 9),
    R("Goran Petrov", "PS-02", "Risk review of acoustic loggers", 21, 8, 10, False,
      State.ACCEPTED),
    R("Quentin Moss", "PS-01", "Daily figures by e-mail", 18, 4, 14, False,
      State.DECLINED, "A report a month is what we can stand behind."),
    R("Hana Sato", "PS-03", "Planner for the sludge line", 9, None, 14, False,
      State.OPEN),
]  # fmt: skip


class AgreementStory(NamedTuple):
    """An agreement that was due so many days before the end, and what became of it."""

    who: str
    service: str
    ago: int
    renewed: bool | None
    note: str = ""


AGREEMENTS = [
    AgreementStory("Tomas Reid", "PS-03", 250, True),
    AgreementStory("Ingrid Vale", "PS-02", 240, True),
    AgreementStory("Martin Okoye", "PS-01", 180, False, "Reports from its own system."),
    AgreementStory("Aisha Lindqvist", "PS-05", 75, True),
    AgreementStory("Peter Nwosu", "PS-04", 60, True),
    AgreementStory("Ruth Calder", "PS-05", 30, True),
    AgreementStory("Quentin Moss", "PS-01", 15, False, "Wants figures by the day."),
    AgreementStory("Helen Marsh", "PS-01", -92, None, "To be talked over in autumn."),
]

# Between what and what benefits may lie, and how likely they come about.
RANGES = {
    "Water not bought from neighbours": ("0.8", "1.15", "1"),
    "Emergency digs avoided": ("0.6", "1.2", "0.9"),
    "Agency staff in peak weeks": ("0.7", "1.1", "0.95"),
    "Calls that did not need a person": ("0.7", "1.25", "0.9"),
    "Bad debt": ("0.4", "1.1", "0.8"),
    "Tankered water no longer needed": ("0.75", "1.05", "0.95"),
    "Rent": ("0.95", "1", "1"),
}
BASIS = "Asked the owner for the worst and the best month that can be thought of."


def write_demand(root: Portfolio, until: date) -> None:
    """Write requests and agreements of two cycles, the terms, and some ranges."""
    people = {person.name: person for person in Stakeholder.objects.all()}
    services = {service.code: service for service in Service.objects.all()}
    bulk_create_with_history(
        [_request(one, people, services, until) for one in REQUESTS], ServiceRequest
    )
    bulk_create_with_history(
        [
            ServiceAgreement(
                service=services[one.service],
                stakeholder=people[one.who],
                due_on=until - timedelta(days=one.ago),
                renewed=one.renewed,
                decided_on=until - timedelta(days=one.ago + 5)
                if one.renewed is not None
                else None,
                note=one.note,
            )
            for one in AGREEMENTS
        ],
        ServiceAgreement,
    )
    CaseTerms.objects.create(
        portfolio=root,
        discount_rate=Decimal("0.06"),
        rate_source="Cost of capital, letter of the finance director of January",
        years=5,
        hurdle=Decimal("0.08"),
        finance_rate=Decimal("0.055"),
        reinvest_rate=Decimal("0.04"),
        rate_low=Decimal("0.04"),
        rate_high=Decimal("0.08"),
        cost_low=Decimal("0.95"),
        cost_high=Decimal("1.15"),
        correlation=Decimal("0.2"),
        seed=20260930,
    )
    benefits = {benefit.name: benefit for benefit in Benefit.objects.all()}
    bulk_create_with_history(
        [
            BenefitRange(
                benefit=benefits[name],
                low_share=Decimal(low),
                high_share=Decimal(high),
                probability=Decimal(probability),
                basis=BASIS,
            )
            for name, (low, high, probability) in RANGES.items()
        ],
        BenefitRange,
    )


def _request(
    story: RequestStory,
    people: dict[str, Stakeholder],
    services: dict[str, Service],
    until: date,
) -> ServiceRequest:
    asked = until - timedelta(days=story.ago)
    return ServiceRequest(
        service=services[story.service],
        stakeholder=people[story.who],
        title=story.title,
        requested_on=asked,
        is_mandated=story.had_to,
        agreed_days=story.agreed,
        state=story.state,
        answered_on=None if story.took is None else asked + timedelta(days=story.took),
        reason=story.reason,
    )
