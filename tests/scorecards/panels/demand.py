"""Requests for services by hand, for the tests of the panels of demand."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from scorecards.facts import AgreementFacts, DemandFacts, RequestFacts, UseFacts

CYCLES = (date(2025, 1, 1), date(2026, 1, 1))


def request(
    stakeholder: int = 1,
    on: date = date(2026, 8, 3),
    *,
    pk: int = 1,
    service: int = 1,
    is_mandated: bool | None = False,
    agreed_days: int | None = None,
    answered_on: date | None = None,
    is_declined: bool = False,
) -> RequestFacts:
    """One request, in the third quarter of 2026 unless told otherwise."""
    return RequestFacts(
        pk=pk,
        service=service,
        service_name=f"Service {service}",
        stakeholder=stakeholder,
        requested_on=on,
        is_mandated=is_mandated,
        agreed_days=agreed_days,
        answered_on=answered_on,
        is_declined=is_declined,
    )


def agreement(
    renewed: bool | None, due_on: date = date(2026, 9, 1), service: int = 1
) -> AgreementFacts:
    """An agreement that was due in the third quarter of 2026."""
    return AgreementFacts(
        service=service,
        service_name=f"Service {service}",
        due_on=due_on,
        renewed=renewed,
    )


def use(project: int, service: int = 1) -> UseFacts:
    """A project that a service helped."""
    return UseFacts(project, service, f"Service {service}")


def demand(
    *requests: RequestFacts,
    agreements: Iterable[AgreementFacts] = (),
    uses: Iterable[UseFacts] = (),
    cycles: Iterable[date] = CYCLES,
) -> DemandFacts:
    """What is asked of the PMO; requests in the order of time."""
    return DemandFacts(
        requests=tuple(sorted(requests, key=lambda one: (one.requested_on, one.pk))),
        agreements=tuple(agreements),
        uses=tuple(uses),
        cycles=tuple(cycles),
    )


def together(one: DemandFacts, other: DemandFacts) -> DemandFacts:
    """The demand in two portfolios as if it were that of one."""
    return replace(
        one,
        requests=one.requests + other.requests,
        agreements=one.agreements + other.agreements,
        uses=one.uses + other.uses,
    )


@st.composite
def demands(draw, first_pk: int, projects: Iterable[int]):
    """Up to four requests of up to three people, an agreement, and some uses."""
    days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
    requests = [
        request(
            first_pk + draw(st.integers(0, 2)),
            day,
            pk=first_pk + number,
            service=draw(st.integers(1, 2)),
            is_mandated=draw(st.none() | st.booleans()),
            agreed_days=draw(st.none() | st.integers(0, 60)),
            answered_on=draw(st.none() | st.just(day)),
            is_declined=draw(st.booleans()),
        )
        for number, day in enumerate(draw(st.lists(days, max_size=4)))
    ]
    agreements = draw(st.lists(st.none() | st.booleans(), max_size=2))
    return demand(
        *requests,
        agreements=[agreement(one, draw(days)) for one in agreements],
        uses=[use(pk, 1) for pk in projects if draw(st.booleans())],
    )
