"""Which KPIs really changed: signals counted apart from routine variation."""

from decimal import Decimal

from delivery.calculations.measure import Unit
from scorecards.panels.contract import Quantity
from scorecards.panels.kpi_signals import KPI_SIGNALS
from tests.scorecards.panels.building import (
    END,
    kpi,
    monthly,
    plain,
    portfolio,
    read,
    scene,
    sentence,
    show,
)

CALM = [60, 62, 59, 61, 63, 60, 58, 61, 62, 60, 59, 61]
FALLEN = [*CALM, 41, 40, 42, 39, 41, 40, 43, 41]


def test_what_changed_is_counted_apart_from_what_only_varies():
    facts = portfolio(
        kpis=[
            kpi(1, monthly(END, *FALLEN), direction="decrease"),
            kpi(2, monthly(END, *FALLEN), direction="increase"),
            kpi(3, monthly(END, *CALM)),
            kpi(4, monthly(END, 1, 2)),
            kpi(5, monthly(END, *FALLEN), aggregation="cumulative"),
        ]
    )
    measures = read(KPI_SIGNALS, facts)

    assert measures["xmr.signals"].measure.value == 2
    assert (
        measures["xmr.signals"].measure.n,
        measures["xmr.signals"].measure.n_expected,
    ) == (3, 5)
    assert measures["xmr.improved"].measure.value == 1
    assert measures["xmr.deteriorated"].measure.value == 1
    assert measures["xmr.no_change"].measure.value == 1
    assert sentence(KPI_SIGNALS, facts) == (
        "Of 3 KPIs with limits: 1 improved, 1 deteriorated and 1 only with routine "
        "variation."
    )
    assert show(KPI_SIGNALS, facts).notes == (
        "For 1 KPI it is too early to say.",
        "1 KPI is a running total and cannot be charted.",
    )


def test_what_changed_comes_first_with_since_when_and_why():
    facts = portfolio(
        kpis=[
            kpi(1, monthly(END, *CALM)),
            kpi(2, monthly(END, *FALLEN), direction="decrease"),
        ]
    )
    first, second = show(KPI_SIGNALS, facts).table.rows

    assert first.cells[:4] == (
        "KPI 2",
        Quantity(Decimal(41), Unit.NUMBER),
        "improved (signal)",
        "Feb 2026",
    )
    assert plain(str(first.cells[4])) == (
        "since Feb 2026 8 values in a row lie below the mean of 60.5"
    )
    assert first.href == "/scorecards/kpis/2/"
    assert second.cells[2] == "no detectable change: routine variation"


def test_a_period_is_judged_by_what_was_known_in_it():
    facts = portfolio(
        kpis=[kpi(1, monthly(END, *FALLEN), direction="decrease")],
    )
    before = scene().period.previous().previous()

    assert read(KPI_SIGNALS, facts, before)["xmr.signals"].measure.value == 1
    calm = facts.for_reading(before.previous().previous().end)
    assert read(KPI_SIGNALS, calm)["xmr.signals"].measure.value == 0


def test_without_limits_nobody_can_say():
    facts = portfolio(kpis=[kpi(1, monthly(END, 1, 2, 3))])

    assert sentence(KPI_SIGNALS, facts) == (
        "Not available: no KPI has the six values that limits need. Enter or import "
        "earlier values."
    )


def test_without_a_kpi_the_panel_is_left_out():
    component = KPI_SIGNALS.collect(portfolio(), scene().period, END)
    where = scene()
    assert (
        KPI_SIGNALS.present(component, KPI_SIGNALS.read(component, where), where)
        is None
    )
