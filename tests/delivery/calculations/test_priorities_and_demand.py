"""Whether hours are enough, role by role, and whether money follows priorities."""

from decimal import Decimal

import pytest

from delivery.calculations.demand import RoleHours, demand_ratio, shortage
from delivery.calculations.measure import Rag, Within
from delivery.calculations.priorities import (
    PriorityRanks,
    PrioritySpend,
    Ranked,
    priority_score,
)
from delivery.calculations.resources import (
    UTILIZATION_THRESHOLDS,
    PersonPeriod,
    available_hours,
)

D = Decimal


def role(capacity: int | None, demand: int | None) -> RoleHours:
    return RoleHours.of(
        None if capacity is None else D(capacity), None if demand is None else D(demand)
    )


# Hours


@pytest.mark.parametrize(
    ("leave", "holidays", "left"),
    [(D(16), D(8), D(136)), (D(0), D(0), D(160)), (None, D(8), None)],
    ids=["both taken off", "none taken", "leave unknown"],
)
def test_available_hours_are_known_only_when_all_parts_are(leave, holidays, left):
    assert available_hours(D(160), leave, holidays) == left


def test_hours_beyond_capacity_are_unknown_where_there_is_none():
    assert PersonPeriod(D(180), D(160)).excess == 20
    assert PersonPeriod(D(80), D(160)).excess == 0
    assert PersonPeriod(D(80), D(0)).excess is None
    assert PersonPeriod(None, D(160)).excess is None


def test_utilization_is_good_in_the_middle():
    rated = [
        UTILIZATION_THRESHOLDS.rate(D(value))
        for value in ("0.59", "0.60", "0.70", "0.85", "0.86", "1.00", "1.01")
    ]
    assert rated == [
        Rag.RED,
        Rag.AMBER,
        Rag.GREEN,
        Rag.GREEN,
        Rag.AMBER,
        Rag.AMBER,
        Rag.RED,
    ]


def test_ranges_that_do_not_enclose_each_other_are_refused():
    with pytest.raises(ValueError, match="surround"):
        Within(green=(D(1), D(3)), amber=(D(2), D(4)))


# Roles


def test_a_role_with_hours_to_spare_does_not_help_another():
    roles = [role(160, 200), role(160, 40)]
    assert shortage(roles).value == 40
    assert demand_ratio(roles).measure().value == D("0.75")


def test_people_of_one_role_and_month_stand_in_for_each_other():
    assert (role(160, 200) + role(160, 100)).shortage == 0


def test_a_role_without_capacity_is_unknown_and_lowers_completeness():
    roles = [role(None, 200), role(160, 200), role(160, 160), role(160, 160)]
    found = shortage(roles)
    assert (found.value, found.n, found.n_expected) == (40, 3, 4)
    assert found.completeness == D("0.75")
    assert roles[0].gap is None


def test_a_role_of_which_nothing_is_planned_is_unknown_too():
    assert role(160, None).gap is None
    assert role(160, 0).gap == 160


def test_nothing_known_is_no_shortage_of_zero():
    assert shortage([]).value is None
    assert shortage([role(None, 10)]).value is None


# Priorities


def test_a_score_is_the_weighted_mean_of_the_marks():
    assert priority_score([(10, D(3)), (2, D(1))]).value == 80
    assert priority_score([(0, D(1))]).value == 0


def test_a_mark_that_nobody_gave_leaves_the_score_unknown():
    score = priority_score([(10, D(3)), (None, D(1))])
    assert (score.value, score.n, score.n_expected) == (None, 1, 2)
    assert priority_score([]).reason == "NO_DATA"


def test_spend_without_a_priority_counts_in_the_whole():
    spend = PrioritySpend.total(
        [
            PrioritySpend.of(D(60), 1),
            PrioritySpend.of(D(30), 3),
            PrioritySpend.of(D(10), None),
        ]
    )
    assert spend.top_share().value == D("0.6")
    assert spend.unprioritised_share().value == D("0.1")


def test_no_spend_at_all_is_no_share():
    assert PrioritySpend.of(D(0), 1).top_share().reason == "ZERO_DENOMINATOR"
    assert PrioritySpend.of(None, 1).top_share().value is None
    assert PrioritySpend().top_share().reason == "NO_DATA"


def ranks(*pairs: tuple[int | None, int | None, int]) -> PriorityRanks:
    return PriorityRanks.of(
        Ranked(score=None if score is None else D(score), tier=tier, spend=D(spend))
        for score, tier, spend in pairs
    )


def test_a_low_tier_number_is_a_high_priority():
    found = ranks(*((None, tier, 100 - tier) for tier in range(1, 6)))
    assert found.correlation().rho.value == 1


def test_scores_and_tiers_are_not_mixed():
    scored = [(score, None, score) for score in range(10, 60, 10)]
    tiered = [(None, tier, 1000) for tier in range(1, 4)]
    found = ranks(*scored, *tiered).correlation()
    assert (found.rho.value, found.rho.n, found.rho.n_expected) == (1, 5, 8)


def test_pools_do_not_depend_on_the_order():
    one, other = ranks((5, 1, 10), (None, 2, 5)), ranks((7, None, 1))
    assert one + other == other + one


def test_without_a_rate_nobody_has_spent_anything_known():
    found = ranks(*((score, None, score) for score in range(5))).converted(None)
    assert found.correlation().rho.value is None
