"""Earned schedule: the progress made, measured in time instead of money."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Self

from .additive import ZERO, Additive, lacking_rate
from .curve import NO_CURVE, Curve
from .measure import Caveat, Measure, Reason, Thresholds, Unit, divide
from .periods import add_months, first_of_month
from .weights import Weights, covered_weight

SPI_T_THRESHOLDS = Thresholds(Decimal("0.95"), Decimal("0.90"))


@dataclass(frozen=True, slots=True)
class EarnedSchedule:
    """Where the project stands in its own plan, and when that plan will be done.

    Units: `es`, `pd`, `sv_t`, `ieac_t` and `ieac_t_pf1` are periods of the plan,
    `spi_t` is an index. `pd` is the planned duration; `ieac_t` the forecast if
    the pace so far continues, `ieac_t_pf1` if the rest goes as planned.
    """

    es: Measure
    pd: Measure
    at: Decimal
    sv_t: Measure
    spi_t: Measure
    ieac_t: Measure
    ieac_t_pf1: Measure

    def forecast(self, performance: Decimal) -> Measure:
        """Return AT + (PD - ES) / PF: the duration at a given pace of the rest.

        Units: `performance` is an index, 1 for "as planned".
        """
        if self.es.value is None or self.pd.value is None:
            return self.es
        remaining = Decimal(self.pd.value) - Decimal(self.es.value)
        needed = divide(
            remaining, performance, unit=Unit.PERIODS, require_positive=True
        )
        if needed.value is None:
            return needed
        return Measure.of(
            self.at + Decimal(needed.value), Unit.PERIODS, warnings=needed.warnings
        )


def earned_schedule(
    planned: Sequence[Decimal | None], ev: Decimal | None, at: Decimal | None
) -> EarnedSchedule:
    """Return the earned schedule of one plan, or of the sum of several.

    Shape: `planned` holds the running total of planned value at the end of
    period 1, 2, ... of the plan. Periods before any work is planned do not
    count, and the plan ends with the first period that reaches its last value.
    A standstill inside the plan counts to its end, with the caveat PLATEAU.

    Units: `planned` and `ev` in one currency; `at` is the time elapsed in
    periods since the first planned work, and stays put once all is done.

    No plan: NO_BASELINE. Nothing elapsed: no SPI(t). Nothing earned: SPI(t) is
    zero and there is no forecast.

    Raises ValueError when the running total decreases, or for negative values.

    Source: docs/formulas.md, "Earned schedule".
    """
    totals = [total for total in planned if total is not None]
    if len(totals) < len(planned):
        return _unknown(Reason.MISSING_INPUT.of("pv"), at)
    if any(before > after for before, after in pairwise([ZERO, *totals])):
        raise ValueError("planned value is a running total and cannot decrease")
    axis = [total for total in totals if total > 0]
    if not axis:
        return _unknown(Reason.NO_BASELINE, at)
    duration = axis.index(axis[-1]) + 1
    axis = axis[:duration]
    planned_duration = Measure.of(duration, Unit.PERIODS)
    if ev is None or at is None:
        reason = Reason.MISSING_INPUT.of("ev" if ev is None else "at")
        return _unknown(reason, at, planned_duration)
    if ev < 0 or at < 0:
        raise ValueError("earned value and elapsed time cannot be negative")
    earned = _earned(axis, ev)
    stands_still = any(before == after for before, after in pairwise(axis))
    return _schedule(earned, duration, at, (Caveat.PLATEAU,) if stands_still else ())


def _earned(axis: list[Decimal], ev: Decimal) -> Decimal:
    if ev >= axis[-1]:
        return Decimal(len(axis))
    whole = sum(total <= ev for total in axis)
    below = axis[whole - 1] if whole else ZERO
    return whole + (ev - below) / (axis[whole] - below)


def _schedule(
    earned: Decimal, duration: int, at: Decimal, caveats: tuple[Caveat, ...]
) -> EarnedSchedule:
    pace = divide(earned, at, unit=Unit.INDEX)
    if pace.value is None:
        at_this_pace = Measure.missing(pace.reason, Unit.PERIODS)
    elif earned == 0:
        at_this_pace = Measure.missing(Reason.NOT_STARTED, Unit.PERIODS)
    else:
        at_this_pace = Measure.of(duration / Decimal(pace.value), Unit.PERIODS)
    return EarnedSchedule(
        es=Measure.of(earned, Unit.PERIODS, warnings=caveats),
        pd=Measure.of(duration, Unit.PERIODS),
        at=at,
        sv_t=Measure.of(earned - at, Unit.PERIODS, warnings=caveats),
        spi_t=pace.with_warnings(*caveats),
        ieac_t=at_this_pace.with_warnings(*caveats),
        ieac_t_pf1=Measure.of(at + duration - earned, Unit.PERIODS, warnings=caveats),
    )


def _unknown(
    reason: str, at: Decimal | None, planned_duration: Measure | None = None
) -> EarnedSchedule:
    no_periods = Measure.missing(reason, Unit.PERIODS)
    return EarnedSchedule(
        es=no_periods,
        pd=planned_duration or no_periods,
        at=at if at is not None else ZERO,
        sv_t=no_periods,
        spi_t=Measure.missing(reason, Unit.INDEX),
        ieac_t=no_periods,
        ieac_t_pf1=no_periods,
    )


def months_elapsed(start: date, status_date: date) -> Decimal:
    """Return the months from the start of `start`'s month to the end of a day.

    Units: months; a month under way counts by its days. Zero before the start.
    """
    first = first_of_month(start)
    if status_date < first:
        return ZERO
    whole = (status_date.year - first.year) * 12 + status_date.month - first.month
    days = monthrange(status_date.year, status_date.month)[1]
    return whole + Decimal(status_date.day) / days


def finish_after(start: date, months: Decimal) -> date:
    """Return the day on which a number of months from `start`'s month is over."""
    whole = int(months)
    month = add_months(start, whole)
    days = monthrange(month.year, month.month)[1]
    part = int((months - whole) * days)
    if part:
        return month.replace(day=part)
    return date.fromordinal(month.toordinal() - 1) if whole else month


def time_phased_plan(
    reported: Iterable[tuple[date, Decimal]],
    start: date | None = None,
    finish: date | None = None,
    budget: Decimal | None = None,
) -> Curve:
    """Return planned value by month, as far as reports and baseline tell it.

    The plan passes through the planned values reported with their status dates,
    begins at the baseline's start with nothing and ends at its finish with the
    whole budget, also where that lies between two reports; between these points it
    rises in a straight line.

    Shape: `reported` in ascending order of status dates. Without a report, or when
    planned value goes back, the curve is empty: nobody has phased this plan.

    Units: money in one currency.

    Source: docs/formulas.md, "Earned schedule".
    """
    points = list(reported)
    if not points or any(one[1] > other[1] for one, other in pairwise(points)):
        return NO_CURVE
    if start is not None and start < points[0][0]:
        points.insert(0, (start, ZERO))
    if finish is not None and budget is not None:
        points = _ending(points, finish, budget)
    return Curve.through_points(points)


def _ending(
    points: list[tuple[date, Decimal]], finish: date, budget: Decimal
) -> list[tuple[date, Decimal]]:
    """Let a plan end at its finish, be it after the last report or before it.

    A report from after the finish tells the whole budget, and not when the plan
    reached it: without the finish a late project would have had all that time.
    """
    before = [point for point in points if point[0] < finish]
    after = [point for point in points if point[0] >= finish]
    if not after:
        return [*points, (finish, max(budget, points[-1][1]))]
    is_between = bool(before) and before[-1][1] <= budget <= after[0][1]
    if after[0][0] == finish or not is_between:
        return points
    return [*before, (finish, budget), *after]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProgress(Additive):
    """Plans by month and what was earned of them; these add up with ``+``.

    The sum of the curves is read as one plan. It hides the project that matters
    most: show the lowest SPI(t) of the projects beside it.

    Units: money in one currency. `known` of `expected` projects have a plan and
    an earned value; `plan_known` and `plan_expected` are their whole plans.

    Source: docs/formulas.md, "Earned schedule".
    """

    plan: Curve = NO_CURVE
    ev: Decimal = ZERO
    known: int = 0
    expected: int = 0
    with_plan: int = 0
    plan_known: Decimal = ZERO
    plan_expected: Decimal = ZERO
    lacking: frozenset[str] = frozenset()

    @classmethod
    def of(cls, plan: Curve, ev: Decimal | None) -> Self:
        """Return the progress of one project; an empty plan is unknown."""
        whole = plan.sum()
        both = whole is not None and ev is not None
        return cls(
            plan=plan if both else NO_CURVE,
            ev=ev if both and ev is not None else ZERO,
            known=int(both),
            expected=1,
            with_plan=int(whole is not None),
            plan_known=whole if both and whole is not None else ZERO,
            plan_expected=whole if whole is not None else ZERO,
        )

    def converted(self, rate: Decimal | None) -> Self:
        """Return the progress in another currency; without a rate it is unknown."""
        if rate is None:
            return type(self)(expected=self.expected, lacking=self.lacking)
        return replace(
            self,
            plan=self.plan.converted(rate),
            ev=self.ev * rate,
            plan_known=self.plan_known * rate,
            plan_expected=self.plan_expected * rate,
        )

    def without_rate(self, pair: str) -> Self:
        """Return the same with its money unknown for want of a rate."""
        lacking = lacking_rate(pair, is_known=self.known > 0)
        return replace(self.converted(None), lacking=self.lacking | lacking)

    @property
    def completeness(self) -> Decimal | None:
        """Which part of the plans is covered."""
        return covered_weight(
            Weights(self.known, self.known, self.plan_known),
            Weights(self.expected, self.with_plan, self.plan_expected),
        )

    def schedule(self, status_date: date) -> EarnedSchedule:
        """Return the earned schedule of the summed plan, in months.

        Raises ValueError when the summed plan decreases in a month.
        """
        months = self.plan.cumulative()
        start = next((month for month, total in months if total > 0), None)
        if start is None:
            reason = Reason.NO_BASELINE if self.expected else Reason.NO_DATA
            if self.lacking:
                return _unknown(Reason.NO_FX_RATE.of(min(self.lacking)), ZERO)
            return _unknown(reason, ZERO)
        at = months_elapsed(start, status_date)
        result = earned_schedule([total for _, total in months], self.ev, at)
        return EarnedSchedule(
            es=self._covered(result.es),
            pd=self._covered(result.pd),
            at=result.at,
            sv_t=self._covered(result.sv_t),
            spi_t=self._covered(result.spi_t),
            ieac_t=self._covered(result.ieac_t),
            ieac_t_pf1=self._covered(result.ieac_t_pf1),
        )

    def _covered(self, measure: Measure) -> Measure:
        counted = measure.with_count(self.known, self.expected)
        return counted.with_coverage(self.completeness).for_want_of_rate(self.lacking)
