"""Work done twice, defects that escaped, and changes that failed."""

from decimal import Decimal

from .measure import Better, Measure, Number, Reason, Thresholds, Unit, exact
from .share import Ratio

REWORK_THRESHOLDS = Thresholds(Decimal("0.05"), Decimal("0.10"), Better.LOWER)
ESCAPE_THRESHOLDS = Thresholds(Decimal("0.05"), Decimal("0.15"), Better.LOWER)
CHANGE_FAIL_THRESHOLDS = Thresholds(Decimal("0.10"), Decimal("0.20"), Better.LOWER)
UNPLANNED_THRESHOLDS = Thresholds(Decimal("0.10"), Decimal("0.20"), Better.LOWER)
# How long after a release a defect still counts as one of it.
ESCAPE_WINDOW_DAYS = 90


def rework_ratio(rework: Number | None, total: Number | None) -> Ratio:
    """Return rework over all work of the same scope.

    Units: hours or money on both sides. Rework that is not coded is None.

    Source: docs/formulas.md, "Rework".
    """
    return Ratio.of(rework, total)


def defect_escape_rate(before: int | None, after: int | None) -> Ratio:
    """Return the defects found after release over all defects found.

    Units: counts within one fixed window after release. None recorded at all:
    not available.

    Source: docs/formulas.md, "Defects that escaped".
    """
    if before is None or after is None:
        return Ratio.of(after, None)
    return Ratio.of(after, before + after)


def defect_removal_efficiency(escaped: Measure) -> Measure:
    """Return the part of defects found before release, from the escape rate."""
    if escaped.value is None:
        return escaped
    return Measure.of(1 - exact(escaped.value), Unit.RATIO)


def change_fail_rate(failed: int | None, total: int | None) -> Ratio:
    """Return the changes that needed a rollback or hotfix over all changes.

    Units: counts of deployments of one service or product.

    Source: docs/formulas.md, "Failed changes".
    """
    return Ratio.of(failed, total)


def within_one_product(rate: Ratio, products: int) -> Measure:
    """Return a change fail rate, which holds within one service or product only.

    Several together would be a mix of their sizes and not of how they work.

    Source: docs/formulas.md, "Failed changes".
    """
    if products > 1:
        found = Measure.missing(Reason.MIXED_UNITS, Unit.RATIO)
        return found.with_count(rate.known, rate.expected)
    return rate.measure()


def deployment_rework_rate(unplanned: int | None, total: int | None) -> Ratio:
    """Return the deployments that only an incident called for over all of them.

    Units: counts of deployments.

    Source: docs/formulas.md, "Unplanned changes".
    """
    return Ratio.of(unplanned, total)
