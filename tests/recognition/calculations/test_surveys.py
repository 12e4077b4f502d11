"""Results of surveys, their intervals, and what may be said of them."""

from decimal import Decimal

import pytest

from delivery.calculations.measure import Rag, Status, Thresholds
from recognition.calculations.answers import (
    EFFORT,
    RECOMMENDATION,
    SATISFACTION,
    Answers,
    Scale,
)
from recognition.calculations.ces import CES_THRESHOLDS, ces
from recognition.calculations.csat import CSAT_THRESHOLDS, csat
from recognition.calculations.estimate import (
    Estimate,
    Interval,
    Verdict,
    finite_population,
    round_change,
)
from recognition.calculations.nps import NPS_THRESHOLDS, Recommendations, nps
from recognition.calculations.proportion import share_change, share_estimate, wilson
from recognition.calculations.responses import RESPONSE_THRESHOLDS, Responses


def satisfied(yes: int, no: int, **how: int) -> Estimate:
    return csat(SATISFACTION.answers([5] * yes + [2] * no), **how).satisfied


@pytest.mark.parametrize(
    ("scale", "answer"),
    [(SATISFACTION, 0), (SATISFACTION, 6), (EFFORT, 8), (RECOMMENDATION, -1)],
)
def test_an_answer_that_is_not_on_the_scale_is_refused(
    scale: Scale, answer: int
) -> None:
    with pytest.raises(ValueError, match="an answer lies between"):
        scale.answers([answer])


def test_answers_to_another_question_are_refused() -> None:
    with pytest.raises(ValueError, match="between 1 and 5"):
        csat(RECOMMENDATION.answers([9]))


def test_who_gave_no_answer_is_not_counted() -> None:
    assert SATISFACTION.answers([5, None, 3]).n == 2


def test_answers_are_stored_and_read_back() -> None:
    answers = SATISFACTION.answers([5, 5, 1])

    assert Answers.from_json(answers.as_json()) == answers


class TestSmallGroups:
    @pytest.mark.parametrize(
        ("scores", "status"),
        [
            pytest.param([], Status.NOT_AVAILABLE, id="nobody"),
            pytest.param([4] * 4, Status.SUPPRESSED, id="four"),
            pytest.param([4] * 5, Status.OK, id="five"),
        ],
    )
    def test_no_result_of_fewer_than_five(
        self, scores: list[int], status: Status
    ) -> None:
        answers = SATISFACTION.answers(scores)
        groups = Recommendations.of(RECOMMENDATION.answers(scores))
        satisfaction, effort = csat(answers), ces(EFFORT.answers(scores))
        results = [
            satisfaction.satisfied,
            satisfaction.mean,
            effort.mean,
            effort.easy,
            nps(groups),
        ]

        assert {result.measure.status for result in results} == {status}
        assert all((result.interval is None) == (status != "ok") for result in results)

    def test_a_withheld_result_cannot_be_had_from_its_interval(self) -> None:
        with pytest.raises(ValueError, match="no interval"):
            Estimate(
                nps(Recommendations(1, 0, 0)).measure, Interval(Decimal(0), Decimal(1))
            )

    def test_a_withheld_round_cannot_be_had_from_the_change(self) -> None:
        change = share_change(satisfied(3, 1), satisfied(20, 10))

        assert change.difference.value is None
        assert change.difference.reason == "SUPPRESSED_SMALL_N"
        assert change.verdict is Verdict.UNKNOWN

    @pytest.mark.parametrize(("n", "allowed"), [(4, False), (29, False), (30, True)])
    def test_a_headline_needs_thirty_answers(self, n: int, allowed: bool) -> None:
        assert satisfied(n, 0).may_be_headline is allowed


class TestIntervals:
    def test_all_of_a_few_is_not_certain(self) -> None:
        interval = wilson(5, 5)

        assert interval is not None
        assert interval.high == 1
        assert float(interval.low) == pytest.approx(0.5655, abs=0.0001)

    def test_more_successes_than_answers_are_refused(self) -> None:
        with pytest.raises(ValueError, match="6 of 5 is no share"):
            wilson(6, 5)

    @pytest.mark.parametrize(
        ("n", "population", "factor"),
        [
            pytest.param(10, None, 1, id="nobody knows how many there are"),
            pytest.param(10, 10, 0, id="everybody answered"),
            pytest.param(1, 1, 0, id="there is but one"),
            pytest.param(1, 5, 1, id="one of a few says little"),
            pytest.param(8, 20, "0.7947", id="a part of a small group"),
        ],
    )
    def test_the_finite_population_factor(
        self, n: int, population: int | None, factor: object
    ) -> None:
        assert round(finite_population(n, population), 4) == Decimal(str(factor))

    def test_more_answers_than_people_are_refused(self) -> None:
        with pytest.raises(ValueError, match="10 answers of 9 people"):
            nps(Recommendations(10, 0, 0), population=9)

    def test_nothing_is_uncertain_once_everybody_has_answered(self) -> None:
        results = [
            satisfied(8, 2, population=10),
            nps(Recommendations(8, 1, 1), population=10),
            ces(EFFORT.answers([7, 6, 5, 4, 2]), population=5).mean,
        ]

        for result in results:
            value = Decimal(result.measure.number)
            assert result.interval == Interval(value, value)
            assert result.is_census

    def test_the_interval_of_nearly_everybody_holds_the_result(self) -> None:
        result = nps(Recommendations(8, 1, 1), population=11)

        assert result.interval is not None
        assert Decimal(result.measure.number) in result.interval

    def test_the_score_of_nothing_but_promoters_stays_on_the_scale(self) -> None:
        interval = nps(Recommendations(5, 0, 0)).interval

        assert interval is not None
        assert interval.high == 100

    def test_the_mean_of_effort_has_its_interval(self) -> None:
        mean = ces(EFFORT.answers([7, 6, 5, 4, 2])).mean

        assert mean.interval is not None
        assert float(mean.interval.low) == pytest.approx(4.8 - 1.96 * 0.8602, abs=1e-3)


class TestColours:
    @pytest.mark.parametrize(
        ("groups", "rag", "is_uncertain"),
        [
            pytest.param((80, 15, 5), Rag.GREEN, False, id="all of it above 30"),
            pytest.param((140, 180, 80), Rag.AMBER, False, id="all of it in between"),
            pytest.param((1, 4, 15), Rag.RED, False, id="all of it below 0"),
            pytest.param((8, 1, 1), Rag.GREY, True, id="70 of ten answers"),
            pytest.param((3, 1, 0), Rag.GREY, False, id="withheld"),
        ],
    )
    def test_a_score_is_coloured_only_when_all_of_its_interval_is(
        self, groups: tuple[int, int, int], rag: Rag, is_uncertain: bool
    ) -> None:
        judged = nps(Recommendations(*groups)).judged(NPS_THRESHOLDS)

        assert (judged.rag, judged.is_uncertain) == (rag, is_uncertain)

    @pytest.mark.parametrize(
        ("thresholds", "value", "rag"),
        [
            (CSAT_THRESHOLDS, Decimal("0.8"), Rag.GREEN),
            (CSAT_THRESHOLDS, Decimal("0.5999"), Rag.RED),
            (CES_THRESHOLDS, Decimal("5.4"), Rag.AMBER),
            (RESPONSE_THRESHOLDS, Decimal("0.3"), Rag.AMBER),
        ],
    )
    def test_the_thresholds_of_surveys(
        self, thresholds: Thresholds, value: Decimal, rag: Rag
    ) -> None:
        assert thresholds.rate(value) is rag


class TestChangeBetweenRounds:
    @pytest.mark.parametrize(
        ("before", "after", "verdict"),
        [
            pytest.param((10, 10), (19, 1), Verdict.ROSE, id="half to nearly all"),
            pytest.param((90, 10), (70, 30), Verdict.FELL, id="many answers fewer"),
            pytest.param((7, 3), (8, 2), Verdict.NO_CHANGE, id="one person more"),
            pytest.param((5, 0), (4, 1), Verdict.NO_CHANGE, id="all, then all but one"),
        ],
    )
    def test_a_share_has_changed_only_beyond_chance(
        self, before: tuple[int, int], after: tuple[int, int], verdict: Verdict
    ) -> None:
        assert share_change(satisfied(*before), satisfied(*after)).verdict is verdict

    def test_the_interval_of_a_difference_of_shares_is_the_one_in_the_literature(
        self,
    ) -> None:
        """Newcombe 1998, method 10: 56/70 - 48/80 is 0.0524 to 0.3339."""
        change = share_change(share_estimate(48, 80), share_estimate(56, 70))

        assert change.interval is not None
        assert float(change.interval.low) == pytest.approx(0.0524, abs=0.0001)
        assert float(change.interval.high) == pytest.approx(0.3339, abs=0.0001)

    @pytest.mark.parametrize(
        ("before", "after", "difference", "verdict"),
        [
            ((8, 1, 1), (9, 1, 0), 20, Verdict.NO_CHANGE),
            ((20, 40, 40), (50, 33, 17), 53, Verdict.ROSE),
            ((50, 33, 17), (20, 40, 40), -53, Verdict.FELL),
        ],
    )
    def test_a_score_has_changed_only_beyond_1_96_errors(
        self,
        before: tuple[int, int, int],
        after: tuple[int, int, int],
        difference: int,
        verdict: Verdict,
    ) -> None:
        change = round_change(
            nps(Recommendations(*before)), nps(Recommendations(*after))
        )

        assert (change.difference.value, change.verdict) == (difference, verdict)

    def test_means_are_compared_in_the_same_way(self) -> None:
        low = ces(EFFORT.answers([2, 3, 2, 3, 2, 3])).mean
        high = ces(EFFORT.answers([6, 7, 6, 5, 6, 7])).mean

        assert round_change(low, high).verdict is Verdict.ROSE
        assert round_change(low, low).verdict is Verdict.NO_CHANGE


class TestResponseRate:
    @pytest.mark.parametrize(
        ("responses", "rate"),
        [
            pytest.param(Responses(), None, id="nobody was asked"),
            pytest.param(
                Responses.of_invitations(complete=0, invited=8), 0, id="no answer"
            ),
            pytest.param(
                Responses.of_invitations(complete=6, invited=10, undeliverable=2),
                Decimal("0.75"),
                id="two never got it",
            ),
            pytest.param(
                Responses.of_dispositions(complete=42, partial=3, refused=35),
                Decimal("0.525"),
                id="by what became of each",
            ),
        ],
    )
    def test_the_response_rate(
        self, responses: Responses, rate: Decimal | None
    ) -> None:
        assert responses.measure().value == rate

    def test_rounds_add_up_before_they_are_divided(self) -> None:
        both = Responses(1, 10) + Responses(9, 10)

        assert both.measure().value == Decimal("0.5")
        assert both.measure().n_expected == 20

    def test_more_answers_than_invitations_are_refused(self) -> None:
        with pytest.raises(ValueError, match="5 of 4"):
            Responses.of_invitations(complete=5, invited=4)
