"""What holds for every survey, whatever was answered."""

from datetime import date
from decimal import Decimal
from itertools import chain, combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recognition.calculations.answers import (
    EFFORT,
    RECOMMENDATION,
    SATISFACTION,
    Answers,
)
from recognition.calculations.ces import ces
from recognition.calculations.csat import csat
from recognition.calculations.estimate import MIN_N, Estimate
from recognition.calculations.nps import Recommendations, nps
from recognition.calculations.people import People
from recognition.calculations.perception import perceived_value, perception_gap
from recognition.calculations.recognised_value import RecognisedValue
from recognition.calculations.suppression import suppression
from recognition.calculations.trust import Trust, trust
from recognition.calculations.value_at_risk import UnacknowledgedValue
from tests.delivery.calculations.strategies import amounts, quickly, scaled

ratings = st.lists(st.none() | st.integers(1, 5), max_size=12)
scores = st.lists(st.none() | st.integers(0, 10), max_size=12)
persons = st.lists(st.none() | st.integers(1, 5), min_size=4, max_size=4)
ids = st.frozensets(st.sampled_from("abcdef"))


def score(given: list[int | None]) -> Estimate:
    return nps(Recommendations.of(RECOMMENDATION.answers(given)))


class TestAPool:
    @quickly
    @given(st.lists(ratings, max_size=3))
    def test_answers_of_the_parts_are_those_of_all(
        self, parts: list[list[int | None]]
    ) -> None:
        pooled = SATISFACTION.answers(chain.from_iterable(parts))

        rolled_up = Answers.total(map(SATISFACTION.answers, parts))

        assert rolled_up == pooled
        assert csat(rolled_up) == csat(pooled)

    @quickly
    @given(st.lists(st.lists(persons, max_size=6), max_size=3))
    def test_trust_of_the_parts_is_that_of_all(
        self, parts: list[list[list[int | None]]]
    ) -> None:
        assert Trust.total(map(trust, parts)) == trust(chain.from_iterable(parts))

    @quickly
    @given(st.lists(st.tuples(ids, ids), max_size=3))
    def test_a_part_without_people_changes_nothing(
        self, parts: list[tuple[frozenset[str], frozenset[str]]]
    ) -> None:
        total = People.total(People(*part) for part in parts)

        assert (total + People()).measure() == total.measure()

    @quickly
    @given(
        scores.flatmap(lambda given: st.tuples(st.just(given), st.permutations(given)))
    )
    def test_the_order_of_answers_does_not_matter(
        self, orders: tuple[list[int | None], list[int | None]]
    ) -> None:
        assert score(orders[0]) == score(orders[1])


class TestNothingComesOfNothing:
    @quickly
    @given(st.lists(st.none(), max_size=9))
    def test_no_answers_make_no_number(self, nobody: list[None]) -> None:
        answers = SATISFACTION.answers(nobody)
        results = [
            csat(answers).satisfied,
            csat(answers).mean,
            ces(EFFORT.answers(nobody)).mean,
            score(nobody),
            perceived_value(answers),
            trust([[None] * 4 for _ in nobody]).index(),
        ]

        assert {result.measure.value for result in results} == {None}
        assert perception_gap(80, answers).gap.value is None

    @quickly
    @given(scores)
    def test_a_value_rests_on_five_people_and_its_interval_holds_it(
        self, given_scores: list[int | None]
    ) -> None:
        result = score(given_scores)

        if result.measure.value is None:
            assert result.interval is None
        else:
            assert (result.measure.n or 0) >= MIN_N
            assert result.interval is not None
            assert Decimal(result.measure.value) in result.interval
            assert -100 <= result.interval.low <= result.interval.high <= 100


items = st.tuples(st.none() | amounts, st.booleans(), st.none() | amounts)
dates = st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31))


def recognised(
    found: list[tuple[Decimal | None, bool, Decimal | None]], factor: int = 1
) -> RecognisedValue:
    return RecognisedValue.total(
        RecognisedValue.of(
            scaled(validated, factor),
            is_communicated=told,
            acknowledged=scaled(acknowledged, factor),
        )
        for validated, told, acknowledged in found
    )


class TestValue:
    @quickly
    @given(st.lists(items, max_size=6))
    def test_shares_stay_between_none_and_all(
        self, found: list[tuple[Decimal | None, bool, Decimal | None]]
    ) -> None:
        value = recognised(found)

        for share in (
            value.share_communicated(),
            value.share_acknowledged(),
            value.acknowledged_of_communicated(),
        ):
            assert share.value is None or 0 <= share.value <= 1

    @quickly
    @given(st.lists(items, max_size=6), st.sampled_from([2, 1000]))
    def test_sums_follow_the_unit_of_money_and_shares_do_not(
        self, found: list[tuple[Decimal | None, bool, Decimal | None]], factor: int
    ) -> None:
        before, after = recognised(found), recognised(found, factor)

        assert before.share_acknowledged() == after.share_acknowledged()
        assert after.unacknowledged().value == scaled(
            before.unacknowledged().value, factor
        )

    @quickly
    @given(st.lists(items, max_size=6))
    def test_what_nobody_validated_changes_nothing(
        self, found: list[tuple[Decimal | None, bool, Decimal | None]]
    ) -> None:
        assert recognised([*found, (None, True, Decimal(5))]) == recognised(found)

    @quickly
    @given(st.lists(st.tuples(amounts, dates, st.none() | amounts), max_size=8))
    def test_the_buckets_hold_all_that_waits(
        self, found: list[tuple[Decimal, date | None, Decimal | None]]
    ) -> None:
        value = UnacknowledgedValue.total(
            UnacknowledgedValue.of(*each, as_of=date(2026, 1, 1)) for each in found
        )

        total = value.unacknowledged().value
        if total is not None:
            assert sum(bucket.amount for bucket in value.buckets()) == total


def derivable(shown: list[tuple[int, ...]], wanted: tuple[int, ...]) -> bool:
    """Return whether a sum of groups follows from the sums that are shown."""
    if not shown:
        return False
    rank = np.linalg.matrix_rank
    return bool(rank(np.array(shown)) == rank(np.array([*shown, wanted])))


class TestSubtraction:
    @quickly
    @given(st.lists(st.integers(0, 12), min_size=1, max_size=5), st.integers(0, 6))
    def test_nobody_finds_a_small_group_by_sums_and_differences(
        self, sizes: list[int], elsewhere: int
    ) -> None:
        """The people in no group are one more, of which nothing is ever shown."""
        groups = {str(place): size for place, size in enumerate(sizes)}
        everybody = [*sizes, elsewhere]
        places = range(len(everybody))

        found = suppression(groups, sum(everybody))

        shown = [
            tuple(int(other == place) for other in places)
            for place in range(len(sizes))
            if str(place) not in found.hidden
        ]
        if not found.total_is_hidden:
            shown.append((1,) * len(everybody))
        peopled = [place for place in places if everybody[place]]
        # What is not shown of groups of nobody is known to be nothing.
        shown += [
            tuple(int(other == place) for other in places)
            for place in places
            if not everybody[place]
        ]
        for count in range(1, len(peopled) + 1):
            for chosen in combinations(peopled, count):
                if sum(everybody[place] for place in chosen) < MIN_N:
                    wanted = tuple(int(place in chosen) for place in places)
                    assert not derivable(shown, wanted)
