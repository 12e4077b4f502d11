"""What may be said of a value: the strongest claim that its evidence permits."""

import re
from dataclasses import dataclass
from enum import StrEnum

from delivery.calculations.evidence import Evidence

MIN_EACH_SIDE = 5


class Kind(StrEnum):
    """What a sentence claims, the weakest first."""

    FORECAST = "forecast"
    REPORTED = "reported"
    MEASURED_CHANGE = "measured_change"
    VALIDATED_MONEY = "validated_money"


class Worth(StrEnum):
    """The class of a benefit, which decides its verb."""

    CASHABLE = "cashable"
    COST_AVOIDANCE = "cost_avoidance"
    NON_CASHABLE = "non_cashable_financial"
    QUANTIFIED = "non_financial_quantified"
    QUALITATIVE = "qualitative"


class Verb(StrEnum):
    """The verb that a sentence may use."""

    FORECAST = "is_forecast_to"
    REPORTS = "the_project_reports"
    NO_CHANGE = "no_detectable_change"
    CHANGED = "changed_from_to"
    DELIVERED = "delivered"
    SAVED = "saved"
    AVOIDED = "avoided"
    FREED = "freed_up_hours_worth"


class Link(StrEnum):
    """How a sentence may link a result to its cause."""

    CAUSED = "caused"
    CONTRIBUTED = "contributed_to"
    COINCIDED = "coincided_with"


class Why(StrEnum):
    """Why a sentence says less than was asked for, or nothing."""

    NO_RANGE = "no_range"
    NOT_REPORTED = "not_reported"
    NOT_MEASURED = "not_measured"
    NOT_VALIDATED = "not_validated"
    NOT_ISOLATED = "not_isolated"
    NOT_MONEY = "not_money"
    NOT_CASHABLE = "not_cashable"
    OTHER_DEFINITION = "other_definition"
    TOO_FEW = "too_few"
    NOT_TESTED = "not_tested"
    NO_SIGNAL = "no_signal"


VERBS = {
    Worth.CASHABLE: Verb.SAVED,
    Worth.COST_AVOIDANCE: Verb.AVOIDED,
    Worth.NON_CASHABLE: Verb.FREED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What stands behind a measured change.

    `n_before` and `n_after` count the values on either side. `is_signal` says whether
    the values signal a change, the trend is one, or the interval of a survey excludes
    "no change"; None is "not tested".
    """

    n_before: int = 0
    n_after: int = 0
    is_same_definition: bool = True
    is_signal: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one would like to say, and what there is to say it with.

    `worth` is the class of the money, None for a total of several. `has_range` says
    whether a forecast comes with its range. `is_causal` asks for "because of the PMO".
    """

    kind: Kind
    evidence: Evidence
    worth: Worth | None = None
    statistics: Statistics = Statistics()
    has_range: bool = False
    is_causal: bool = False


@dataclass(frozen=True, slots=True)
class Permission:
    """The strongest claim that is permitted; None and the reason where none is.

    `why` names what a stronger claim lacks, the weakest lack first.
    """

    kind: Kind | None
    verb: Verb | None
    link: Link | None = None
    why: tuple[Why, ...] = ()


def permission(claim: Claim) -> Permission:
    """Return the strongest claim that evidence, class and statistics permit.

    A gate that fails gives the weaker sentence and never an unqualified one. A change
    that was tested and is none gives "no detectable change", and not silence.

    Source: docs/formulas.md, "What may be said".
    """
    if claim.kind is Kind.MEASURED_CHANGE:
        permitted = _change(claim)
    elif claim.kind is Kind.VALIDATED_MONEY:
        permitted = _money(claim)
    else:
        permitted = _told(claim)
    return _linked(claim, permitted) if claim.is_causal else permitted


def _told(claim: Claim, *why: Why) -> Permission:
    """Return what may be said of a value that is neither measured nor validated."""
    if claim.kind is not Kind.FORECAST:
        if claim.evidence is not Evidence.OPINION:
            return Permission(Kind.REPORTED, Verb.REPORTS, why=why)
        why = (Why.NOT_REPORTED, *why)
    if claim.has_range:
        return Permission(Kind.FORECAST, Verb.FORECAST, why=why)
    return Permission(None, None, why=(Why.NO_RANGE, *why))


def _change(claim: Claim) -> Permission:
    lacks = _untested(claim)
    if lacks:
        return _told(claim, lacks)
    if not claim.statistics.is_signal:
        return Permission(Kind.MEASURED_CHANGE, Verb.NO_CHANGE, why=(Why.NO_SIGNAL,))
    return Permission(Kind.MEASURED_CHANGE, Verb.CHANGED)


def _untested(claim: Claim) -> Why | None:
    """Return what keeps a change from being judged at all."""
    statistics = claim.statistics
    if claim.evidence < Evidence.MEASURED:
        return Why.NOT_MEASURED
    if not statistics.is_same_definition:
        return Why.OTHER_DEFINITION
    if min(statistics.n_before, statistics.n_after) < MIN_EACH_SIDE:
        return Why.TOO_FEW
    return Why.NOT_TESTED if statistics.is_signal is None else None


def _money(claim: Claim) -> Permission:
    if claim.evidence < Evidence.VALIDATED:
        return _told(claim, Why.NOT_VALIDATED)
    if claim.worth in {Worth.QUANTIFIED, Worth.QUALITATIVE}:
        return Permission(Kind.REPORTED, Verb.REPORTS, why=(Why.NOT_MONEY,))
    verb = VERBS[claim.worth] if claim.worth else Verb.DELIVERED
    why = () if verb is Verb.SAVED else (Why.NOT_CASHABLE,)
    return Permission(Kind.VALIDATED_MONEY, verb, why=why)


def _linked(claim: Claim, permitted: Permission) -> Permission:
    """Return a permitted claim with the strongest link to its cause."""
    link = None
    if permitted.kind in {Kind.MEASURED_CHANGE, Kind.VALIDATED_MONEY}:
        link = {
            Evidence.MEASURED: Link.COINCIDED,
            Evidence.VALIDATED: Link.CONTRIBUTED,
            Evidence.ISOLATED: Link.CAUSED,
        }[claim.evidence]
    if permitted.verb is Verb.NO_CHANGE:
        link = None
    if link is Link.CAUSED:
        return Permission(permitted.kind, permitted.verb, link, permitted.why)
    why = (*permitted.why, Why.NOT_ISOLATED)
    return Permission(permitted.kind, permitted.verb, link, why)


BLOCKED = re.compile(r"\b(always|guaranteed?s?|best[- ]in[- ]class)\b", re.IGNORECASE)
SIGNIFICANT = re.compile(r"\bsignifican(?:t|tly|ce)\b", re.IGNORECASE)
TESTED = re.compile(r"\bstatistical(?:ly)? significan(?:t|tly|ce)\b", re.IGNORECASE)


def blocked_words(text: str, *, is_tested: bool = False) -> list[str]:
    """Return the words of a sentence that no evidence permits, in their order.

    "Significant" is one of them unless a test was done and the sentence says
    "statistically significant".

    Source: docs/formulas.md, "What may be said".
    """
    left = TESTED.sub(lambda match: " " * len(match[0]), text) if is_tested else text
    found = [*BLOCKED.finditer(text), *SIGNIFICANT.finditer(left)]
    return [
        match[0].lower() for match in sorted(found, key=lambda match: match.start())
    ]
