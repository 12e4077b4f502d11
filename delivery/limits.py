"""Whether a value of a KPI is red by the target that held for its period."""

from decimal import Decimal

from django.utils.translation import gettext as _

from delivery.calculations import bands, limits
from delivery.calculations.attainment import Direction
from delivery.calculations.scores import AMBER
from delivery.models import Kpi, KpiTarget
from delivery.units import kpi_value


def is_red(kpi: Kpi, target: KpiTarget, value: Decimal | None) -> bool:
    """Return whether a value of one turn is red by the limits of a target."""
    return limits.is_red(
        Direction(kpi.direction),
        value,
        red_limit=target.red_limit,
        low=target.low,
        high=target.high,
        fail_distance=target.fail_distance,
        scale=target.scale,
    )


def red_limit_of(target: KpiTarget) -> Decimal | None:
    """Return where red ends: the limit, or where bands score 50; None for nowhere."""
    scale = target.scale
    return bands.reaching(scale, AMBER) if scale else target.red_limit


def limit_in_words(kpi: Kpi, target: KpiTarget) -> str:
    """Return where red begins: a value, or the range that should be kept."""
    if kpi.direction != Kpi.Direction.RANGE:
        limit = red_limit_of(target)
        return _("a score of 50") if limit is None else kpi_value(limit, kpi)
    return _("%(low)s to %(high)s") % {
        "low": kpi_value(target.low, kpi),
        "high": kpi_value(target.high, kpi),
    }
