"""Every number of a case as a table: the arithmetic, and the rows it starts from."""

from decimal import Decimal

from django.utils.translation import gettext as _

from delivery.calculations.measure import Unit, exact
from pmo_value import formatting
from recognition.calculations.sensitivity import Input
from scorecards.panels import wording
from scorecards.panels.contract import Cell, Column, Row, Table
from scorecards.panels.links import benefit_url, service_url
from scorecards.pmo_return.case import Bar, Case, Gain
from scorecards.pmo_return.parts import Shared


def money(label: str, case: Case) -> Column:
    return Column(label=label, unit=Unit.MONEY, currency=case.currency)


def years(case: Case) -> Table:
    """Cost, benefit and worth of each year, with the running totals."""
    return Table(
        title=_("The case year by year"),
        columns=(
            Column(label=_("Year")),
            money(_("Cost"), case),
            money(_("Validated benefit"), case),
            money(_("Expected benefit"), case),
            money(_("Left over"), case),
            money(_("Running total"), case),
            Column(label=_("Discount factor"), unit=Unit.NUMBER),
            money(_("In today’s money"), case),
            money(_("Running total in today’s money"), case),
        ),
        rows=tuple(
            Row(
                cells=(
                    _("%(first)s to %(last)s")
                    % {
                        "first": formatting.month(year.start),
                        "last": formatting.month(year.end),
                    },
                    year.cost,
                    year.known,
                    year.expected,
                    year.net,
                    year.total,
                    None if year.factor is None else round(year.factor, 4),
                    year.present,
                    year.present_total,
                )
            )
            for year in case.years
        ),
        empty=_("Without terms and costs there are no years to reckon with."),
    )


def gains(case: Case) -> Table:
    """Each benefit: its amounts, what they count with, and what they are worth."""
    ranked = sorted(case.gains, key=lambda gain: (-(gain.worth or 0), gain.code))
    return Table(
        title=_("Benefits of the case, times what they count with"),
        columns=(
            Column(label=_("Benefit")),
            Column(label=_("Services")),
            money(_("Validated"), case),
            Column(label=_("Share × confidence"), unit=Unit.RATIO),
            money(_("Counted of it"), case),
            money(_("Forecast"), case),
            Column(label=_("Counts with")),
            money(_("Counted of it"), case),
            Column(label=_("Range")),
            money(_("In today’s money"), case),
            Column(label=_("Share of the spread"), unit=Unit.RATIO),
            Column(label=_("Needed of its forecast")),
        ),
        rows=tuple(
            Row(cells=_gain_cells(gain), href=benefit_url(gain.benefit))
            for gain in ranked
        ),
        empty=_("No benefit names a PMO service with a share in it."),
    )


def _gain_cells(gain: Gain) -> tuple[Cell, ...]:
    return (
        f"{gain.code} {gain.name}",
        named(gain.services),
        gain.known,
        gain.certain,
        gain.counted_known,
        gain.ahead,
        _counts_with(gain),
        gain.counted_ahead,
        _range(gain),
        gain.worth,
        None if gain.swing is None else Decimal(str(gain.swing)),
        _needed(gain),
    )


def named(services: tuple[Shared, ...]) -> str:
    """The services that share in a benefit, one after the other."""
    return wording.listed([one.name for one in services])


def _counts_with(gain: Gain) -> str:
    """What a forecast amount is multiplied with; doubt is counted once."""
    if gain.lacking:
        return _("left out: there is no exchange rate for %(pair)s") % {
            "pair": gain.lacking
        }
    words = {"share": formatting.percent(gain.share, 1)}
    if gain.probability is not None:
        words["probability"] = formatting.percent(gain.probability)
        return _("%(share)s, %(probability)s likely") % words
    if gain.certain is None:
        return _("left out: a share has no confidence")
    return _("%(share)s with its confidence") % {
        "share": formatting.percent(gain.certain, 1)
    }


def _range(gain: Gain) -> str | None:
    if gain.low is None or gain.high is None:
        return None
    return _("%(low)s to %(high)s") % {
        "low": formatting.percent(gain.low),
        "high": formatting.percent(gain.high),
    }


def _needed(gain: Gain) -> str | None:
    """The part of a forecast at which the case would pay just its costs."""
    if gain.needed is None:
        return None
    if gain.needed <= 0:
        return _("none: the others are enough")
    return wording.percent(gain.needed)


def costs(case: Case) -> Table:
    """What each service cost so far, and what it is reckoned to cost."""
    return Table(
        title=_("Costs of the case by service"),
        columns=(
            Column(label=_("Service")),
            money(_("Entered"), case),
            Column(label=_("Last month entered"), is_date=True),
            money(_("A month from then on"), case),
            money(_("Expected"), case),
            money(_("In all"), case),
        ),
        rows=tuple(
            Row(
                cells=(
                    one.name,
                    one.known,
                    one.last_month,
                    one.monthly,
                    one.ahead,
                    one.known + one.ahead,
                ),
                href=service_url(one.service),
            )
            for one in case.costs
        ),
        empty=_("No cost of a PMO service has been entered here or below."),
    )


def percentiles(case: Case) -> Table:
    """The spread of value and return, with the ends that nothing can exceed."""
    found = case.spread
    ends = []
    if found is not None:
        names = (
            (_("P10, the careful figure"), found.npv.p10, found.roi.p10),
            (_("P50, the middle"), found.npv.p50, found.roi.p50),
            (_("P90, the hopeful figure"), found.npv.p90, found.roi.p90),
        )
        ends = [
            Row(cells=(_("All at their lower ends"), found.low.value, None)),
            *(Row(cells=(name, npv.value, roi.value)) for name, npv, roi in names),
            Row(cells=(_("All at their upper ends"), found.high.value, None)),
        ]
    return Table(
        title=_("How the value may turn out"),
        columns=(
            Column(label=_("Outcome")),
            money(_("Net present value"), case),
            Column(label=_("ROI over all years"), unit=Unit.RATIO),
        ),
        rows=tuple(ends),
        empty=_("A case without a value has no spread."),
    )


def bars(case: Case) -> Table:
    """How far the value moves with each input by itself."""
    return Table(
        title=_("What the value depends on, each input by itself"),
        columns=(
            Column(label=_("Input")),
            Column(label=_("From")),
            Column(label=_("To")),
            money(_("Value at the lower end"), case),
            money(_("Value at the upper end"), case),
            money(_("Swing"), case),
        ),
        rows=tuple(
            Row(
                cells=(
                    input_name(bar),
                    *_bar_ends(bar, case),
                    bar.at_low,
                    bar.at_high,
                    abs(bar.at_high - bar.at_low),
                ),
                href=benefit_url(bar.benefit) if bar.benefit else "",
            )
            for bar in case.bars
        ),
        empty=_("No input has a range yet."),
    )


def input_name(bar: Bar) -> str:
    """What an input is called."""
    names = {Input.RATE.value: _("Discount rate"), Input.COSTS.value: _("All costs")}
    return names.get(bar.input, bar.name)


def _bar_ends(bar: Bar, case: Case) -> tuple[str, str]:
    terms = case.terms
    if terms is not None and bar.input == Input.RATE.value:
        return _percent(terms.rate_low), _percent(terms.rate_high)
    if terms is not None and bar.input == Input.COSTS.value:
        return _percent(terms.cost_low), _percent(terms.cost_high)
    gain = next((one for one in case.gains if one.benefit == bar.benefit), None)
    return (_percent(gain.low), _percent(gain.high)) if gain else ("", "")


def _percent(share: Decimal | None) -> str:
    return "" if share is None else formatting.percent(exact(share), 1)
