"""The product agrees with every row of the reference table that it can compute."""

from decimal import Decimal

import pytest

from tests.reference import adapter
from tests.reference.table import CHECKED, STILL_TO_COME, TABLE, Row

NO_TABLE = pytest.param(
    None, marks=pytest.mark.skip(reason=f"no reference table at {TABLE}"), id="none"
)

PROMISED = (
    "evm",
    "evm_rollup",
    "earned_schedule",
    "on_time_rate",
    "on_budget_rate",
    "forecast_on_time_rate",
    "forecast_on_budget_rate",
    "in_year_on_budget_rate",
    "within_scope_rate",
    "triple_constraint_rate",
    "finish_variance",
    "milestone_hit_rate",
    "benefits_rate",
    "nps",
    "wilson",
    "csat",
    "ces",
    "response_rate",
    "sentiment",
    "perception_gap",
    "trust_index",
    "repeat_rate",
    "recognition",
    "value_at_risk",
    "roi",
    "bcr",
    "bcr_flows",
    "npv",
    "xnpv",
    "irr",
    "xirr",
    "mirr",
    "payback",
    "discounted_payback",
    "real_rate",
    "sum_moments",
    "pert",
    "triangular_quantile",
    "money_compact",
    "attainment",
    "score",
    "rollup",
    "fiscal_period",
    "period_aggregate",
    "change",
)


@pytest.mark.parametrize("row", CHECKED or [NO_TABLE], ids=str)
def test_the_product_computes_the_reference_value(row: Row) -> None:
    assert row.calculation is not None
    actual = row.calculation(**row.inputs)[row.output]

    if row.expected is None or isinstance(row.expected, (bool, list, str)):
        assert actual == row.expected
    else:
        distance = abs(Decimal(str(actual)) - Decimal(str(row.expected)))
        assert distance <= row.tolerance


@pytest.mark.parametrize("function", PROMISED)
def test_the_adapter_offers_every_promised_function(function: str) -> None:
    assert callable(getattr(adapter, function, None))


def test_no_row_of_the_table_is_left_unchecked() -> None:
    assert STILL_TO_COME == []
