"""What sponsors feel, whether they trust, come back and are heard."""

from decimal import Decimal

import numpy as np
import pytest

from delivery.calculations.measure import Measure, Rag, Reason, Unit
from recognition.calculations.answers import SATISFACTION
from recognition.calculations.people import People, feedback_coverage, repeat_rate
from recognition.calculations.perception import (
    PerceptionGap,
    PerceptionGaps,
    Recognition,
    perceived_value,
    perception_gap,
)
from recognition.calculations.sentiment import (
    Comments,
    Sentiment,
    compound,
    sentiment,
)
from recognition.calculations.service_demand import (
    Request,
    adoption_rate,
    renewal_rate,
    unmet_share,
    unsolicited_share,
)
from recognition.calculations.suppression import Suppression, suppression
from recognition.calculations.trust import Trust, trust


def gap(delivered: int | None, *ratings: int, population: int | None = None):
    return perception_gap(
        delivered, SATISFACTION.answers(ratings), population=population
    )


class TestPerception:
    def test_ratings_become_a_score_of_a_hundred(self) -> None:
        felt = perceived_value(SATISFACTION.answers([1, 3, 5, 5, 5]))

        assert felt.measure.value == 70
        assert felt.measure.unit is Unit.SCORE

    @pytest.mark.parametrize(
        ("found", "recognition", "rag"),
        [
            pytest.param(
                gap(95, 3, 3, 4, 3, 2, 3),
                Recognition.UNDER_RECOGNISED,
                Rag.RED,
                id="more delivered than felt",
            ),
            pytest.param(
                gap(40, 4, 4, 5, 4, 4),
                Recognition.OVER_CREDITED,
                Rag.RED,
                id="more felt than delivered",
            ),
            pytest.param(
                gap(84, *[4] * 40, *[5] * 5),
                Recognition.ALIGNED,
                Rag.GREEN,
                id="a clear gap of no size",
            ),
            pytest.param(
                gap(72, 5, 1, 4, 2, 5),
                Recognition.NO_CLEAR_GAP,
                Rag.AMBER,
                id="sponsors disagree",
            ),
            pytest.param(
                gap(50, 3, 3, 3, 3, 3, population=5),
                Recognition.ALIGNED,
                Rag.GREEN,
                id="everybody feels just what was delivered",
            ),
            pytest.param(
                gap(None, 3, 3, 3, 3, 3), Recognition.UNKNOWN, Rag.GREY, id="no score"
            ),
            pytest.param(gap(50, 3, 3), Recognition.UNKNOWN, Rag.GREY, id="too few"),
        ],
    )
    def test_the_gap(
        self, found: PerceptionGap, recognition: Recognition, rag: Rag
    ) -> None:
        assert (found.recognition, found.rag) == (recognition, rag)

    def test_the_interval_of_the_gap_is_that_of_the_ratings(self) -> None:
        found = gap(82, 4, 3, 3, 4, 3, 2)

        assert found.interval is not None
        half = float(found.interval.high - found.interval.low) / 2
        assert half == pytest.approx(1.96 * 0.752773 / 6**0.5 * 25, abs=1e-3)

    def test_a_delivered_score_that_is_not_available_makes_no_gap(self) -> None:
        missing = Measure.missing(Reason.NO_DATA, Unit.SCORE)

        found = perception_gap(missing, SATISFACTION.answers([3] * 5))

        assert found.gap.reason == "MISSING_INPUT:delivered_score"

    def test_gaps_are_averaged_by_people(self) -> None:
        parts = [gap(60, *[3] * 5), gap(80, *[3] * 15), gap(80, 3)]

        rolled_up = PerceptionGaps.total(map(PerceptionGaps.of, parts)).measure()

        assert rolled_up.value == (10 * 5 + 30 * 15) / Decimal(20)
        assert (rolled_up.n, rolled_up.n_expected) == (2, 3)
        assert PerceptionGaps().measure().reason == Reason.NO_DATA


class TestTrust:
    def test_who_left_out_two_questions_has_no_score(self) -> None:
        responses = [[5, 5, 5, 5]] * 5 + [[1, 1, None, None]]

        found = trust(responses)

        assert (found.index().measure.value, found.too_few_answers) == (100, 1)

    def test_four_people_are_too_few(self) -> None:
        assert trust([[3, 3, 3, 3]] * 4).index().measure.reason == "SUPPRESSED_SMALL_N"

    def test_alpha_is_shown_from_thirty_whole_answers_on(self) -> None:
        answers = [[1 + n % 5, 1 + n % 5, 1 + n % 4, 1 + n % 5] for n in range(29)]
        whole = trust([*answers, [3, 3, None, 3]])

        assert whole.alpha().reason == "INSUFFICIENT_N:30"
        assert whole.index().measure.n == 30
        assert (whole + Trust.of([3, 3, 3, 3])).alpha().is_ok

    def test_alpha_is_made_from_the_mean_variance_and_covariance(self) -> None:
        answers = [
            [1 + n % 5, 1 + n * n % 5, 1 + n // 8, 1 + n * 7 % 5] for n in range(40)
        ]
        spread = np.cov(np.array(answers).T)
        variance = np.trace(spread) / 4
        covariance = (spread.sum() - np.trace(spread)) / 12

        alpha = trust(answers).alpha().number

        assert float(alpha) == pytest.approx(
            4 * covariance / (variance + 3 * covariance)
        )

    def test_alpha_of_people_who_all_sum_to_the_same_does_not_exist(self) -> None:
        assert trust([[3, 3, 3, 3]] * 30).alpha().reason == Reason.ZERO_DENOMINATOR

    def test_three_answers_are_refused(self) -> None:
        with pytest.raises(ValueError, match="3 answers to 4 questions"):
            Trust.of([5, 5, 5])

    def test_trust_is_stored_and_read_back(self) -> None:
        found = trust([[5, 4, None, 4], [3, 3, 3, 2]])

        assert Trust.from_json(found.as_json()) == found


class TestPeople:
    def test_a_sponsor_of_two_portfolios_counts_once(self) -> None:
        both = repeat_rate(["a", "b"], ["a"]) + repeat_rate(["a", "c"], [])

        assert both.measure().n == 3
        assert both.found == {"a"}

    @pytest.mark.parametrize(
        ("people", "value"),
        [
            pytest.param(repeat_rate([], ["a"]), None, id="nobody was there before"),
            pytest.param(repeat_rate(["a"], []), 0, id="nobody came back"),
            pytest.param(feedback_coverage([], []), None, id="no sponsors"),
            pytest.param(
                feedback_coverage(["a", "b"], ["b", "gone"]),
                Decimal("0.5"),
                id="a former sponsor does not count",
            ),
        ],
    )
    def test_shares_of_people(self, people: People, value: Decimal | None) -> None:
        assert people.measure().value == value

    def test_people_are_stored_and_read_back(self) -> None:
        people = repeat_rate(["a", "b"], ["b"])

        assert People.from_json(people.as_json()) == people


class TestDemand:
    def test_requests_nobody_was_obliged_to_make(self) -> None:
        requests = [
            Request(is_mandated=False),
            Request(is_mandated=True),
            Request(is_mandated=False),
            Request(is_mandated=False),
            Request(),
        ]

        measure = unsolicited_share(requests).measure()

        assert (measure.value, measure.completeness) == (
            Decimal("0.75"),
            Decimal("0.8"),
        )

    @pytest.mark.parametrize(
        ("request_", "is_unmet"),
        [
            pytest.param(Request(is_declined=True), True, id="declined"),
            pytest.param(Request(waited=10, allowed=10), False, id="just in time"),
            pytest.param(Request(waited=11, allowed=10), True, id="too late"),
            pytest.param(Request(waited=11), None, id="no time was agreed"),
        ],
    )
    def test_demand_that_is_not_met(
        self, request_: Request, is_unmet: bool | None
    ) -> None:
        assert request_.is_unmet is is_unmet
        assert unmet_share([request_]).known == (is_unmet is not None)

    def test_renewal_and_adoption_of_nothing_do_not_exist(self) -> None:
        assert renewal_rate([]).measure().reason == Reason.NO_DATA
        assert adoption_rate([]).measure().reason == Reason.NO_DATA
        assert renewal_rate([True, False]).measure().value == Decimal("0.5")
        assert adoption_rate([True, True]).measure().value == 1


class TestTone:
    @pytest.mark.parametrize(
        ("text", "language", "by_hand", "label"),
        [
            ("They are wonderful.", "en", None, Sentiment.POSITIVE),
            ("They are wonderful.", "en-GB", None, Sentiment.POSITIVE),
            ("Reports arrive on Tuesday.", "en", None, Sentiment.NEUTRAL),
            ("A terrible waste of time.", "en", None, Sentiment.NEGATIVE),
            ("Great, another form.", "en", Sentiment.NEGATIVE, Sentiment.NEGATIVE),
            ("Schrecklich langsam.", "de", None, None),
            ("Schrecklich langsam.", "de", Sentiment.NEGATIVE, Sentiment.NEGATIVE),
            ("  ", "en", None, None),
        ],
    )
    def test_a_label_is_the_one_by_hand_or_the_machine_s(
        self,
        text: str,
        language: str,
        by_hand: Sentiment | None,
        label: Sentiment | None,
    ) -> None:
        assert sentiment(text, language, by_hand=by_hand) is label

    def test_another_language_has_no_tone_and_not_a_neutral_one(self) -> None:
        assert compound("Das ist gut", "de") is None

    def test_net_tone(self) -> None:
        labels = [Sentiment.POSITIVE] * 3 + [Sentiment.NEGATIVE, Sentiment.NEUTRAL]

        net = Comments.of([*labels, None]).net()

        assert (net.value, net.n, net.n_expected) == (Decimal("0.4"), 5, 6)
        assert Comments.of(labels[:4]).net().reason == "SUPPRESSED_SMALL_N"
        assert Comments.of([None]).net().reason == Reason.NO_DATA


class TestSuppression:
    @pytest.mark.parametrize(
        ("groups", "total", "expected"),
        [
            pytest.param({"a": 9, "b": 5}, None, Suppression(), id="all large enough"),
            pytest.param({}, 0, Suppression(), id="nobody"),
            pytest.param(
                {"a": 20, "b": 9, "c": 3},
                None,
                Suppression(frozenset("bc")),
                id="one small group takes the next smallest along",
            ),
            pytest.param(
                {"a": 20, "b": 4, "c": 3},
                None,
                Suppression(frozenset("bc")),
                id="two small groups hide each other",
            ),
            pytest.param(
                {"a": 20, "b": 2, "c": 2},
                None,
                Suppression(frozenset("abc")),
                id="two that are four together do not",
            ),
            pytest.param(
                {"a": 20, "b": 9},
                32,
                Suppression(frozenset("b")),
                id="three people in no group",
            ),
            pytest.param(
                {"a": 20, "empty": 0, "b": 3},
                None,
                Suppression(frozenset("ab")),
                id="nobody hides nobody",
            ),
            pytest.param(
                {"a": 3, "b": 1},
                None,
                Suppression(frozenset("ab"), total_is_hidden=True),
                id="four in all",
            ),
        ],
    )
    def test_what_is_hidden(
        self, groups: dict[str, int], total: int | None, expected: Suppression
    ) -> None:
        assert suppression(groups, total) == expected

    @pytest.mark.parametrize(("groups", "total"), [({"a": 5}, 4), ({"a": -1}, None)])
    def test_groups_that_do_not_fit_are_refused(
        self, groups: dict[str, int], total: int | None
    ) -> None:
        with pytest.raises(ValueError, match="do not fit"):
            suppression(groups, total)
