"""Earned value: what was planned, what was done, what it cost, what it will cost.

Variances are favourable when positive. Nothing here is rounded: a rounded CPI
fed into an estimate moves it by thousands.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Self

from .measure import Better, Caveat, Measure, Reason, Thresholds, Unit, divide

INDEX_THRESHOLDS = Thresholds(Decimal("0.95"), Decimal("0.90"))
VARIANCE_THRESHOLDS = Thresholds(Decimal("-0.05"), Decimal("-0.10"))
TCPI_THRESHOLDS = Thresholds(Decimal("1.00"), Decimal("1.10"), Better.LOWER)

LATE = Decimal("0.80")
SUSPICIOUSLY_CHEAP = Decimal("1.20")
UNREALISTIC = Decimal("1.20")


class EacMethod(StrEnum):
    """What an estimate at completion assumes about the work that remains."""

    CPI = "cpi"
    ATYPICAL = "atypical"
    COMBINED = "combined"
    BOTTOM_UP = "bottom_up"


@dataclass(frozen=True, slots=True)
class EarnedValue:
    """The earned-value figures of one project, or of sums of the same ones.

    BAC is the budget at completion without management reserve, PV the budget of
    the work scheduled by the status date, EV the budget of the work done, AC
    what that work cost; `rest` is the manager's own estimate of the cost of the
    work that remains, counted from the bottom up. None is unknown.

    Units: money in one currency.

    Raises ValueError for a negative BAC, PV, EV or rest, and for more earned than
    budgeted. A negative AC is a credit.

    Source: docs/formulas.md, "Earned value".
    """

    bac: Decimal | None
    pv: Decimal | None
    ev: Decimal | None
    ac: Decimal | None
    rest: Decimal | None = None

    def __post_init__(self) -> None:
        for name, figure in (
            ("BAC", self.bac),
            ("PV", self.pv),
            ("EV", self.ev),
            ("the estimate to complete", self.rest),
        ):
            if figure is not None and figure < 0:
                raise ValueError(f"{name} cannot be negative, and is {figure}")
        if self.bac is not None and self.ev is not None and self.ev > self.bac:
            raise ValueError(f"more is earned ({self.ev}) than budgeted ({self.bac})")

    @classmethod
    def reported(
        cls,
        bac: Decimal | None,
        pv: Decimal | None,
        ev: Decimal | None,
        ac: Decimal | None,
        rest: Decimal | None = None,
    ) -> Self:
        """Return the figures somebody reported, without those that cannot be right.

        A negative plan or more earned than budgeted becomes unknown: it lowers
        completeness and spoils no sum.
        """
        bac, pv, ev, rest = (
            None if figure is not None and figure < 0 else figure
            for figure in (bac, pv, ev, rest)
        )
        if bac is not None and ev is not None and ev > bac:
            ev = None
        return cls(bac, pv, ev, ac, rest)

    @property
    def is_complete(self) -> bool:
        """True when all budgeted work is done; unknown is not complete."""
        return bool(self.bac) and self.ev == self.bac

    def sv(self) -> Measure:
        """Return schedule variance EV - PV: work done more than was planned."""
        if self.ev is None or self.pv is None:
            return _absent(Unit.MONEY, ev=self.ev, pv=self.pv)
        return Measure.of(self.ev - self.pv, Unit.MONEY)

    def cv(self) -> Measure:
        """Return cost variance EV - AC: budget of the work done above its cost."""
        if self.ev is None or self.ac is None:
            return _absent(Unit.MONEY, ev=self.ev, ac=self.ac)
        return Measure.of(self.ev - self.ac, Unit.MONEY)

    def sv_pct(self) -> Measure:
        """Return SV / PV; nothing planned yet: not available."""
        if self.ev is None or self.pv is None:
            return _absent(Unit.RATIO, ev=self.ev, pv=self.pv)
        return divide(self.ev - self.pv, self.pv)

    def cv_pct(self) -> Measure:
        """Return CV / EV; nothing earned yet: not available."""
        if self.ev is None or self.ac is None:
            return _absent(Unit.RATIO, ev=self.ev, ac=self.ac)
        return divide(self.ev - self.ac, self.ev)

    def cpi(self) -> Measure:
        """Return EV / AC: the budgeted work that each unit of money has produced.

        Nothing spent: not available, with the caveat VALUE_WITHOUT_COST if work
        was done all the same. Above 1.20 the caveat is CHECK_EARNED_VALUE.
        """
        if self.ev is None or self.ac is None:
            return _absent(Unit.INDEX, ev=self.ev, ac=self.ac)
        index = divide(self.ev, self.ac, unit=Unit.INDEX, require_positive=True)
        if self.ac == 0 and self.ev > 0:
            return index.with_warnings(Caveat.VALUE_WITHOUT_COST)
        if index.value is not None and index.value > SUSPICIOUSLY_CHEAP:
            return index.with_warnings(Caveat.CHECK_EARNED_VALUE)
        return index

    def spi(self) -> Measure:
        """Return EV / PV: the part of the work planned by now that is done.

        It returns to 1.00 at the end of every late project: above 80 % complete,
        or when all work is scheduled, the caveat CONVERGES says to read SPI(t).
        """
        if self.ev is None or self.pv is None:
            return _absent(Unit.INDEX, ev=self.ev, pv=self.pv)
        index = divide(self.ev, self.pv, unit=Unit.INDEX)
        if self.bac and (self.ev / self.bac > LATE or self.pv >= self.bac):
            return index.with_warnings(Caveat.CONVERGES)
        return index

    def pct_complete(self) -> Measure:
        """Return EV / BAC."""
        return divide(self.ev, self.bac, names=("ev", "bac"))

    def pct_spent(self) -> Measure:
        """Return AC / BAC."""
        return divide(self.ac, self.bac, names=("ac", "bac"))

    def eac(self, method: EacMethod = EacMethod.CPI) -> Measure:
        """Return the estimate at completion under one assumption about the rest.

        CPI: the cost efficiency so far continues. ATYPICAL: the variance so far
        was a one-off. COMBINED: cost and schedule pressure both continue. BOTTOM_UP:
        what the manager expects the rest to cost. When all work is done each of
        them is the actual cost.
        """
        if method is EacMethod.BOTTOM_UP and not self.is_complete:
            return bottom_up_estimate(self.ac, self.rest)
        if self.bac is None or self.ev is None or self.ac is None:
            return _absent(Unit.MONEY, bac=self.bac, ev=self.ev, ac=self.ac)
        if self.is_complete:
            return self._estimate(self.ac, method)
        remaining = self.bac - self.ev
        if method is EacMethod.ATYPICAL:
            return self._estimate(self.ac + remaining, method)
        efficiency = self.cpi()
        if method is EacMethod.COMBINED:
            efficiency = _product(efficiency, self.spi())
        if efficiency.value is None:
            return self._no_estimate(efficiency.reason, method)
        cost = divide(remaining, efficiency.value)
        if cost.value is None:
            return self._no_estimate(cost.reason, method)
        return self._estimate(self.ac + Decimal(cost.value), method)

    @staticmethod
    def _estimate(amount: Decimal, method: EacMethod) -> Measure:
        return Measure.of(amount, Unit.MONEY, method=method)

    def _no_estimate(self, reason: str, method: EacMethod) -> Measure:
        not_started = self.ev == 0 and self.ac == 0
        return Measure.missing(
            Reason.NOT_STARTED if not_started else reason, Unit.MONEY, method=method
        )

    def etc(self, method: EacMethod = EacMethod.CPI) -> Measure:
        """Return the estimate to complete, EAC - AC."""
        estimate = self.eac(method)
        if estimate.value is None or self.ac is None:
            return estimate
        remaining = Decimal(estimate.value) - self.ac
        return Measure.of(remaining, Unit.MONEY, method=method)

    def vac(self, method: EacMethod = EacMethod.CPI) -> Measure:
        """Return the variance at completion, BAC - EAC."""
        estimate = self.eac(method)
        if estimate.value is None or self.bac is None:
            return estimate
        return Measure.of(self.bac - Decimal(estimate.value), Unit.MONEY, method=method)

    def vac_pct(self, method: EacMethod = EacMethod.CPI) -> Measure:
        """Return VAC / BAC."""
        variance = self.vac(method)
        if variance.value is None:
            return Measure.missing(variance.reason, Unit.RATIO, method=method)
        return divide(variance.value, self.bac, names=("vac", "bac"))

    def tcpi_bac(self) -> Measure:
        """Return the efficiency the rest needs to finish on budget.

        (BAC - EV) / (BAC - AC). All work done: not applicable, COMPLETE. No
        budget left: BUDGET_EXHAUSTED, never a negative or infinite index.
        """
        if self.bac is None or self.ev is None or self.ac is None:
            return _absent(Unit.INDEX, bac=self.bac, ev=self.ev, ac=self.ac)
        return self._to_complete(self.bac - self.ev, self.bac - self.ac)

    def tcpi_eac(self, eac: Decimal | None = None) -> Measure:
        """Return the efficiency the rest needs to meet an estimate.

        (BAC - EV) / (EAC - AC), with the estimate by CPI unless `eac` is given.
        """
        if self.bac is None or self.ev is None or self.ac is None:
            return _absent(Unit.INDEX, bac=self.bac, ev=self.ev, ac=self.ac)
        if eac is not None:
            return self._to_complete(self.bac - self.ev, eac - self.ac)
        estimate = self.eac()
        if estimate.value is None:
            return Measure.missing(estimate.reason, Unit.INDEX)
        return self._to_complete(self.bac - self.ev, Decimal(estimate.value) - self.ac)

    def _to_complete(self, work: Decimal, money: Decimal) -> Measure:
        if self.is_complete:
            return Measure.not_applicable(Reason.COMPLETE, Unit.INDEX)
        if money <= 0:
            return Measure.missing(Reason.BUDGET_EXHAUSTED, Unit.INDEX)
        index = work / money
        caveats = (Caveat.UNREALISTIC_RECOVERY,) if index > UNREALISTIC else ()
        return Measure.of(index, Unit.INDEX, warnings=caveats)


def bottom_up_estimate(ac: Decimal | None, etc: Decimal | None) -> Measure:
    """Return the estimate at completion from a manager's own estimate of the rest.

    Units: money. Raises ValueError for a negative estimate to complete.

    Source: docs/formulas.md, "Estimate at completion".
    """
    if ac is None or etc is None:
        return _absent(Unit.MONEY, ac=ac, etc=etc)
    if etc < 0:
        raise ValueError(f"an estimate to complete cannot be negative: {etc}")
    return Measure.of(ac + etc, Unit.MONEY, method="bottom_up")


def _absent(unit: Unit, **inputs: Decimal | None) -> Measure:
    name = next(name for name, figure in inputs.items() if figure is None)
    if name == "pv":
        return Measure.missing(Reason.NO_BASELINE, unit)
    return Measure.missing(Reason.MISSING_INPUT.of(name), unit)


def _product(first: Measure, second: Measure) -> Measure:
    if first.value is None:
        return first
    if second.value is None:
        return second
    return Measure.of(Decimal(first.value) * Decimal(second.value), first.unit)
