"""The value object every metric returns, and the rules all metrics share.

A metric never returns a bare number. What is unknown stays unknown: it carries
a reason and can be mistaken neither for zero nor for last month's value.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, Self, TypeAlias

Number: TypeAlias = Decimal | float | int

FORMULA_VERSION = "1.0"

PLACES = 12
LARGEST_QUOTIENT = Decimal(10) ** 15

SHOWN_FROM = Decimal("0.80")
PARTIAL_FROM = Decimal("0.50")


class Status(StrEnum):
    """Whether there is a value, and if not, what kind of absence it is."""

    OK = "ok"
    NOT_AVAILABLE = "not_available"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"


class Unit(StrEnum):
    """What a value counts. A ratio is stored as 0.25, never as 25."""

    RATIO = "ratio"
    INDEX = "index"
    MONEY = "money"
    DAYS = "days"
    HOURS = "hours"
    PERIODS = "periods"
    COUNT = "count"
    SCORE = "score"
    POINTS = "points"
    NUMBER = "number"


class Reason(StrEnum):
    """Why there is no value. Some reasons name a detail: ``MISSING_INPUT:rate``."""

    NO_DATA = "NO_DATA"
    MISSING_INPUT = "MISSING_INPUT"
    ZERO_DENOMINATOR = "ZERO_DENOMINATOR"
    NEGATIVE_DENOMINATOR = "NEGATIVE_DENOMINATOR"
    NO_BASELINE = "NO_BASELINE"
    NOT_STARTED = "NOT_STARTED"
    COMPLETE = "COMPLETE"
    BUDGET_EXHAUSTED = "BUDGET_EXHAUSTED"
    NO_SIGN_CHANGE = "NO_SIGN_CHANGE"
    MULTIPLE_IRR = "MULTIPLE_IRR"
    NO_REAL_ROOT = "NO_REAL_ROOT"
    NOT_RECOVERED = "NOT_RECOVERED"
    INSUFFICIENT_N = "INSUFFICIENT_N"
    SUPPRESSED_SMALL_N = "SUPPRESSED_SMALL_N"
    INSUFFICIENT_COVERAGE = "INSUFFICIENT_COVERAGE"
    MIXED_UNITS = "MIXED_UNITS"
    NO_FX_RATE = "NO_FX_RATE"
    FUTURE_PERIOD = "FUTURE_PERIOD"
    TARGET_EQUALS_BASELINE = "TARGET_EQUALS_BASELINE"
    DIRECTION_CONFLICT = "DIRECTION_CONFLICT"
    CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN"

    @property
    def needs_detail(self) -> bool:
        """True for the reasons that are incomplete without their detail."""
        return self in {
            Reason.MISSING_INPUT,
            Reason.INSUFFICIENT_N,
            Reason.NO_FX_RATE,
        }

    def of(self, detail: object) -> str:
        """Return the reason with its detail: ``Reason.MISSING_INPUT.of("rate")``."""
        return f"{self.value}:{detail}"

    @classmethod
    @lru_cache(maxsize=1024)
    def parse(cls, reason: str) -> tuple["Reason", str]:
        """Return a reason's code and its detail, "" where it has none.

        Raises ValueError for a code that is not in the vocabulary, and for a
        detail that is missing or out of place.
        """
        code, _, detail = reason.partition(":")
        known = cls(code)
        if known.needs_detail != bool(detail):
            raise ValueError(f"the detail of the reason {reason!r} is not as agreed")
        return known, detail


# Reasons that say no more than that amounts are not known.
WITHOUT_AMOUNTS = {
    Reason.NO_DATA,
    Reason.NO_BASELINE,
    Reason.MISSING_INPUT,
    Reason.INSUFFICIENT_COVERAGE,
}


class Caveat(StrEnum):
    """What a reader should know about a value that is shown."""

    PARTIAL_DATA = "partial_data"
    PERIOD_IN_PROGRESS = "period_in_progress"
    ESTIMATE_QUALITY = "estimate_quality"
    CHECK_BASELINE = "check_baseline"
    CHECK_EARNED_VALUE = "check_earned_value"
    VALUE_WITHOUT_COST = "value_without_cost"
    COST_CREDIT = "cost_credit"
    EARLY_ESTIMATE = "early_estimate"
    MIX_EFFECT = "mix_effect"
    CONVERGES = "converges"
    UNREALISTIC_RECOVERY = "unrealistic_recovery"
    PLATEAU = "plateau"
    PLAN_TOO_SOFT = "plan_too_soft"
    STALE = "stale"
    EQUAL_WEIGHTS = "equal_weights"
    CAPPED_BY_CRITICAL = "capped_by_critical"
    OVERLAP_SCALED = "overlap_scaled"
    FLOW_INCONSISTENT = "flow_inconsistent"
    PROVISIONAL = "provisional"
    TURNS_NEGATIVE = "turns_negative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number with all that is needed to believe it, or the reason for none.

    Units: `value` is in `unit`; money is a Decimal in `currency`; ratios are
    stored as 0.875. `completeness` is the covered share of what should be
    there, 0 to 1. The scorecard adds period and as-of date; they belong to the
    whole snapshot.

    Raises ValueError when status and value contradict each other, or when the
    value is NaN or infinite.

    Source: docs/formulas.md, "What every number carries".
    """

    status: Status
    value: Number | None
    unit: Unit
    n: int | None = None
    n_expected: int | None = None
    completeness: Decimal | None = None
    currency: str = ""
    reason: str = ""
    warnings: tuple[str, ...] = ()
    method: str = ""
    formula_version: str = FORMULA_VERSION

    def __post_init__(self) -> None:
        if (self.status is Status.OK) != (self.value is not None):
            raise ValueError(f"a measure that is {self.status} has value {self.value}")
        if self.value is not None and not exact(self.value).is_finite():
            raise ValueError("a measure is never NaN or infinite")
        if (self.status is Status.OK) == bool(self.reason):
            raise ValueError("a measure has a value or a reason, and not both")
        if self.reason:
            Reason.parse(self.reason)

    @classmethod
    def of(
        cls,
        value: Number,
        unit: Unit,
        *,
        n: int | None = None,
        n_expected: int | None = None,
        completeness: Decimal | None = None,
        currency: str = "",
        warnings: Iterable[str] = (),
        method: str = "",
    ) -> Self:
        """Return a known value."""
        return cls(
            status=Status.OK,
            value=value,
            unit=unit,
            n=n,
            n_expected=n_expected,
            completeness=completeness,
            currency=currency,
            warnings=tuple(warnings),
            method=method,
        )

    @classmethod
    def missing(
        cls,
        reason: str,
        unit: Unit,
        *,
        n: int | None = None,
        n_expected: int | None = None,
        completeness: Decimal | None = None,
        currency: str = "",
        warnings: Iterable[str] = (),
        method: str = "",
    ) -> Self:
        """Return "not available" with its reason."""
        return cls(
            status=Status.NOT_AVAILABLE,
            value=None,
            unit=unit,
            n=n,
            n_expected=n_expected,
            completeness=completeness,
            currency=currency,
            reason=str(reason),
            warnings=tuple(warnings),
            method=method,
        )

    @classmethod
    def not_applicable(cls, reason: str, unit: Unit, *, currency: str = "") -> Self:
        """Return "makes no sense here", such as work to complete when complete."""
        return cls(
            status=Status.NOT_APPLICABLE,
            value=None,
            unit=unit,
            currency=currency,
            reason=str(reason),
        )

    @classmethod
    def suppressed(cls, unit: Unit, *, n: int) -> Self:
        """Return a value withheld because too few people stand behind it."""
        return cls(
            status=Status.SUPPRESSED,
            value=None,
            unit=unit,
            n=n,
            reason=Reason.SUPPRESSED_SMALL_N.value,
        )

    def for_want_of_rate(self, lacking: frozenset[str]) -> Self:
        """Return the same measure; if it has no value, for want of exchange rates.

        `lacking` are the pairs of currencies of known amounts that could not be
        converted.
        """
        if self.status is not Status.NOT_AVAILABLE or not lacking:
            return self
        if Reason.parse(self.reason)[0] not in WITHOUT_AMOUNTS:
            return self
        return replace(self, reason=Reason.NO_FX_RATE.of(min(lacking)))

    @property
    def is_ok(self) -> bool:
        """True when there is a value, a measured zero included."""
        return self.status is Status.OK

    @property
    def number(self) -> Number:
        """The value, for code that has already asked `is_ok`.

        Raises ValueError when there is none.
        """
        if self.value is None:
            raise ValueError(f"no value: {self.reason}")
        return self.value

    def with_warnings(self, *warnings: str) -> Self:
        """Return the same measure with further caveats, each named once."""
        known = dict.fromkeys((*self.warnings, *warnings))
        return replace(self, warnings=tuple(map(str, known)))

    def in_currency(self, currency: str) -> Self:
        """Return the same amount of money, named in its ISO 4217 currency."""
        return replace(self, currency=currency)

    def with_count(self, n: int, n_expected: int) -> Self:
        """Return the same measure with how many members it rests on."""
        if (n, n_expected) == (self.n, self.n_expected):
            return self
        return replace(self, n=n, n_expected=n_expected)

    def with_coverage(self, completeness: Decimal | None) -> Self:
        """Return the measure as its coverage allows it to be shown.

        From 80 % covered the value is shown, from 50 % with the caveat
        "partial data", below that it is not available. A measure without a
        value keeps its own reason.

        Source: docs/formulas.md, "How much of the data is there".
        """
        covered = self
        if completeness != self.completeness:
            covered = replace(self, completeness=completeness)
        if completeness is None or not self.is_ok or completeness >= SHOWN_FROM:
            return covered
        if completeness >= PARTIAL_FROM:
            return covered.with_warnings(Caveat.PARTIAL_DATA)
        return replace(
            covered,
            status=Status.NOT_AVAILABLE,
            value=None,
            reason=Reason.INSUFFICIENT_COVERAGE.value,
        )

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON values; a Decimal becomes a string and stays exact."""
        return {
            "status": self.status.value,
            "value": str(self.value) if isinstance(self.value, Decimal) else self.value,
            "unit": self.unit.value,
            "n": self.n,
            "n_expected": self.n_expected,
            "completeness": (
                None if self.completeness is None else str(self.completeness)
            ),
            "currency": self.currency,
            "reason": self.reason,
            "warnings": list(self.warnings),
            "method": self.method,
            "formula_version": self.formula_version,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the measure that `as_json` wrote, equal to the original."""
        value, completeness = data["value"], data["completeness"]
        return cls(
            status=Status(data["status"]),
            value=Decimal(value) if isinstance(value, str) else value,
            unit=Unit(data["unit"]),
            n=data["n"],
            n_expected=data["n_expected"],
            completeness=None if completeness is None else Decimal(completeness),
            currency=data["currency"],
            reason=data["reason"],
            warnings=tuple(data["warnings"]),
            method=data["method"],
            formula_version=data["formula_version"],
        )


def exact(value: Number) -> Decimal:
    """Return the decimal number that is written the way `value` is shown.

    The float 0.95 becomes 0.95 and not the binary fraction just below it.
    """
    return value if isinstance(value, Decimal) else Decimal(str(value))


def settled(value: Decimal) -> Decimal:
    """Return a quotient to twelve places, for sums that must not depend on order.

    A Decimal carries 28 digits; sums of such quotients would differ in the last one.
    """
    places = -int(value.as_tuple().exponent)
    is_quotient = places > PLACES and abs(value) < LARGEST_QUOTIENT
    return round(value, PLACES) if is_quotient else value


def divide(
    numerator: Number | None,
    denominator: Number | None,
    *,
    unit: Unit = Unit.RATIO,
    require_positive: bool = False,
    names: tuple[str, str] = ("numerator", "denominator"),
) -> Measure:
    """Return numerator / denominator under the one rule for all denominators.

    A missing side names itself (`names`), zero is ZERO_DENOMINATOR even for
    0 / 0, and below zero is NEGATIVE_DENOMINATOR where the metric needs a
    positive one. Zero over something is a measured zero.

    Units: the result is in `unit`; it is a Decimal with 28 digits.

    Source: docs/formulas.md, "What every number carries".
    """
    if numerator is None:
        return Measure.missing(Reason.MISSING_INPUT.of(names[0]), unit)
    if denominator is None:
        return Measure.missing(Reason.MISSING_INPUT.of(names[1]), unit)
    below = exact(denominator)
    if below == 0:
        return Measure.missing(Reason.ZERO_DENOMINATOR, unit)
    if require_positive and below < 0:
        return Measure.missing(Reason.NEGATIVE_DENOMINATOR, unit)
    return Measure.of(exact(numerator) / below, unit)


def coverage(included: Number, in_scope: Number) -> Decimal | None:
    """Return which part of the data in scope is there; None when none was due.

    Units: both in the weight of the metric (its own denominator if known, else
    budget, else 1 a child); the result is a ratio from 0 to 1.

    Source: docs/formulas.md, "How much of the data is there".
    """
    below = exact(in_scope)
    return exact(included) / below if below else None


class Rag(StrEnum):
    """The colour of a verdict. Grey is "not available", a status of its own."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


class Better(StrEnum):
    """Which way a value should go."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The two limits that turn a value into a colour.

    Unrounded values are compared; a limit itself counts as the better side.

    Raises ValueError when amber would be stricter than green.

    Source: docs/formulas.md, "Colours".
    """

    green: Decimal
    amber: Decimal
    better: Better = Better.HIGHER

    def __post_init__(self) -> None:
        if self._reaches(self.amber, self.green) and self.amber != self.green:
            raise ValueError("the amber limit is stricter than the green one")

    def _reaches(self, value: Decimal, limit: Decimal) -> bool:
        return value >= limit if self.better is Better.HIGHER else value <= limit

    def rate(self, value: Measure | Number | None) -> Rag:
        """Return the colour of a value, grey when there is none."""
        number = value.value if isinstance(value, Measure) else value
        if number is None:
            return Rag.GREY
        if self._reaches(exact(number), self.green):
            return Rag.GREEN
        if self._reaches(exact(number), self.amber):
            return Rag.AMBER
        return Rag.RED


@dataclass(frozen=True, slots=True)
class Within:
    """Two ranges that turn a value into a colour: neither low nor high is good.

    Each is (low, high), limits included.

    Raises ValueError when amber does not surround green.

    Source: docs/formulas.md, "Colours".
    """

    green: tuple[Decimal, Decimal]
    amber: tuple[Decimal, Decimal]

    def __post_init__(self) -> None:
        if not self.amber[0] <= self.green[0] <= self.green[1] <= self.amber[1]:
            raise ValueError("the amber range does not surround the green one")

    @property
    def better(self) -> None:
        """Neither way is better."""
        return

    def rate(self, value: Measure | Number | None) -> Rag:
        """Return the colour of a value, grey when there is none."""
        return rate_range(value, self.green, self.amber)


def rate_higher(value: Measure | Number | None, green: Number, amber: Number) -> Rag:
    """Return the colour of a value that should be high."""
    return Thresholds(exact(green), exact(amber)).rate(value)


def rate_lower(value: Measure | Number | None, green: Number, amber: Number) -> Rag:
    """Return the colour of a value that should be low."""
    return Thresholds(exact(green), exact(amber), Better.LOWER).rate(value)


def rate_range(
    value: Measure | Number | None,
    green: tuple[Number, Number],
    amber: tuple[Number, Number],
) -> Rag:
    """Return the colour of a value that should stay between two limits.

    `green` and `amber` are (low, high), limits included; amber surrounds green.
    """
    number = value.value if isinstance(value, Measure) else value
    if number is None:
        return Rag.GREY
    for rag, (low, high) in ((Rag.GREEN, green), (Rag.AMBER, amber)):
        if exact(low) <= exact(number) <= exact(high):
            return rag
    return Rag.RED
