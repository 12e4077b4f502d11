"""Earned value of many projects: sums first, then the same formulas.

Every index of a portfolio is a ratio of sums over the projects that have all
its inputs, never a mean of project indices.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, Self

from .additive import ZERO, lacking_rate
from .earned_value import EacMethod, EarnedValue
from .measure import Caveat, Measure, Reason, Unit, coverage, settled
from .weights import Weights, covered_weight

EARLY = Decimal("0.15")
MIX = Decimal("0.05")


class Evm(StrEnum):
    """The measures of earned value, by the names that outsiders use."""

    BAC = "bac"
    PV = "pv"
    EV = "ev"
    AC = "ac"
    SV = "sv"
    CV = "cv"
    SV_PCT = "sv_pct"
    CV_PCT = "cv_pct"
    SPI = "spi"
    CPI = "cpi"
    EAC_CPI = "eac_cpi"
    EAC_ATYPICAL = "eac_atypical"
    EAC_COMBINED = "eac_combined"
    EAC_BOTTOM_UP = "eac_bottom_up"
    ETC_CPI = "etc_cpi"
    ETC_ATYPICAL = "etc_atypical"
    ETC_COMBINED = "etc_combined"
    ETC_BOTTOM_UP = "etc_bottom_up"
    VAC = "vac"
    VAC_PCT = "vac_pct"
    TCPI_BAC = "tcpi_bac"
    TCPI_EAC = "tcpi_eac"
    PCT_COMPLETE = "pct_complete"
    PCT_SPENT = "pct_spent"


class Formula(NamedTuple):
    """How a measure is made: its inputs, the weight of a project, its unit."""

    of: Callable[[EarnedValue], Measure]
    unit: Unit
    needs: tuple[str, ...]
    weight: str = "bac"


def _sum_of(name: str) -> Formula:
    def total(figures: EarnedValue) -> Measure:
        amount: Decimal = getattr(figures, name)
        caveats = (Caveat.COST_CREDIT,) if amount < 0 else ()
        return Measure.of(amount, Unit.MONEY, warnings=caveats)

    return Formula(total, Unit.MONEY, (name,), name)


def _eac(method: EacMethod, *needs: str) -> Formula:
    return Formula(lambda figures: figures.eac(method), Unit.MONEY, needs)


def _etc(method: EacMethod, *needs: str) -> Formula:
    return Formula(lambda figures: figures.etc(method), Unit.MONEY, needs)


COST = ("bac", "ev", "ac")
ALL_FOUR = ("bac", "pv", "ev", "ac")
BOTTOM_UP = ("ac", "rest")

FORMULAS: dict[Evm, Formula] = {
    Evm.BAC: _sum_of("bac"),
    Evm.PV: _sum_of("pv"),
    Evm.EV: _sum_of("ev"),
    Evm.AC: _sum_of("ac"),
    Evm.SV: Formula(EarnedValue.sv, Unit.MONEY, ("pv", "ev")),
    Evm.CV: Formula(EarnedValue.cv, Unit.MONEY, ("ev", "ac")),
    Evm.SV_PCT: Formula(EarnedValue.sv_pct, Unit.RATIO, ("pv", "ev"), "pv"),
    Evm.CV_PCT: Formula(EarnedValue.cv_pct, Unit.RATIO, ("ev", "ac"), "ev"),
    Evm.SPI: Formula(EarnedValue.spi, Unit.INDEX, ("pv", "ev"), "pv"),
    Evm.CPI: Formula(EarnedValue.cpi, Unit.INDEX, ("ev", "ac"), "ac"),
    Evm.EAC_CPI: _eac(EacMethod.CPI, *COST),
    Evm.EAC_ATYPICAL: _eac(EacMethod.ATYPICAL, *COST),
    Evm.EAC_COMBINED: _eac(EacMethod.COMBINED, *ALL_FOUR),
    Evm.EAC_BOTTOM_UP: _eac(EacMethod.BOTTOM_UP, *BOTTOM_UP),
    Evm.ETC_CPI: _etc(EacMethod.CPI, *COST),
    Evm.ETC_ATYPICAL: _etc(EacMethod.ATYPICAL, *COST),
    Evm.ETC_COMBINED: _etc(EacMethod.COMBINED, *ALL_FOUR),
    Evm.ETC_BOTTOM_UP: _etc(EacMethod.BOTTOM_UP, *BOTTOM_UP),
    Evm.VAC: Formula(EarnedValue.vac, Unit.MONEY, COST),
    Evm.VAC_PCT: Formula(EarnedValue.vac_pct, Unit.RATIO, COST),
    Evm.TCPI_BAC: Formula(EarnedValue.tcpi_bac, Unit.INDEX, COST),
    Evm.TCPI_EAC: Formula(EarnedValue.tcpi_eac, Unit.INDEX, COST),
    Evm.PCT_COMPLETE: Formula(EarnedValue.pct_complete, Unit.RATIO, ("bac", "ev")),
    Evm.PCT_SPENT: Formula(EarnedValue.pct_spent, Unit.RATIO, ("bac", "ac")),
}


ESTIMATES = (
    Evm.EAC_ATYPICAL,
    Evm.EAC_CPI,
    Evm.EAC_COMBINED,
    Evm.EAC_BOTTOM_UP,
)


@dataclass(frozen=True, slots=True)
class Group:
    """The sums of the projects that know exactly the same figures.

    `known` names the figures and `sums` are their sums, in the same order.
    """

    known: tuple[str, ...]
    count: int
    sums: tuple[Decimal, ...]

    def amount(self, name: str) -> Decimal:
        """Return the sum of one figure, zero when these projects do not know it."""
        return self.sums[self.known.index(name)] if name in self.known else ZERO


@dataclass(frozen=True, slots=True)
class EarnedValueTotal:
    """Earned value of many projects, which adds up with ``+``.

    Projects are kept apart by which figures they know, so that each measure
    rests on the projects that have all it needs, and says how many those are.

    Units: money in one currency, plan values at the rate of the plan.

    Source: docs/formulas.md, "Earned value of a portfolio".
    """

    groups: tuple[Group, ...] = ()
    lacking: frozenset[str] = frozenset()

    @classmethod
    def of(cls, projects: Iterable[EarnedValue]) -> "EarnedValueTotal":
        """Return the total of some projects; those without figures count as well."""
        return cls.total(cls((_group(project),)) for project in projects)

    @classmethod
    def total(cls, totals: Iterable["EarnedValueTotal"]) -> "EarnedValueTotal":
        """Return the sum of totals; none give the empty one."""
        return sum(totals, EarnedValueTotal())

    def __add__(self, other: "EarnedValueTotal") -> "EarnedValueTotal":
        merged: dict[tuple[str, ...], Group] = {}
        for group in (*self.groups, *other.groups):
            before = merged.get(group.known)
            merged[group.known] = _merged(before, group) if before else group
        groups = tuple(merged[known] for known in sorted(merged))
        return EarnedValueTotal(groups, self.lacking | other.lacking)

    def converted(self, rate: Decimal | None) -> "EarnedValueTotal":
        """Return the total in another currency; without a rate no figure is known."""
        if rate is None:
            empty = (Group((), self.count, ()),) if self.count else ()
            return EarnedValueTotal(empty, self.lacking)
        return EarnedValueTotal(
            tuple(
                replace(group, sums=tuple(amount * rate for amount in group.sums))
                for group in self.groups
            ),
            self.lacking,
        )

    def without_rate(self, pair: str) -> "EarnedValueTotal":
        """Return the total with every figure unknown for want of a rate."""
        is_known = any(group.known for group in self.groups)
        lacking = lacking_rate(pair, is_known=is_known)
        return replace(self.converted(None), lacking=self.lacking | lacking)

    @property
    def count(self) -> int:
        """How many projects are in it, with or without figures."""
        return sum(group.count for group in self.groups)

    def figures(self, *needs: str) -> EarnedValue | None:
        """Return the sums over the projects that know all of `needs`.

        A further figure is there when each of those projects knows it. None
        when no project knows them all.
        """
        groups = self._knowing(*needs)
        if not groups:
            return None
        sums = {
            name: sum((group.amount(name) for group in groups), ZERO)
            if all(name in group.known for group in groups)
            else None
            for name in ("bac", "pv", "ev", "ac", "rest")
        }
        return EarnedValue(**sums)

    def measure(self, name: Evm) -> Measure:
        """Return one measure with how much of the portfolio it rests on."""
        formula = FORMULAS[name]
        figures = self.figures(*formula.needs)
        if figures is None:
            return self._unknown(name).for_want_of_rate(self.lacking)
        included = sum(group.count for group in self._knowing(*formula.needs))
        return (
            formula.of(figures)
            .with_count(included, self.count)
            .with_coverage(self._completeness(formula.needs, formula.weight))
            .for_want_of_rate(self.lacking)
        )

    def measures(self) -> dict[Evm, Measure]:
        """Return every measure by its name."""
        return {name: self.measure(name) for name in Evm}

    def eac(self) -> Measure:
        """Return the estimate at completion to show first.

        By CPI, unless less than 15 % is done (then ATYPICAL, with the caveat
        EARLY_ESTIMATE) or CPI says nothing. The caveat MIX_EFFECT means that
        the projects' own estimates add up to more than 5 % more or less.

        Source: docs/formulas.md, "Estimate at completion".
        """
        done = self.measure(Evm.PCT_COMPLETE)
        by_cpi, atypical = (
            self.measure(name) for name in (Evm.EAC_CPI, Evm.EAC_ATYPICAL)
        )
        if done.value is not None and done.value < EARLY and atypical.is_ok:
            return atypical.with_warnings(Caveat.EARLY_ESTIMATE)
        if by_cpi.is_ok:
            return by_cpi.with_warnings(*self._mix_effect())
        return atypical if atypical.is_ok else by_cpi

    def eac_range(self) -> tuple[Decimal, Decimal] | None:
        """Return the lowest and highest of the estimates, None when there is none.

        An estimate of fewer projects than the others is no estimate of the same.
        """
        first, *others = (self.measure(name) for name in ESTIMATES)
        found = [first] if first.is_ok else []
        for estimate in others:
            if estimate.is_ok and (not found or estimate.n == found[0].n):
                found.append(estimate)
        estimates = [Decimal(estimate.number) for estimate in found]
        return (min(estimates), max(estimates)) if estimates else None

    def sum_of_estimates(self) -> Measure:
        """Return the sum of the projects' own estimates by CPI.

        It answers another question than the estimate from the sums: there one
        efficient large project can hide many that overrun.
        """
        groups = self._knowing("eac")
        if not groups:
            return self._unknown(Evm.EAC_CPI)
        amount = sum((group.amount("eac") for group in groups), ZERO)
        included = sum(group.count for group in groups)
        return Measure.of(
            amount, Unit.MONEY, n=included, n_expected=self.count, method="sum"
        ).with_coverage(self._completeness(("eac",), "bac"))

    def _mix_effect(self) -> tuple[Caveat, ...]:
        figures = self.figures("bac", "ev", "ac", "eac")
        if figures is None:
            return ()
        from_sums = figures.eac().value
        from_projects = sum(
            (group.amount("eac") for group in self._knowing("eac")), ZERO
        )
        if from_sums is None or abs(Decimal(from_sums) - from_projects) <= MIX * abs(
            from_projects
        ):
            return ()
        return (Caveat.MIX_EFFECT,)

    def _knowing(self, *needs: str) -> list[Group]:
        return [group for group in self.groups if set(needs) <= set(group.known)]

    def _completeness(self, needs: tuple[str, ...], weight: str) -> Decimal | None:
        """Go by the metric's own weight, unless more projects know their budget."""

        def known_by(name: str) -> int:
            return sum(group.count for group in self._knowing(name))

        name = max((weight, "bac"), key=known_by)
        return covered_weight(
            _weights(self._knowing(*needs), name), _weights(self.groups, name)
        )

    def _unknown(self, name: Evm) -> Measure:
        formula = FORMULAS[name]
        known = {figure for group in self.groups for figure in group.known}
        lacking = [figure for figure in formula.needs if figure not in known]
        if not self.count:
            reason: str = Reason.NO_DATA
        elif "pv" in lacking:
            reason = Reason.NO_BASELINE
        elif lacking:
            reason = Reason.MISSING_INPUT.of(lacking[0])
        else:
            reason = Reason.INSUFFICIENT_COVERAGE
        return Measure.missing(
            reason,
            formula.unit,
            n=0,
            n_expected=self.count,
            completeness=coverage(0, self.count),
        )

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON values; money becomes strings and stays exact."""
        groups = [
            {
                "known": list(group.known),
                "count": group.count,
                "sums": [str(amount) for amount in group.sums],
            }
            for group in self.groups
        ]
        return {"groups": groups, "lacking": sorted(self.lacking)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the total that `as_json` wrote."""
        return cls(
            tuple(
                Group(
                    tuple(group["known"]),
                    group["count"],
                    tuple(map(Decimal, group["sums"])),
                )
                for group in data["groups"]
            ),
            frozenset(data["lacking"]),
        )


def _group(project: EarnedValue) -> Group:
    figures = {
        "bac": project.bac,
        "pv": project.pv,
        "ev": project.ev,
        "ac": project.ac,
        "eac": project.eac().value,
        "rest": ZERO if project.is_complete else project.rest,
    }
    known = {
        name: settled(Decimal(figure))
        for name, figure in figures.items()
        if figure is not None
    }
    return Group(tuple(known), 1, tuple(known.values()))


def _weights(groups: Iterable[Group], name: str) -> Weights:
    given = list(groups)
    return Weights(
        members=sum(group.count for group in given),
        weighed=sum(group.count for group in given if name in group.known),
        total=sum((group.amount(name) for group in given), ZERO),
    )


def _merged(first: Group, second: Group) -> Group:
    sums = zip(first.sums, second.sums, strict=True)
    return replace(
        first,
        count=first.count + second.count,
        sums=tuple(one + other for one, other in sums),
    )
