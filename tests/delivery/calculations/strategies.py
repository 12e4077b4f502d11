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

quickly = settings(max_examples=60, deadline=None, derandomize=True, database=None)

amounts = st.decimals(min_value=0, max_value=10**9, places=4)
positive = st.decimals(min_value=1, max_value=10**9, places=4)
signed = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
months = days.map(lambda day: day.replace(day=1))


@st.composite
def earned_values(draw: st.DrawFn) -> EarnedValue:
    """Figures of one project, each of which may be unknown."""
    bac = draw(st.none() | amounts)
    ev = draw(st.none() | st.decimals(0, 1, places=4))
    earned = None if ev is None else ev * (1000 if bac is None else bac)
    return EarnedValue(
        bac,
        draw(st.none() | amounts),
        earned,
        draw(st.none() | amounts),
        draw(st.none() | amounts),
    )


@st.composite
def deliveries(draw: st.DrawFn) -> Delivery:
    """A project in any state, of which anything may be unknown."""
    optional_day, optional_amount = st.none() | days, st.none() | amounts
    return Delivery(
        state=draw(st.sampled_from(DeliveryState)),
        baseline_start=draw(optional_day),
        baseline_finish=draw(optional_day),
        actual_finish=draw(optional_day),
        forecast_finish=draw(optional_day),
        budget=draw(optional_amount),
        final_cost=draw(optional_amount),
        forecast_cost=draw(optional_amount),
        forecast_is_stale=draw(st.booleans()),
        approved_scope=draw(optional_amount),
        accepted_scope=draw(optional_amount),
        in_year_budget=draw(optional_amount),
        in_year_forecast=draw(optional_amount),
    )


realizations = st.builds(
    Realization.of,
    st.none() | amounts,
    st.none() | amounts,
    st.none() | amounts,
    st.none() | amounts,
)
curves = st.lists(st.tuples(days, amounts), max_size=8).map(Curve.of)
progress = st.builds(PlanProgress.of, curves, st.none() | amounts)
series = st.lists(st.none() | signed, max_size=30)


def scaled(value: Decimal | None, factor: int) -> Decimal | None:
    """Return the same amount of money in another unit."""
    return None if value is None else value * factor
