"""Who asks for the services of the PMO, and which projects use them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """Somebody's request for a service; what nobody recorded is None."""

    pk: int
    service: int
    service_name: str
    stakeholder: int
    requested_on: date
    is_mandated: bool | None = None
    agreed_days: int | None = None
    is_declined: bool = False
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """An agreement on a service; whether it was renewed is None until then."""

    service: int
    service_name: str
    due_on: date
    renewed: bool | None = None


@dataclass(frozen=True, slots=True)
class UseFacts:
    """A project that a service helped."""

    project: int
    service: int
    service_name: str


@dataclass(frozen=True, slots=True)
class DemandFacts:
    """Requests in the order of time, agreements, uses, and the PMO's cycles.

    `cycles` are the first days of the turns of the flywheel in ascending order.
    """

    requests: tuple[RequestFacts, ...] = ()
    agreements: tuple[AgreementFacts, ...] = ()
    uses: tuple[UseFacts, ...] = ()
    cycles: tuple[date, ...] = ()

    def known_on(self, day: date) -> Self:
        """The same without the requests that were made later."""
        known = tuple(one for one in self.requests if one.requested_on <= day)
        return replace(self, requests=known)

    def cycle_on(self, day: date) -> tuple[date, date] | None:
        """The first days of the cycle before and of the one a day lies in.

        None where there is no cycle before: nobody could have come back.
        """
        begun = [start for start in self.cycles if start <= day]
        return (begun[-2], begun[-1]) if len(begun) > 1 else None
