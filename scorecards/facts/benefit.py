"""Benefits and their amounts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """The amount of a benefit in one month."""

    month: date
    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class BenefitFacts:
    """A benefit with its amounts in ascending order of month."""

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
    entries: tuple[EntryFacts, ...]
    project_id: int | None = None
