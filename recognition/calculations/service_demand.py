"""Whether the services of the PMO are wanted again."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from delivery.calculations.measure import Thresholds
from delivery.calculations.share import Share

ADOPTION_THRESHOLDS = Thresholds(Decimal("0.80"), Decimal("0.60"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request for a service of the PMO; what nobody recorded is None.

    Units: `waited` and `allowed` are calendar days, up to the day the request was
    met or, while it is open, the day as of which is asked.
    """

    is_mandated: bool | None = None
    is_declined: bool = False
    waited: int | None = None
    allowed: int | None = None

    @property
    def is_unmet(self) -> bool | None:
        """True when it was declined or took longer than agreed."""
        if self.is_declined:
            return True
        if self.waited is None or self.allowed is None:
            return None
        return self.waited > self.allowed


def unsolicited_share(requests: Iterable[Request]) -> Share:
    """Return which share of requests nobody was obliged to make.

    A request of which nobody recorded whether it was mandated lowers completeness.

    Source: docs/formulas.md, "Demand in the next cycle".
    """
    return Share.total(
        Share.of(None if request.is_mandated is None else not request.is_mandated)
        for request in requests
    )


def unmet_share(requests: Iterable[Request]) -> Share:
    """Return which share of requests was declined or took longer than agreed.

    A request without an agreed time that was not declined lowers completeness.

    Source: docs/formulas.md, "Demand in the next cycle".
    """
    return Share.total(Share.of(request.is_unmet) for request in requests)


def renewal_rate(due: Iterable[bool | None]) -> Share:
    """Return which share of mandates and agreements that were due was renewed.

    Shape: one value for each that was due: whether it was renewed, None while nobody
    has decided. None due: not available.

    Source: docs/formulas.md, "Demand in the next cycle".
    """
    return Share.total(map(Share.of, due))


def adoption_rate(eligible: Iterable[bool | None]) -> Share:
    """Return which share of the projects that could use a service does.

    Shape: one value for each eligible project: whether it uses the service, None
    when nobody knows. None eligible: not available.

    Source: docs/formulas.md, "Demand in the next cycle".
    """
    return Share.total(map(Share.of, eligible))
