"""What a panel is: five functions side by side, from facts to what is shown.

`collect` turns the facts of one portfolio into an additive component; the
components of its children are added to it, so a parent never reads raw rows.
`read` turns the sum into measures, and `present` into a sentence, a picture and
a table.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, Protocol, Self, TypeVar

from django.utils.functional import Promise

from delivery.calculations.measure import Better, Measure, Rag, Unit
from delivery.calculations.periods import Period
from recognition.calculations.estimate import (
    HEADLINE_FROM,
    Estimate,
    Interval,
    Verdict,
)
from recognition.words import change
from scorecards.facts import PortfolioFacts


class Outcome(StrEnum):
    """The row of the scorecard that a panel belongs to; ALL speaks of every row."""

    DELIVERY = "delivery"
    RESOURCES = "resources"
    RISK = "risk"
    BENEFITS = "benefits"
    ALIGNMENT = "alignment"
    RECOGNITION = "recognition"
    DATA = "data"
    ALL = "all"


class Component(Protocol):
    """The additive part of a panel: a frozen dataclass of plain values."""

    def __add__(self, other: Self, /) -> Self:
        """The component of both sets of facts together."""

    def converted(self, rate: Decimal | None) -> Self:
        """The same in another currency; without a rate its money is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A measure's own value in the period before.

    `is_clear` is false where chance alone may have moved it so far.
    """

    period: str
    label: str
    value: Decimal | float | int
    change: Decimal | float | int
    is_clear: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A measure as a scorecard shows it: named, rated, compared, in words.

    `target` says in words what is aimed at ("≥ 80 %"); `rag` is None where no
    threshold is set, which is not the same as grey. `explanation` tells the term in
    one sentence, `missing` why there is no value, without a full stop. `trend` is
    the course over the last periods: oldest first, the last one is this period.
    `interval` and `error` tell how far chance may have moved what a survey says.
    """

    label: str
    measure: Measure
    rag: Rag | None = None
    better: Better | None = None
    target: str = ""
    sentence: str = ""
    explanation: str = ""
    missing: str = ""
    trend: tuple[Decimal | None, ...] = ()
    comparison: Comparison | None = None
    interval: Interval | None = None
    error: Decimal | None = None

    @property
    def is_of_few(self) -> bool:
        """Whether so few answered that the interval stands in place of the value.

        Where everybody answered, or all alike, there is no interval to speak of.
        """
        if self.interval is None or not self.measure.is_ok:
            return False
        is_narrow = self.interval.low == self.interval.high
        return not is_narrow and (self.measure.n or 0) < HEADLINE_FROM

    def estimate(self) -> Estimate:
        """The same as the mathematics of surveys takes it."""
        return Estimate(self.measure, self.interval, self.error)

    def compared_with(self, before: "Reading | None", period: Period) -> Self:
        """The same reading beside its value in the period before, if both exist."""
        if before is None or not (before.measure.is_ok and self.measure.is_ok):
            return self
        if before.measure.currency != self.measure.currency:
            return self
        old, new = before.measure.number, self.measure.number
        return replace(
            self,
            comparison=Comparison(
                period=period.key,
                label=period.label,
                value=old,
                change=Decimal(str(new)) - Decimal(str(old)),
                is_clear=is_clear(before, self),
            ),
        )


def is_clear(before: Reading, after: Reading) -> bool:
    """Whether a difference is more than chance; what was counted whole always is."""
    if before.error is None or after.error is None:
        return True
    verdict = change(before.estimate(), after.estimate()).verdict
    return verdict in {Verdict.ROSE, Verdict.FELL}


Readings = Mapping[str, Reading]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number whose unit is that of its row and not of its column.

    `label` names the unit where `unit` does not: "permits a day", "hours".
    """

    value: Decimal
    unit: Unit
    currency: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table. `unit` decides how the page writes its cells.

    A status is the value of a `Rag`. A trend is a row of values, oldest first, to
    be drawn as a sparkline. Quantities bring their own unit. `is_time` names periods:
    the rows run in time, the oldest first.
    """

    label: str
    unit: Unit | None = None
    currency: str = ""
    is_date: bool = False
    is_status: bool = False
    is_trend: bool = False
    is_quantity: bool = False
    is_time: bool = False

    @property
    def is_number(self) -> bool:
        return self.unit is not None or self.is_quantity


Cell = str | Decimal | float | int | date | Quantity | tuple[Decimal | None, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table, leading to where its fact is kept when `href` is given."""

    cells: tuple[Cell, ...]
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The numbers behind a picture; `left_out` rows exist beyond those shown.

    `title` says what the rows are, where the panel's question does not.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    left_out: int = 0
    empty: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A Plotly figure as plain data, its title and what it shows in a sentence."""

    title: str
    description: str
    figure: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a panel shows beside its number.

    `table` holds every value of the picture; `further` tables show the values of
    earlier periods and the records behind the number. `support` is a second
    sentence with numbers, and `rag` the verdict of a panel that gives one of its
    own instead of its leading measure's.
    """

    sentence: str
    table: Table
    picture: Picture | None = None
    notes: tuple[str, ...] = ()
    further: tuple[Table, ...] = ()
    support: str = ""
    rag: Rag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A portfolio directly below, as its own stored scorecard reads."""

    slug: str
    name: str
    readings: Readings


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where and when a panel is read.

    `as_of` is the last day of the period, or the last day anything is known
    about while the period goes on. `readings` are those of all panels once every
    one of them has been read, and empty until then; `children` are the portfolios
    directly below.
    """

    slug: str
    name: str
    currency: str
    period: Period
    as_of: date
    time_tolerance: Decimal
    cost_tolerance: Decimal
    readings: Readings = field(default_factory=dict)
    children: tuple[Child, ...] = ()


C = TypeVar("C", bound=Component)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel(Generic[C]):
    """One question of the scorecard.

    `key` is part of the panel's address and never changes; `lead` names the
    measure that is the number of the panel, which another panel may have read. All
    panels are read before the first is presented; one that has nothing to say here
    presents None.
    """

    key: str
    question: str | Promise
    outcome: Outcome
    lead: str
    component: type[C]
    collect: Callable[[PortfolioFacts, Period, date], C]
    read: Callable[[C, Scene], Readings]
    present: Callable[[C, Readings, Scene], Content | None]
