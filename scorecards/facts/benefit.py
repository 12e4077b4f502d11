"""Benefits and their amounts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scorecards.facts.service import AttributionFacts


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """The amount of a benefit in one month."""

    month: date
    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class LeakFacts:
    """A part of a benefit's promise that is lost to one cause."""

    cause: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class OverlapFacts:
    """A measure that benefits share; None until somebody has measured it."""

    pk: int
    measured_total: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitFacts:
    """A benefit with its amounts in ascending order of month.

    `open_months` are those whose claim finance has not decided on; `overlap` is the
    key of the measure that it shares with other benefits. `is_once` tells one that does
    not come back every month.
    """

    pk: int
    code: str
    name: str
    benefit_class: str
    is_disbenefit: bool
    unit_label: str
    currency: str
    owner: str
    starts_on: date | None
    retires_on: date | None
    price_basis: str
    steady_amount: Decimal | None
    baseline_value: Decimal | None
    has_method: bool
    is_evidenced: bool
    overlap: int | None
    entries: tuple[EntryFacts, ...]
    open_months: frozenset[date]
    leaks: tuple[LeakFacts, ...]
    attributions: tuple[AttributionFacts, ...]
    project_id: int | None = None
    is_once: bool = False
