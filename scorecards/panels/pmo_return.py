"""What does the PMO return for what it costs? Three lines, and every row behind."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.amount import Amount
from delivery.calculations.measure import Measure, Unit, exact
from delivery.models import Benefit, ServiceCost
from pmo_value import formatting
from recognition.calculations.pmo_return import Line, bcr
from scorecards import figures
from scorecards.figures import Step, waterfall_figure
from scorecards.panels import return_facts, wording
from scorecards.panels.contract import (
    Cell,
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Reading,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.history import trend
from scorecards.panels.links import benefit_url, service_url
from scorecards.panels.pmo_services import no_cost
from scorecards.panels.readings import Absence, reading
from scorecards.panels.return_facts import Cost, Gain, Lines, Returned, month_of

ONE: Final = Decimal(1)
HEARD: Final = "acknowledged"

# What each line counts, in words, and what it lacks where it has nothing.
COUNTED: Final[dict[str, str | Promise]] = {
    Line.CONSERVATIVE: gettext_lazy("counting only cash that finance validated"),
    Line.VALIDATED: gettext_lazy("counting only benefit that finance validated"),
    Line.CLAIMED: gettext_lazy("counting claims that nobody has proved yet"),
    HEARD: gettext_lazy("counting only what its sponsors have acknowledged"),
}
NOTHING: Final[dict[str, str | Promise]] = {
    Line.CONSERVATIVE: gettext_lazy(
        "no cashable benefit in which a service has a share was validated in %(period)s"
    ),
    Line.VALIDATED: gettext_lazy(
        "no benefit in which a service has a share was validated in %(period)s"
    ),
    Line.CLAIMED: gettext_lazy(
        "no benefit in which a service has a share was claimed in %(period)s"
    ),
    HEARD: gettext_lazy("no sponsor has been told of a benefit of %(period)s"),
}


def read(component: Returned, scene: Scene) -> Readings:
    """The return on each line, and what each unit of money brought."""
    now, cost = component.now, component.now.cost.measure()
    lines = {
        f"roi.{name}": _reading(component, name, cost, scene) for name in (*Line, HEARD)
    }
    measure = _bcr(now, Line.VALIDATED)
    ratio = replace(measure, unit=Unit.INDEX)
    lines["bcr.validated"] = reading(
        "bcr.validated",
        ratio,
        lambda: _each(exact(ratio.number), Line.VALIDATED, scene),
        absent=_absent(component, Line.VALIDATED, cost, scene),
        trend=trend(_bcr(part, Line.VALIDATED) for part in component.past.parts),
    )
    return lines


def _reading(component: Returned, name: str, cost: Measure, scene: Scene) -> Reading:
    measure = _roi(component.now, name)
    return reading(
        f"roi.{name}",
        measure,
        lambda: _each(exact(measure.number) + ONE, name, scene),
        absent=_absent(component, name, cost, scene),
        trend=trend(_roi(part, name) for part in component.past.parts),
    )


def benefit_of(lines: Lines, name: str) -> Measure:
    """The benefit that a line counts, in money."""
    if name == HEARD:
        return lines.acknowledged.measure()
    return lines.gain.benefit(Line(name))


def _bcr(lines: Lines, name: str) -> Measure:
    cost = lines.cost.measure()
    if name != HEARD:
        return lines.gain.bcr(Line(name), cost)
    benefit = benefit_of(lines, name)
    for side in (benefit, cost):
        if not side.is_ok:
            return Measure.missing(side.reason, Unit.RATIO)
    return bcr(benefit.number, cost.number).with_warnings(
        *benefit.warnings, *cost.warnings
    )


def _roi(lines: Lines, name: str) -> Measure:
    ratio = _bcr(lines, name)
    return replace(ratio, value=exact(ratio.number) - ONE) if ratio.is_ok else ratio


def _each(ratio: Decimal, name: str, scene: Scene) -> str:
    """Each €1 spent on the PMO returned €3.10 (ROI 210 %), counting …"""
    words = {
        "one": formatting.money(ONE, scene.currency, 0),
        "ratio": formatting.money(ratio, scene.currency, 2),
        "roi": wording.percent(ratio - ONE),
        "counted": COUNTED[name],
        "period": scene.period.label,
    }
    return (
        _(
            "Each %(one)s spent on the PMO in %(period)s returned %(ratio)s (ROI "
            "%(roi)s), %(counted)s."
        )
        % words
    )


def _absent(component: Returned, name: str, cost: Measure, scene: Scene) -> Absence:
    """What is lacking: the benefit is looked at first, as the ratio does."""
    if benefit_of(component.now, name).is_ok:
        if cost.is_ok:
            return Absence(reason=_("the PMO cost nothing in this period"))
        return no_cost(component.now.cost, scene)
    advice = _(
        "Say on the page of a benefit which services helped, by how much, and how "
        "one knows; finance validates what came of it."
    )
    if name == HEARD:
        advice = _("Put validated value into words, and tell its sponsor.")
    return Absence(
        reason=str(NOTHING[name]) % {"period": scene.period.label}, advice=advice
    )


def present(component: Returned, readings: Readings, scene: Scene) -> Content:
    """Show the lines beside the cost, and each benefit, share and cost behind them."""
    validated, cash = readings["roi.validated"], readings["roi.conservative"]
    sentence = wording.joined(
        validated.sentence,
        cash.sentence if cash.measure.is_ok and validated.measure.is_ok else "",
    )
    steps = _steps(component) if validated.measure.is_ok else []
    return Content(
        sentence=sentence,
        table=_lines_table(component, readings, scene),
        picture=Picture(
            title=_("What the PMO cost, and what came of it, by class of benefit"),
            description=sentence,
            figure=waterfall_figure(steps, unit=figures.money(scene.currency)),
        )
        if steps
        else None,
        notes=tuple(_notes(component, readings)),
        further=(
            _services_table(component, scene),
            _gains_table(component, scene),
            _costs_table(component, scene),
            _months_table(component, scene),
        ),
    )


def _notes(component: Returned, readings: Readings) -> list[str]:
    notes = [
        readings[name].sentence
        for name in ("roi.acknowledged", "roi.claimed")
        if readings[name].measure.is_ok
    ]
    counted: list[tuple[int, Callable[[int], str]]] = [
        (
            component.unshared,
            lambda number: ngettext(
                "%(count)s validated benefit names no service and counts as nothing.",
                "%(count)s validated benefits name no service and count as nothing.",
                number,
            ),
        ),
        (
            component.other_prices,
            lambda number: ngettext(
                "%(count)s benefit is at the prices of one year and is not added.",
                "%(count)s benefits are at the prices of one year and are not added.",
                number,
            ),
        ),
        (
            sum(gain.confidence is None for _key, gain in component.gains.parts),
            lambda number: ngettext(
                "%(count)s share has no confidence and is attributed nothing.",
                "%(count)s shares have no confidence and are attributed nothing.",
                number,
            ),
        ),
    ]
    notes += [
        says(number) % {"count": wording.count(number)}
        for number, says in counted
        if number
    ]
    return notes


def _steps(component: Returned) -> list[Step]:
    """From the cost over the classes of benefit to what is left."""
    cost = component.now.cost.amount
    steps = [Step(_("Cost of the PMO"), -cost)]
    for kind in Benefit.Kind:
        amount = return_facts.total(
            gain.attributed(gain.validated)
            for _key, gain in component.gains.parts
            if gain.benefit_class == kind.value
        )
        if amount:
            steps.append(Step(str(kind.label), amount))
    left = sum((step.amount for step in steps), Decimal(0))
    return [*steps, Step(_("Left over"), left, is_total=True)]


def _money(label: str, scene: Scene) -> Column:
    return Column(label=label, unit=Unit.MONEY, currency=scene.currency)


def _lines_table(component: Returned, readings: Readings, scene: Scene) -> Table:
    """The arithmetic of each line: benefit less cost, over cost."""
    now = component.now
    cost = now.cost.measure()
    return Table(
        title=_("Benefit attributed to the PMO, its cost, and the return"),
        columns=(
            Column(label=_("Line")),
            _money(_("Attributed benefit"), scene),
            _money(_("Cost of the PMO"), scene),
            _money(_("Left over"), scene),
            Column(label=_("ROI"), unit=Unit.RATIO),
            Column(label=_("Status"), is_status=True),
            Column(label=_("What it counts")),
        ),
        rows=tuple(
            Row(
                cells=(
                    one.label,
                    (benefit := benefit_of(now, name)).value,
                    cost.value,
                    exact(benefit.number) - exact(cost.number)
                    if benefit.is_ok and cost.is_ok
                    else None,
                    one.measure.value,
                    one.rag.value if one.rag else None,
                    one.missing or str(COUNTED[name]),
                )
            )
            for name in (*Line, HEARD)
            if (one := readings[f"roi.{name}"])
        ),
    )


def _gains_table(component: Returned, scene: Scene) -> Table:
    """Each share of a service in a benefit: amount × share × confidence."""
    gains = sorted(
        (gain for _key, gain in component.gains.parts),
        key=lambda gain: (
            -(gain.attributed(gain.validated) or Decimal(0)),
            gain.benefit_name,
            gain.service,
        ),
    )
    return Table(
        title=_("Benefit of the period, times share, times confidence"),
        columns=(
            Column(label=_("Benefit")),
            Column(label=_("Service")),
            Column(label=_("Class")),
            Column(label=_("Evidence")),
            _money(_("Validated"), scene),
            _money(_("Claimed, not decided"), scene),
            Column(label=_("Share"), unit=Unit.RATIO),
            Column(label=_("Confidence"), unit=Unit.RATIO),
            _money(_("Attributed, validated"), scene),
            _money(_("Attributed, claimed"), scene),
            _money(_("Attributed, acknowledged"), scene),
        ),
        rows=tuple(_gain_row(gain) for gain in gains),
        empty=_("No benefit in which a service has a share brought anything."),
    )


def _gain_row(gain: Gain) -> Row:
    return Row(
        cells=(
            gain.benefit_name,
            gain.service_name,
            str(Benefit.Kind(gain.benefit_class).label),
            gain.evidence,
            gain.validated,
            gain.claimed,
            gain.share,
            gain.confidence,
            gain.attributed(gain.validated),
            gain.attributed(gain.claimed),
            gain.attributed(gain.acknowledged),
        ),
        href=benefit_url(gain.benefit),
    )


def _costs_table(component: Returned, scene: Scene) -> Table:
    """What each service cost by category; what was never entered is named."""
    categories = {one.value: str(one.label) for one in ServiceCost.Category}
    by_service: defaultdict[int, dict[str, Cost]] = defaultdict(dict)
    for _key, cost in component.costs.parts:
        by_service[cost.service][cost.category] = cost
    return Table(
        title=_("Cost of the period by service and category"),
        columns=(
            Column(label=_("Service")),
            *(_money(label, scene) for label in categories.values()),
            _money(_("In all"), scene),
            Column(label=_("Amounts entered")),
            Column(label=_("Never entered")),
        ),
        rows=tuple(
            Row(cells=_cost_cells(costs, categories), href=service_url(service))
            for service, costs in sorted(by_service.items())
        ),
        empty=_("No PMO service was offered in this period."),
    )


def _cost_cells(costs: dict[str, Cost], categories: dict[str, str]) -> tuple[Cell, ...]:
    amounts = {name: cost.amount for name, cost in costs.items()}
    known = [
        amounts[name].amount if amounts[name].known else None for name in categories
    ]
    whole = Amount.total(amounts.values())
    missing = [
        label.lower()
        for name, label in categories.items()
        if not amounts[name].known and not amounts[name].unconverted
    ]
    return (
        next(iter(costs.values())).service_name,
        *known,
        whole.amount if whole.known else None,
        _("%(known)s of %(all)s")
        % {
            "known": wording.count(whole.known + whole.unconverted),
            "all": wording.count(whole.expected),
        },
        wording.listed(missing) if missing else None,
    )


def _services_table(component: Returned, scene: Scene) -> Table:
    """What each service cost, and what came of the benefits that it has a share in."""
    costs: defaultdict[int, list[Amount]] = defaultdict(list)
    gains: defaultdict[int, list[Decimal | None]] = defaultdict(list)
    names: dict[int, str] = {}
    for _key, cost in component.costs.parts:
        costs[cost.service].append(cost.amount)
        names[cost.service] = cost.service_name
    for _key, gain in component.gains.parts:
        gains[gain.service].append(gain.attributed(gain.validated))
        names.setdefault(gain.service, gain.service_name)
    return Table(
        title=_("What each service cost, and what it helped to deliver"),
        columns=(
            Column(label=_("Service")),
            _money(_("Cost"), scene),
            _money(_("Attributed benefit"), scene),
            Column(label=_("Returned for each 1 spent"), unit=Unit.INDEX),
        ),
        rows=tuple(
            Row(
                cells=_service_cells(
                    name, Amount.total(costs[pk]), return_facts.total(gains[pk])
                ),
                href=service_url(pk),
            )
            for pk, name in sorted(names.items())
        ),
        empty=_("No PMO service was offered in this period."),
    )


def _service_cells(name: str, cost: Amount, gained: Decimal | None) -> tuple[Cell, ...]:
    spent = cost.amount if cost.known else None
    return name, spent, gained, bcr(gained, spent).value


def _months_table(component: Returned, scene: Scene) -> Table:
    return Table(
        title=_("Cost of the period by month"),
        columns=(Column(label=_("Month"), is_time=True), _money(_("Cost"), scene)),
        rows=tuple(
            Row(
                cells=(
                    formatting.month(month_of(key)),
                    amount.amount if amount.known else None,
                )
            )
            for key, amount in component.months.parts
        ),
        empty=_("No cost has been entered for this period."),
    )


PMO_RETURN = Panel(
    key="pmo-return",
    question=gettext_lazy("What does the PMO return for what it costs?"),
    outcome=Outcome.RECOGNITION,
    lead="roi.validated",
    component=Returned,
    collect=return_facts.collect,
    read=read,
    present=present,
)
