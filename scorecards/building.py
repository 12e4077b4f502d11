"""From the inputs of a refresh to what it stores: nothing is written here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from delivery.calculations.periods import Period, PeriodKind
from scorecards.assembling import (
    Components,
    PanelReadings,
    Panels,
    Part,
    assemble,
    collect,
    components_as_text,
    components_from_text,
    currencies_as_text,
    currencies_in_text,
    digest,
    flat,
    read,
    readings_as_text,
    readings_from_text,
    scene,
    total,
)
from scorecards.edition import edition
from scorecards.horizon import (
    Span,
    day_of_knowledge,
    period_of_span,
    span,
    standing_periods,
)
from scorecards.inputs import ChildInputs, Inputs, StoredPart
from scorecards.panels.contract import Child
from scorecards.pmo_return.building import BuiltCase
from scorecards.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class Plan:
    """The periods that a refresh is about.

    `shown` have a scorecard. `needed` must be summed up: those, the ones before them
    to compare with, and what the portfolio above needs.
    """

    latest: Period | None
    shown: tuple[Period, ...]
    needed: tuple[Period, ...]


def plan_of(inputs: Inputs) -> Plan:
    """Return which periods the portfolio's scorecards cover now."""
    fy_start_month = inputs.portfolio.fiscal_year_start_month
    above = [period_of_span(days, fy_start_month) for days in inputs.wanted_above]
    first_day, last_day = inputs.first_day, inputs.last_day
    if first_day is None or last_day is None:
        return Plan(latest=None, shown=(), needed=_once(above))
    standing = standing_periods(
        PeriodKind(inputs.portfolio.reporting_period),
        fy_start_month,
        first_day,
        last_day,
    )
    asked_for = [
        Period.parse(key, fy_start_month)
        for key, scorecard in inputs.scorecards.items()
        if scorecard.is_asked_for
    ]
    shown = _once([*standing, *asked_for])
    before = [period.previous() for period in shown]
    return Plan(
        latest=inputs.portfolio.period_of(last_day),
        shown=shown,
        needed=_once(
            [*shown, *(past for past in before if past.end >= first_day), *above]
        ),
    )


def _once(periods: Iterable[Period]) -> tuple[Period, ...]:
    by_days = {span(period): period for period in periods}
    return tuple(sorted(by_days.values()))


@dataclass(frozen=True, slots=True)
class Summed:
    """A period summed up, as it is stored or will be.

    `components` and `known` are there when they were worked out just now: nobody has
    to read them from their text again.
    """

    period: Period
    stored: StoredPart
    components: Components | None = None
    known: PanelReadings | None = None

    @property
    def readings(self) -> PanelReadings:
        return self.known or readings_from_text(self.stored.readings)

    def part(self, panels: Panels) -> Part:
        """Return what is known, as everybody reads it from where it is stored."""
        return Part(
            period=self.period,
            as_of=self.stored.as_of or self.period.end,
            components=self.components
            or components_from_text(panels, self.stored.components),
            readings=self.readings,
        )


def sum_up(panels: Panels, inputs: Inputs, period: Period) -> Summed | None:
    """Add what is below to what the portfolio itself knows about a period.

    None when a portfolio below has not summed up the period yet. A period about
    which nothing new is known stays as it is stored.
    """
    days = span(period)
    below = [(child, readable_part(inputs, child, days)) for child in inputs.children]
    known = [(child, stored) for child, stored in below if stored]
    if len(known) < len(below):
        return None
    as_of = day_of_knowledge(period, inputs.last_day)
    around = (
        edition(),
        inputs.identity,
        (period, as_of, inputs.facts.is_latest(as_of)),
        [(child.identity, stored.digest) for child, stored in known],
    )
    reported = {inputs.portfolio.currency: inputs.facts, **inputs.abroad}
    fingerprint = digest(
        around, {name: one.for_reading(as_of) for name, one in reported.items()}
    )
    before = inputs.parts.get(days)
    if before and before.inputs == fingerprint:
        return Summed(period, before)
    by_currency = {
        currency: total(
            panels,
            [
                collect(panels, facts, period, as_of),
                *(components_of(panels, *one, currency) for one in known),
            ],
        )
        for currency, facts in reported.items()
    }
    components = by_currency.pop(inputs.portfolio.currency)
    where = scene(inputs.identity, period, as_of, children_at(inputs, days))
    readings = read(panels, components, where)
    texts = (
        components_as_text(components),
        currencies_as_text(by_currency),
        readings_as_text(readings),
    )
    stored = StoredPart(as_of, digest(around, texts), fingerprint, edition(), *texts)
    return Summed(period, stored, components, readings)


def components_of(
    panels: Panels, child: ChildInputs, stored: StoredPart, currency: str
) -> Components:
    """Return what a child adds to a portfolio that reports in a currency.

    The child has converted its facts itself: each by what it is, and at first hand.
    """
    if currency == child.identity.currency:
        return components_from_text(panels, stored.components)
    text = currencies_in_text(stored.in_currencies)[currency]
    return components_from_text(panels, text)


def children_at(inputs: Inputs, days: Span) -> list[Child]:
    """Return the portfolios below as they read in a period."""
    return [
        Child(
            slug=child.identity.slug,
            name=child.identity.name,
            readings=flat(readings_from_text(child.parts[days].readings)),
        )
        for child in inputs.children
    ]


def readable_part(inputs: Inputs, child: ChildInputs, days: Span) -> StoredPart | None:
    """Return what a child passes on, if this edition of the code computed it.

    It must be there in each currency that is reported in here or above.
    """
    stored = child.parts.get(days)
    if stored is None or stored.code != edition():
        return None
    there = {child.identity.currency, *currencies_in_text(stored.in_currencies)}
    wanted = {inputs.portfolio.currency, *inputs.abroad}
    return stored if wanted <= there else None


@dataclass(frozen=True, slots=True)
class Draft:
    """A scorecard about to be drawn: everything that it depends on, and nothing else.

    `past` is the period before, None where nothing is known of it.
    """

    inputs: Inputs
    period: Period
    this: Summed
    past: Summed | None

    def digest(self) -> str:
        """Return the fingerprint: while it stays, so does the scorecard."""
        past = self.past.stored.digest if self.past else None
        return digest(self.period, self.this.stored.digest, past)

    def snapshot(self, panels: Panels) -> Snapshot:
        """Compute and draw everything that the scorecard says."""
        return assemble(
            panels,
            self.inputs.identity,
            self.this.part(panels),
            self.past.readings if self.past else None,
            children_at(self.inputs, span(self.period)),
        )


@dataclass(frozen=True, slots=True)
class Build:
    """What a refresh has worked out: the periods that could be summed up, by days."""

    inputs: Inputs
    plan: Plan
    summed: dict[Span, Summed]

    @property
    def wishes(self) -> list[Span]:
        """The periods that a portfolio below has to sum up first."""
        needed = (span(period) for period in self.plan.needed)
        return [days for days in needed if days not in self.summed]

    def draft(self, period: Period) -> Draft | None:
        """Return the scorecard to draw; None when a portfolio below comes first."""
        first_day, past = self.inputs.first_day, period.previous()
        knows_past = first_day is not None and past.end >= first_day
        this, before = self.summed.get(span(period)), self.summed.get(span(past))
        if this is None or (knows_past and before is None):
            return None
        return Draft(self.inputs, period, this, before if knows_past else None)

    def children_to_ask(self) -> list[int]:
        """Return the children that must be told of the periods they have to sum up.

        One that is behind has been told already, unless the wish is new.
        """
        return [
            child.pk
            for child in self.inputs.children
            if any(
                readable_part(self.inputs, child, days) is None
                and (not child.is_behind or self._is_new_wish(days))
                for days in self.wishes
            )
        ]

    def _is_new_wish(self, days: Span) -> bool:
        stored = self.inputs.parts.get(days)
        return stored is None or not stored.is_wish

    def changed(self) -> Iterator[tuple[Span, StoredPart]]:
        """Yield what has changed since it was stored, by days."""
        for days, one in self.summed.items():
            if one.stored != self.inputs.parts.get(days):
                yield days, one.stored

    def signature(self, case: BuiltCase | None) -> str:
        """Return the fingerprint of all that the portfolio above reads from here."""
        return digest(
            self.inputs.portfolio.parent_id,
            self.inputs.identity,
            (self.inputs.first_day, self.inputs.last_day),
            sorted((days, one.stored.digest) for days, one in self.summed.items()),
            case.parts_digest if case else None,
        )
