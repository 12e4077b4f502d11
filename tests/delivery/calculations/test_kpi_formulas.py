"""KPIs worked out from others: what a formula may say, and what comes of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.derived import circle, derive, inputs_of
from delivery.calculations.formula import (
    PLAIN,
    Dimension,
    Flaw,
    Formula,
    FormulaError,
)
from delivery.calculations.measure import Reason

JULY = (date(2026, 7, 1), date(2026, 7, 31))
AUGUST = (date(2026, 8, 1), date(2026, 8, 31))
EURO, DAYS = Dimension.of("EUR"), Dimension.of("days")


@dataclass(frozen=True)
class Value:
    period_start: date
    period_end: date
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Kpi:
    code: str
    readings: tuple[Value, ...] = ()
    formula: str = ""
    aggregation: str = "last"
    cadence: str = "month"


def typed(code: str, *values: int | None, **more: str) -> Kpi:
    """A KPI with values of July and August."""
    spans = (JULY, AUGUST)
    readings = tuple(
        Value(*span, None if value is None else Decimal(value))
        for span, value in zip(spans, values, strict=False)
    )
    return Kpi(code, readings, **more)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("[A] + [B 1]", 14, id="a code may have a space"),
        pytest.param("[A] - [B 1] * 2", 2, id="multiplication comes first"),
        pytest.param("([A] - [B 1]) * 2", 12, id="brackets"),
        pytest.param("-[A] + 0.1", Decimal("-9.9"), id="a decimal is exact"),
        pytest.param("[A] / 3", Decimal("3.333333"), id="as exact as what is typed"),
        pytest.param("min([A], [B 1], 3)", 3, id="the smallest"),
        pytest.param("max([A], [B 1])", 10, id="the largest"),
        pytest.param("abs([B 1] - [A])", 6, id="without its sign"),
    ],
)
def test_a_formula_calculates(text, value):
    assert Formula(text).value({"A": Decimal(10), "B 1": Decimal(4)}) == value


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        pytest.param("1 + 1", Flaw.NO_INPUT, id="no KPI"),
        pytest.param("", Flaw.SYNTAX, id="nothing"),
        pytest.param("[A] +", Flaw.SYNTAX, id="half a sum"),
        pytest.param("[A] [B]", Flaw.SYNTAX, id="two KPIs and no sign"),
        pytest.param("[A]\n+ 1", Flaw.SYNTAX, id="two lines"),
        pytest.param("(" * 60 + "[A]" + ")" * 60 + "+" * 600, Flaw.SYNTAX, id="long"),
        pytest.param("-" * 60 + "[A]", Flaw.SYNTAX, id="deep"),
        pytest.param("[A] ** 99", Flaw.NOT_ALLOWED, id="a power"),
        pytest.param("[A] < 2", Flaw.NOT_ALLOWED, id="a comparison"),
        pytest.param("[A] if [A] else 1", Flaw.NOT_ALLOWED, id="a choice"),
        pytest.param("[A].__class__", Flaw.NOT_ALLOWED, id="an attribute"),
        pytest.param("[A] + 'x'", Flaw.NOT_ALLOWED, id="a text"),
        pytest.param("[A] + True", Flaw.NOT_ALLOWED, id="a truth"),
        pytest.param("[A] * 1e999", Flaw.NOT_ALLOWED, id="no end"),
        pytest.param("open([A])", Flaw.NOT_ALLOWED, id="another function"),
        pytest.param("__import__('os')", Flaw.NOT_ALLOWED, id="an import"),
        pytest.param("min([A])", Flaw.NOT_ALLOWED, id="the smallest of one"),
        pytest.param("kpi0 + [A]", Flaw.NOT_ALLOWED, id="what stands for a code"),
        pytest.param("lambda: [A]", Flaw.NOT_ALLOWED, id="a function of its own"),
        pytest.param("[x for x in [A]]", Flaw.NOT_ALLOWED, id="a loop"),
    ],
)
def test_what_is_no_formula_is_refused(text, flaw):
    with pytest.raises(FormulaError) as refused:
        Formula(text)
    assert refused.value.flaw is flaw


def test_the_part_that_is_not_allowed_is_named_as_it_was_written():
    with pytest.raises(FormulaError) as refused:
        Formula("[KC-01] + open([KC-01])")
    assert refused.value.details == ("open([KC-01])",)


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        pytest.param("[M] + [M]", "EUR", id="money and money"),
        pytest.param("[M] * [N]", "EUR", id="money times a number"),
        pytest.param("[M] / [M]", "", id="money by money is a plain number"),
        pytest.param("[M] / [D]", "EUR / days", id="money by days"),
        pytest.param("1 / [D]", "1 / days", id="one by days"),
        pytest.param("max([M], [M] * 2)", "EUR", id="the larger amount"),
    ],
)
def test_units_are_calculated_like_values(text, dimension):
    found = Formula(text).dimension({"M": EURO, "D": DAYS, "N": PLAIN})
    assert str(found) == dimension


@pytest.mark.parametrize("text", ["[M] + [D]", "[M] - 5", "min([M], [N])", "[D] + [N]"])
def test_unlike_things_are_not_added(text):
    with pytest.raises(FormulaError) as refused:
        Formula(text).dimension({"M": EURO, "D": DAYS, "N": PLAIN})
    assert refused.value.flaw is Flaw.UNITS


def test_a_value_follows_in_each_period_of_its_inputs():
    found = derive([typed("A", 10, 20), typed("B", 4, 5), Kpi("C", (), "[A] / [B]")])

    assert [(row.period_start, row.value) for row in found["C"]] == [
        (JULY[0], Decimal("2.5")),
        (AUGUST[0], Decimal(4)),
    ]


def test_without_an_input_there_is_no_value_and_it_says_which():
    found = derive([typed("A", 10, None), typed("B", 0), Kpi("C", (), "[A] / [B]")])

    assert [(row.value, row.reason) for row in found["C"]] == [
        (None, Reason.ZERO_DENOMINATOR),
        (None, Reason.MISSING_INPUT.of("A")),
    ]


def test_a_formula_may_stand_on_another_one():
    kpis = [Kpi("D", (), "[C] * 2"), Kpi("C", (), "[A] + 1"), typed("A", 1, 2)]

    assert [row.value for row in derive(kpis)["D"]] == [4, 6]


def test_a_ratio_of_sums_keeps_its_two_sides():
    ratio = Kpi("C", (), "([A] + 1) / [B]", aggregation="ratio")
    (july,) = derive([typed("A", 1), typed("B", 4), ratio])["C"]

    assert (july.value, july.numerator, july.denominator) == (Decimal("0.5"), 2, 4)


@pytest.mark.parametrize(
    "kpis",
    [
        pytest.param([Kpi("C", (), "[A] + 1")], id="an input that is not there"),
        pytest.param(
            [typed("A", 1, cadence="quarter"), Kpi("C", (), "[A] + 1")],
            id="an input in another rhythm",
        ),
        pytest.param([Kpi("C", (), "[C] + 1")], id="itself"),
        pytest.param([Kpi("C", (), "[B] + 1"), Kpi("B", (), "[C] + 1")], id="a circle"),
        pytest.param([typed("A", 1), Kpi("C", (), "[A] +")], id="no formula"),
    ],
)
def test_what_leads_nowhere_gives_no_value(kpis):
    assert derive(kpis)["C"] == () if "C" in derive(kpis) else True


def test_a_circle_is_told_from_the_kpi_to_itself():
    formulas = {"A": "[B] + 1", "B": "[C] + 1", "C": "[A] + [D]", "E": "[A]"}

    assert circle("A", formulas) == ("A", "B", "C", "A")
    assert circle("E", formulas) == ()
    assert circle("D", formulas) == ()


def test_inputs_are_named_once_and_in_order():
    assert inputs_of("[B] + [A] * [B]") == ("B", "A")
    assert inputs_of("nonsense [") == ()
