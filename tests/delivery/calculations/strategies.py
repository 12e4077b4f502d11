"""Facts of any kind for the property tests, the same on every run."""

from datetime import date
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from delivery.calculations.benefits import Realization
from delivery.calculations.curve import Curve
from delivery.calculations.delivery_rates import Delivery, DeliveryState
from delivery.calculations.earned_schedule import PlanProgress
from delivery.calculations.earned_value import EarnedValue

quickly = settings(max_examples=25, deadline=None, derandomize=True, database=None)

amounts = st.decimals(min_value=0, max_value=10**9, places=4)
positive = st.decimals(min_value=1, max_value=10**9, places=4)
signed = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
# Made once: hypothesis looks at every strategy anew that is made while it draws.
optional_amount = st.none() | amounts
optional_day = st.none() | days
optional_share = st.none() | st.decimals(0, 1, places=4)
states = st.sampled_from(DeliveryState)


def figures(
    bac: Decimal | None,
    pv: Decimal | None,
    share: Decimal | None,
    ac: Decimal | None,
    rest: Decimal | None,
) -> EarnedValue:
    """Return figures of one project, of which some share of the budget is earned."""
    earned = None if share is None else share * (1000 if bac is None else bac)
    return EarnedValue(bac, pv, earned, ac, rest)


# Of all of these, anything may be unknown.
earned_values = st.builds(
    figures,
    optional_amount,
    optional_amount,
    optional_share,
    optional_amount,
    optional_amount,
)
deliveries = st.builds(
    Delivery,
    state=states,
    baseline_start=optional_day,
    baseline_finish=optional_day,
    actual_finish=optional_day,
    forecast_finish=optional_day,
    budget=optional_amount,
    final_cost=optional_amount,
    forecast_cost=optional_amount,
    forecast_is_stale=st.booleans(),
    approved_scope=optional_amount,
    accepted_scope=optional_amount,
    in_year_budget=optional_amount,
    in_year_forecast=optional_amount,
)
realizations = st.builds(
    Realization.of,
    optional_amount,
    optional_amount,
    optional_amount,
    optional_amount,
)
curves = st.lists(st.tuples(days, amounts), max_size=8).map(Curve.of)
progress = st.builds(PlanProgress.of, curves, optional_amount)
series = st.lists(st.none() | signed, max_size=30)


def scaled(value: Decimal | None, factor: int) -> Decimal | None:
    """Return the same amount of money in another unit."""
    return None if value is None else value * factor
