"""How well a value is proved: from an opinion to a cause that is set apart."""

from enum import StrEnum
from typing import Final


class Evidence(StrEnum):
    """The evidence level of a claimed value, the weakest first."""

    OPINION = "E0"
    CLAIMED = "E1"
    MEASURED = "E2"
    VALIDATED = "E3"
    ISOLATED = "E4"


class Method(StrEnum):
    """How one knows which part of a benefit a service brought about."""

    COMPARISON = "comparison_group"
    TREND = "trend"
    ESTIMATE = "owner_estimate"


# Methods that set the cause apart; an estimate is an opinion.
ISOLATING: Final = (Method.COMPARISON, Method.TREND)


def evidence_level(
    *,
    is_claimed: bool,
    has_method: bool,
    is_measured: bool,
    is_validated: bool,
    is_isolated: bool,
) -> Evidence:
    """Return how well a benefit is proved by what is on record.

    `is_measured`: held against a recorded baseline, with its evidence. What finance
    validated is E3, whatever else is written down; E4 is E3 with a comparison that
    isolates the cause. A forecast, or a claim without a method, is E0.

    Source: docs/formulas.md, "Evidence levels".
    """
    if is_validated:
        return Evidence.ISOLATED if is_isolated else Evidence.VALIDATED
    if not (is_claimed and has_method):
        return Evidence.OPINION
    return Evidence.MEASURED if is_measured else Evidence.CLAIMED
