"""From terms and parts to a case: flows by year, their worth, and how sure it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from delivery.calculations.additive import ZERO
from delivery.calculations.measure import Measure, Reason, Unit, exact
from delivery.calculations.periods import add_months
from recognition.calculations.business_case import BusinessCase, Stream, present_value
from recognition.calculations.case_flows import MONTHS, by_year
from recognition.calculations.discounting import Prices, discount_factor, rate_for
from recognition.calculations.payback import discounted_payback, payback
from recognition.calculations.rate_of_return import irr, mirr
from recognition.calculations.sensitivity import (
    Input,
    break_even,
    break_even_amount,
    tornado,
)
from recognition.calculations.simulation import Simulation, simulate
from recognition.calculations.uncertainty import Range, Shape
from scorecards.facts import TermsFacts
from scorecards.pmo_return.case import Bar, Case, Cost, Gain, Spread, Year
from scorecards.pmo_return.parts import (
    CostPart,
    GainPart,
    Parts,
    months_of_cost,
    months_of_gain,
)

ONE: Final = Decimal(1)
# What is certain is one stream of its own; no benefit has this name.
CERTAIN: Final = "certain"
# So many inputs stand in the picture of what the value depends on.
MOST_BARS: Final = 10
MEASURES: Final = {
    "npv": Unit.MONEY,
    "benefits": Unit.MONEY,
    "costs": Unit.MONEY,
    "bcr": Unit.INDEX,
    "roi": Unit.RATIO,
    "irr": Unit.RATIO,
    "mirr": Unit.RATIO,
    "payback": Unit.PERIODS,
    "discounted_payback": Unit.PERIODS,
    "break_even": Unit.RATIO,
}

Yearly = list[Decimal]


@dataclass(frozen=True, slots=True)
class Flow:
    """A benefit by the years of a case, before the share of services."""

    part: GainPart
    known: Yearly
    ahead: Yearly

    @property
    def key(self) -> str:
        return f"{self.part.benefit:012}"

    @property
    def weight(self) -> Decimal | None:
        """What a forecast amount counts with; doubt is counted once.

        A probability takes the place of the confidence in the shares.
        """
        if self.part.range is not None:
            return self.part.share * self.part.range.probability
        return self.part.certain

    @property
    def counted_known(self) -> Yearly:
        return [amount * (self.part.certain or ZERO) for amount in self.known]

    @property
    def counted_ahead(self) -> Yearly:
        return [amount * (self.weight or ZERO) for amount in self.ahead]

    @property
    def is_counted(self) -> bool:
        """Whether anything of it counts at all."""
        return not self.part.lacking and (
            (self.part.certain is not None and any(self.known))
            or (self.weight is not None and any(self.ahead))
        )

    def stream(self) -> Stream | None:
        """What is to come as an uncertain stream; None where it has no range.

        Its amount is that of the year in which most comes.
        """
        found = self.part.range
        shared = [amount * self.part.share for amount in self.ahead]
        most = max(shared, key=abs, default=ZERO)
        if found is None or not most:
            return None
        ends = sorted((found.low * most, found.high * most))
        return Stream(
            name=self.key,
            amount=most,
            profile=tuple(amount / most for amount in shared),
            range=Range(ends[0], most, ends[1]),
            probability=found.probability,
        )


def case_of(currency: str, terms: TermsFacts | None, parts: Parts) -> Case:
    """Return the case of a portfolio with all that lies below it.

    Source: docs/formulas.md, "The case of the PMO".
    """
    first = min((one.months[0][0] for one in parts.costs if one.months), default=None)
    start = (terms and terms.starts_on) or first
    head = Case(
        currency=currency,
        terms=terms,
        as_of=max(parts.days, default=None),
        start=start,
        rate=nominal(terms, terms.discount_rate) if terms else _no_rate(),
        cost_entered=parts.cost.measure(),
        unshared=parts.unshared,
        other_prices=parts.other_prices,
    )
    if terms is None or start is None:
        gains = tuple(_on_record(one) for one in parts.gains)
        if terms is None:
            return _without_value(replace(head, gains=gains), "terms", head.rate.reason)
        lists = replace(head, gains=gains)
        return _without_value(lists, "cost", Reason.NO_DATA.value)
    return _worked_out(head, terms, start, parts)


def _on_record(part: GainPart) -> Gain:
    """A benefit with all its months on record, where there are no years to add up."""
    known = sum((amount for _month, amount in part.known), ZERO)
    ahead = sum((amount for _month, amount in part.ahead), ZERO)
    return _gain(Flow(part, [known], [ahead]), _no_rate())


def _no_rate() -> Measure:
    return Measure.missing(Reason.MISSING_INPUT.of("rate"), Unit.RATIO)


def nominal(terms: TermsFacts, rate: Decimal) -> Measure:
    """Return a rate with inflation in it: flows are at the prices of each month."""
    prices = Prices.REAL if terms.is_real else Prices.NOMINAL
    return rate_for(Prices.NOMINAL, rate, prices, terms.inflation)


def _without_value(case: Case, lacks: str, reason: str) -> Case:
    missing = {name: Measure.missing(reason, unit) for name, unit in MEASURES.items()}
    return replace(case, lacks=lacks, measures=missing)


def _worked_out(head: Case, terms: TermsFacts, start: date, parts: Parts) -> Case:
    last = add_months(start, MONTHS * terms.years - 1)
    flows = [
        Flow(
            part,
            by_year(part.known, start, terms.years),
            by_year(months_of_gain(part, last), start, terms.years),
        )
        for part in parts.gains
    ]
    costs = [_cost(one, start, terms.years, last) for one in parts.costs]
    spent = _added((yearly for _row, yearly in costs), terms.years)
    lists = replace(
        head,
        years=tuple(_years(start, head.rate, flows, spent)),
        gains=tuple(_gain(flow, head.rate) for flow in flows),
        costs=tuple(row for row, _yearly in costs),
    )
    for lacks, reason in _lacking(lists, flows):
        return _without_value(lists, lacks, reason)
    return _valued(lists, terms, flows, spent)


def _lacking(case: Case, flows: Sequence[Flow]) -> Iterator[tuple[str, str]]:
    """Yield what keeps the case from having a value, and the reason."""
    if not case.rate.is_ok:
        yield "inflation", case.rate.reason
    if not case.cost_entered.is_ok:
        yield "cost", case.cost_entered.reason
    if not any(flow.is_counted for flow in flows):
        yield "benefit", Reason.NO_DATA.value


def _added(rows: Iterable[Yearly], years: int) -> Yearly:
    total = [ZERO] * years
    for row in rows:
        total = [one + other for one, other in zip(total, row, strict=True)]
    return total


def _cost(part: CostPart, start: date, years: int, last: date) -> tuple[Cost, Yearly]:
    known = by_year(part.months, start, years)
    ahead = by_year(months_of_cost(part, last), start, years)
    row = Cost(
        service=part.service,
        name=part.name,
        known=sum(known, ZERO),
        ahead=sum(ahead, ZERO),
        monthly=part.monthly,
        last_month=part.months[-1][0] if part.months else None,
    )
    return row, _added((known, ahead), years)


def _years(
    start: date, rate: Measure, flows: Sequence[Flow], spent: Yearly
) -> Iterator[Year]:
    years = len(spent)
    known = _added((flow.counted_known for flow in flows), years)
    ahead = _added((flow.counted_ahead for flow in flows), years)
    total, present_total = ZERO, ZERO
    for place, cost in enumerate(spent):
        first = add_months(start, MONTHS * place)
        net = known[place] + ahead[place] - cost
        total += net
        year = Year(
            number=place,
            start=first,
            end=add_months(first, MONTHS) - timedelta(days=1),
            cost=cost,
            known=known[place],
            expected=ahead[place],
            net=net,
            total=total,
        )
        if rate.is_ok:
            factor = discount_factor(exact(rate.number), place)
            present_total += net * factor
            year = replace(
                year, factor=factor, present=net * factor, present_total=present_total
            )
        yield year


def _gain(flow: Flow, rate: Measure) -> Gain:
    part, found = flow.part, flow.part.range
    has_weight = flow.weight is not None and not part.lacking
    is_sure = part.certain is not None and not part.lacking
    counted = _added((flow.counted_known, flow.counted_ahead), len(flow.known))
    return Gain(
        benefit=part.benefit,
        code=part.code,
        name=part.name,
        services=part.services,
        share=part.share,
        certain=part.certain,
        low=found.low if found else None,
        high=found.high if found else None,
        probability=found.probability if found else None,
        known=sum(flow.known, ZERO),
        ahead=sum(flow.ahead, ZERO),
        counted_known=sum(flow.counted_known, ZERO) if is_sure else None,
        counted_ahead=sum(flow.counted_ahead, ZERO) if has_weight else None,
        worth=present_value(counted, exact(rate.number))
        if rate.is_ok and flow.is_counted
        else None,
        lacking=part.lacking,
    )


def business_case(flows: Sequence[Flow], spent: Yearly, rate: Decimal) -> BusinessCase:
    """Return the flows as a case that can be drawn: what is certain is one stream."""
    streams = [stream for flow in flows if (stream := flow.stream())]
    ranged = {stream.name for stream in streams}
    certain = _added(
        (
            flow.counted_known
            if flow.key in ranged
            else _added((flow.counted_known, flow.counted_ahead), len(spent))
            for flow in flows
        ),
        len(spent),
    )
    most = max(certain, key=abs, default=ZERO)
    if most:
        profile = tuple(amount / most for amount in certain)
        streams.append(Stream(name=CERTAIN, amount=most, profile=profile))
    return BusinessCase(streams=tuple(streams), costs=tuple(spent), rate=rate)


def _valued(
    lists: Case, terms: TermsFacts, flows: Sequence[Flow], spent: Yearly
) -> Case:
    rate = exact(lists.rate.number)
    business = business_case(flows, spent, rate)
    nets = [year.net for year in lists.years]
    inner = irr(nets)
    found = simulate(
        business,
        seed=terms.seed,
        shape=Shape(terms.shape),
        correlation=float(terms.correlation),
    )
    measures = {
        "npv": business.npv(),
        "benefits": business.benefits(),
        "costs": business.spent(),
        "bcr": replace(business.bcr(), unit=Unit.INDEX),
        "roi": business.roi(),
        "irr": inner.rate,
        "mirr": _mirr(terms, nets),
        "payback": payback(nets),
        "discounted_payback": discounted_payback(rate, nets),
        "break_even": break_even(business),
    }
    return replace(
        lists,
        measures=measures,
        roots=inner.roots,
        bars=tuple(_bars(business, terms, flows)),
        spread=_spread(found, business),
        gains=tuple(_judged(lists.gains, business, found)),
    )


def _mirr(terms: TermsFacts, nets: Yearly) -> Measure:
    for name in ("finance_rate", "reinvest_rate"):
        if getattr(terms, name) is None:
            return Measure.missing(Reason.MISSING_INPUT.of(name), Unit.RATIO)
    return mirr(nets, terms.finance_rate or ZERO, terms.reinvest_rate or ZERO)


def _spread(found: Simulation, business: BusinessCase) -> Spread:
    ranges = sum(stream.is_uncertain for stream in business.streams)
    return Spread(
        npv=found.npv,
        roi=found.roi,
        positive=found.probability_positive,
        low=found.low,
        high=found.high,
        columns=found.columns,
        ranges=ranges,
        draws=found.draws,
    )


def _bars(
    business: BusinessCase, terms: TermsFacts, flows: Sequence[Flow]
) -> Iterator[Bar]:
    """The strongest inputs: benefits with a range, and what the terms leave open."""
    ends = (terms.rate_low, terms.rate_high)
    rates = None
    if ends[0] is not None and ends[1] is not None:
        low, high = (
            exact(nominal(terms, end).number) for end in ends if end is not None
        )
        rates = (low, high)
    factors = (terms.cost_low, terms.cost_high)
    costs = None
    if factors[0] is not None and factors[1] is not None:
        costs = (factors[0], factors[1])
    parts = {flow.key: flow.part for flow in flows}
    for bar in tornado(business, rates=rates, costs=costs)[:MOST_BARS]:
        part = parts.get(bar.input)
        yield Bar(
            input="benefit" if part else Input(bar.input).value,
            benefit=part.benefit if part else 0,
            name=part.name if part else "",
            at_low=bar.at_low,
            at_high=bar.at_high,
        )


def _judged(
    gains: Iterable[Gain], business: BusinessCase, found: Simulation
) -> Iterator[Gain]:
    """Say of each benefit how much of the spread is due to it, and what is needed."""
    shares = {swing.name: swing.share for swing in found.swings}
    streams = {stream.name: stream for stream in business.streams}
    for gain in gains:
        key = f"{gain.benefit:012}"
        stream = streams.get(key)
        if stream is None or not stream.amount:
            yield gain
            continue
        enough = break_even_amount(business, key)
        needed = exact(enough.number) / stream.amount if enough.is_ok else None
        yield replace(gain, swing=shares.get(key), needed=needed)
