"""Work done twice, defects that escaped, and changes that failed."""

from decimal import Decimal

from .measure import Better, Measure, Number, Thresholds, Unit, exact
from .share import Ratio

REWORK_THRESHOLDS = Thresholds(Decimal("0.05"), Decimal("0.10"), Better.LOWER)
ESCAPE_THRESHOLDS = Thresholds(Decimal("0.05"), Decimal("0.15"), Better.LOWER)
CHANGE_FAIL_THRESHOLDS = Thresholds(Decimal("0.10"), Decimal("0.20"), Better.LOWER)


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
