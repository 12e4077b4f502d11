"""What a report may be made of: periods, numbers, panels and value."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from delivery.calculations.periods import Period
from delivery.models import Portfolio
from recognition.models import ExecutiveReport, ValueItem
from scorecards.models import Scorecard
from scorecards.panels.contract import Reading
from scorecards.presenting.page import GROUPS
from scorecards.presenting.values import told
from scorecards.reports.beginning import usual_period
from scorecards.snapshots import PanelSnapshot

# So much value is offered at the most, the most telling first.
MOST_OFFERED = 60
# What a database can hold in the number of a row.
LONGEST_KEY = 18

Choices = list[tuple[str, str]]


class Offered(NamedTuple):
    """A panel that one may choose, with its number as it stands."""

    key: str
    question: str
    number: str
    label: str
    missing: str


class Number(NamedTuple):
    """A number that words may call by its name."""

    name: str
    label: str
    value: str
    missing: str


def period_choices(portfolio: Portfolio, now: datetime) -> tuple[Choices, str]:
    """Return the periods that a report can be about, and the usual one.

    Only those of which something is known: the stored ones, and the last one over.
    """
    start = portfolio.fiscal_year_start_month
    usual = usual_period(portfolio, now)
    stored = Scorecard.objects.of_portfolio(portfolio).order_by("-period_start")
    keys = list(stored.values_list("period_key", flat=True))
    refresh = getattr(portfolio, "refresh", None)
    if usual not in keys and refresh and refresh.knows(Period.parse(usual, start)):
        keys.insert(0, usual)
    choices = [(key, Period.parse(key, start).label) for key in keys]
    if usual not in keys:
        usual = keys[0] if keys else ""
    return choices, usual


def numbers_of(scorecard: Scorecard) -> list[tuple[str, list[Number]]]:
    """Return the numbers of a scorecard, panel by panel, in the order of its page."""
    readings = scorecard.snapshot.readings
    seen: set[str] = set()
    groups = []
    for panel in scorecard.snapshot.panels:
        names = [
            name
            for name in dict.fromkeys((panel.lead, *panel.measures))
            if name in readings and name not in seen
        ]
        seen |= set(names)
        if names:
            title = panel.question or _("The answer first")
            groups.append((title, [_number(name, readings[name]) for name in names]))
    others = [_number(name, readings[name]) for name in readings if name not in seen]
    return [*groups, (_("Others"), others)] if others else groups


def _number(name: str, reading: Reading) -> Number:
    is_ok = reading.measure.is_ok
    return Number(
        name=name,
        label=reading.label,
        value=told(reading) if is_ok else "",
        missing="" if is_ok else reading.missing,
    )


def offered_panels(
    scorecard: Scorecard, chosen: Iterable[str]
) -> list[tuple[str, list[Offered]]]:
    """Return the panels of a scorecard by group; those that are chosen come first."""
    snapshot = scorecard.snapshot
    panels = {panel.key: panel for panel in snapshot.panels[1:]}
    first = [panels[key] for key in chosen if key in panels]
    taken = {panel.key for panel in first}
    groups = [(_("Shown in this section"), first)] if first else []
    for _key, title, outcomes in GROUPS:
        others = [
            panel
            for panel in panels.values()
            if panel.outcome in outcomes and panel.key not in taken
        ]
        if others:
            groups.append((str(title), others))
    readings = snapshot.readings
    return [
        (title, [_panel(panel, readings.get(panel.lead)) for panel in found])
        for title, found in groups
    ]


def _panel(panel: PanelSnapshot, reading: Reading | None) -> Offered:
    is_ok = reading is not None and reading.measure.is_ok
    return Offered(
        key=panel.key,
        question=panel.question,
        number=told(reading) if is_ok and reading else "",
        label=reading.label if reading else "",
        missing=reading.missing if reading and not is_ok else "",
    )


def offered_values(report: ExecutiveReport, chosen: Iterable[str]) -> list[ValueItem]:
    """Return the value that a report may tell.

    First what is chosen, then what is marked for a report, then that of its period;
    within each the largest first.
    """
    below = Portfolio.objects.under(report.portfolio).order_by()
    live = ValueItem.objects.live().filter(portfolio__in=below).for_page()
    largest = live.order_by("-amount", "pk")
    period = report.period
    inside = largest.filter(period_end__gte=period.start, period_start__lte=period.end)
    keys = [key for key in chosen if key.isdecimal() and len(key) <= LONGEST_KEY]
    found: dict[int, ValueItem] = {}
    for rows in (
        largest.filter(pk__in=keys),
        largest.filter(is_for_report=True),
        inside[:MOST_OFFERED],
    ):
        for item in rows:
            found.setdefault(item.pk, item)
    return list(found.values())[: max(MOST_OFFERED, len(keys))]
