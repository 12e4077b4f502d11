"""The value of a KPI in a period that is longer or shorter than its own."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from delivery.calculations.aggregation import Aggregation
from delivery.calculations.kpi_values import Cadence, kpi_value, turns_counted
from delivery.calculations.measure import Caveat, Reason
from delivery.calculations.periods import Period, add_months


@dataclass(frozen=True)
class Reading:
    period_start: date
    period_end: date
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def month(number: int, value: object, parts: tuple[int, int] | None = None) -> Reading:
    """A reading of a month of 2026."""
    start = date(2026, number, 1)
    return Reading(
        start,
        add_months(start, 1) - timedelta(days=1),
        None if value is None else Decimal(str(value)),
        *(map(Decimal, parts) if parts else ()),
    )


def quarter(number: int, value: int) -> Reading:
    start = date(2026, 3 * number - 2, 1)
    return Reading(start, add_months(start, 3) - timedelta(days=1), Decimal(value))


Q3 = Period.parse("2026-Q3")
END = date(2026, 9, 30)
SUMMER = [month(6, 1), month(7, 10), month(8, 20), month(9, 30), month(10, 999)]


@pytest.mark.parametrize(
    ("aggregation", "value"),
    [
        (Aggregation.SUM, 60),
        (Aggregation.LAST, 30),
        (Aggregation.CUMULATIVE, 30),
        (Aggregation.AVERAGE, 20),
        (Aggregation.MAX, 30),
    ],
)
def test_months_become_a_quarter_by_the_rule_the_kpi_declares(aggregation, value):
    found = kpi_value(aggregation, Cadence.MONTH, SUMMER, Q3, END)

    assert found.value == value


def test_a_missing_month_lowers_completeness():
    found = kpi_value(
        Aggregation.SUM, Cadence.MONTH, [month(7, 10), month(9, 30)], Q3, END
    )

    assert found.value == 40
    assert (found.n, found.n_expected) == (2, 3)
    assert Caveat.PARTIAL_DATA in found.warnings


def test_months_to_come_are_not_missing():
    found = kpi_value(
        Aggregation.SUM, Cadence.MONTH, [month(7, 10)], Q3, date(2026, 7, 31)
    )

    assert (found.value, found.n, found.n_expected) == (10, 1, 1)


def test_a_last_value_grows_stale():
    found = kpi_value(Aggregation.LAST, Cadence.MONTH, [month(7, 10)], Q3, END)

    assert found.value == 10
    assert Caveat.STALE in found.warnings


def test_a_month_that_was_not_applicable_is_not_zero():
    found = kpi_value(Aggregation.LAST, Cadence.MONTH, [month(9, None)], Q3, END)

    assert found.reason == Reason.NO_DATA


@pytest.mark.parametrize(
    ("period", "value"),
    [
        pytest.param("2026-06", 20, id="the month in which the quarter ends"),
        pytest.param("2026-08", 20, id="a month before the next quarter ends"),
        pytest.param("2026-09", 30, id="the month in which the next quarter ends"),
        pytest.param("2026-12", None, id="a quarter that nobody measured"),
    ],
)
def test_a_quarter_stands_for_its_months(period, value):
    month_of = Period.parse(period)

    found = kpi_value(
        Aggregation.SUM,
        Cadence.QUARTER,
        [quarter(2, 20), quarter(3, 30)],
        month_of,
        month_of.end,
    )

    assert found.value == value


def test_a_year_of_ratios_is_one_ratio_of_sums():
    readings = [month(7, "0.5", (1, 2)), month(8, "0.9", (90, 100))]

    found = kpi_value(Aggregation.RATIO, Cadence.MONTH, readings, Q3, END)

    assert found.value == Decimal(91) / Decimal(102)


def test_ratios_without_their_parts_cannot_be_put_together():
    one = kpi_value(Aggregation.RATIO, Cadence.MONTH, [month(9, "0.5")], Q3, END)
    two = kpi_value(
        Aggregation.RATIO, Cadence.MONTH, [month(8, "0.9"), month(9, "0.5")], Q3, END
    )

    assert one.value == Decimal("0.5")
    assert two.reason == Reason.MISSING_INPUT.of("numerator")


def test_a_week_belongs_to_the_month_of_its_thursday():
    # Monday 29 June to Sunday 5 July: its Thursday is 2 July.
    weeks = [Reading(date(2026, 6, 29), date(2026, 7, 5), Decimal(8))]

    def value(key: str) -> object:
        period = Period.parse(key)
        return kpi_value(Aggregation.SUM, Cadence.WEEK, weeks, period, period.end).value

    assert value("2026-07") == 8
    assert value("2026-06") is None


@pytest.mark.parametrize(
    ("aggregation", "readings", "turns"),
    [
        pytest.param(Aggregation.SUM, SUMMER, 3, id="three months add up"),
        pytest.param(
            Aggregation.SUM, [month(7, 1), month(9, 1)], 2, id="two of them are known"
        ),
        pytest.param(Aggregation.SUM, [], 1, id="nothing is known"),
        pytest.param(
            Aggregation.AVERAGE, SUMMER, 1, id="a mean is of one month's size"
        ),
    ],
)
def test_a_target_of_one_month_meets_as_many_months(aggregation, readings, turns):
    value = kpi_value(aggregation, Cadence.MONTH, readings, Q3, END)

    assert turns_counted(aggregation, value) == turns
