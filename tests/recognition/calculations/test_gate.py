"""What may be said of a value, and to how many digits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.calculations.evidence import Evidence
from recognition.calculations.gate import (
    Claim,
    Kind,
    Link,
    Statistics,
    Verb,
    Why,
    Worth,
    blocked_words,
    permission,
)
from recognition.calculations.rounding import (
    Rounded,
    is_told_as_times,
    parts_seem_wrong,
    percentage,
    rounded,
)
from tests.delivery.calculations.strategies import quickly

E0, E1, E2, E3, E4 = Evidence
ENOUGH = Statistics(n_before=18, n_after=22, is_signal=True)


def change(evidence: Evidence, **statistics: object) -> Claim:
    given_statistics = {"n_before": 18, "n_after": 22, "is_signal": True, **statistics}
    return Claim(
        kind=Kind.MEASURED_CHANGE,
        evidence=evidence,
        statistics=Statistics(**given_statistics),
    )


def money(
    evidence: Evidence, worth: Worth | None = Worth.CASHABLE, **others: bool
) -> Claim:
    return Claim(kind=Kind.VALIDATED_MONEY, evidence=evidence, worth=worth, **others)


class TestWhatMayBeSaid:
    @pytest.mark.parametrize(
        ("claim", "kind", "verb", "why"),
        [
            pytest.param(
                Claim(kind=Kind.FORECAST, evidence=E0, has_range=True),
                Kind.FORECAST,
                Verb.FORECAST,
                (),
                id="a forecast with its range",
            ),
            pytest.param(
                Claim(kind=Kind.FORECAST, evidence=E4),
                None,
                None,
                (Why.NO_RANGE,),
                id="a forecast without one",
            ),
            pytest.param(
                Claim(kind=Kind.REPORTED, evidence=E1),
                Kind.REPORTED,
                Verb.REPORTS,
                (),
                id="a claim",
            ),
            pytest.param(
                Claim(kind=Kind.REPORTED, evidence=E0),
                None,
                None,
                (Why.NO_RANGE, Why.NOT_REPORTED),
                id="an opinion",
            ),
            pytest.param(
                change(E2), Kind.MEASURED_CHANGE, Verb.CHANGED, (), id="a signal"
            ),
            pytest.param(
                change(E2, is_signal=False),
                Kind.MEASURED_CHANGE,
                Verb.NO_CHANGE,
                (Why.NO_SIGNAL,),
                id="no signal is no silence",
            ),
            pytest.param(
                change(E2, is_signal=None),
                Kind.REPORTED,
                Verb.REPORTS,
                (Why.NOT_TESTED,),
                id="not tested is not no change",
            ),
            pytest.param(
                change(E2, n_after=4),
                Kind.REPORTED,
                Verb.REPORTS,
                (Why.TOO_FEW,),
                id="four values",
            ),
            pytest.param(
                change(E3, is_same_definition=False),
                Kind.REPORTED,
                Verb.REPORTS,
                (Why.OTHER_DEFINITION,),
                id="another definition",
            ),
            pytest.param(
                change(E1),
                Kind.REPORTED,
                Verb.REPORTS,
                (Why.NOT_MEASURED,),
                id="a change nobody measured",
            ),
            pytest.param(
                money(E3), Kind.VALIDATED_MONEY, Verb.SAVED, (), id="cash is saved"
            ),
            pytest.param(
                money(E3, Worth.COST_AVOIDANCE),
                Kind.VALIDATED_MONEY,
                Verb.AVOIDED,
                (Why.NOT_CASHABLE,),
                id="avoided cost is not saved",
            ),
            pytest.param(
                money(E4, Worth.NON_CASHABLE),
                Kind.VALIDATED_MONEY,
                Verb.FREED,
                (Why.NOT_CASHABLE,),
                id="freed hours are not saved",
            ),
            pytest.param(
                money(E3, None),
                Kind.VALIDATED_MONEY,
                Verb.DELIVERED,
                (Why.NOT_CASHABLE,),
                id="a total of several classes is delivered",
            ),
            pytest.param(
                money(E3, Worth.QUALITATIVE),
                Kind.REPORTED,
                Verb.REPORTS,
                (Why.NOT_MONEY,),
                id="what is not money",
            ),
            pytest.param(
                money(E2),
                Kind.REPORTED,
                Verb.REPORTS,
                (Why.NOT_VALIDATED,),
                id="money that finance has not seen",
            ),
            pytest.param(
                money(E0, has_range=True),
                Kind.FORECAST,
                Verb.FORECAST,
                (Why.NOT_REPORTED, Why.NOT_VALIDATED),
                id="money that somebody expects",
            ),
        ],
    )
    def test_the_strongest_claim_that_is_permitted(
        self, claim: Claim, kind: Kind | None, verb: Verb | None, why: tuple[Why, ...]
    ) -> None:
        found = permission(claim)

        assert (found.kind, found.verb, found.why) == (kind, verb, why)
        assert found.link is None

    @pytest.mark.parametrize(
        ("evidence", "link"),
        [
            (E4, Link.CAUSED),
            (E3, Link.CONTRIBUTED),
            (E2, None),
            (E1, None),
        ],
    )
    def test_only_a_comparison_makes_a_cause(
        self, evidence: Evidence, link: Link | None
    ) -> None:
        found = permission(money(evidence, is_causal=True))

        assert found.link is link
        assert (Why.NOT_ISOLATED in found.why) == (evidence is not E4)

    def test_a_measured_change_coincides(self) -> None:
        causal = Claim(
            kind=Kind.MEASURED_CHANGE, evidence=E2, statistics=ENOUGH, is_causal=True
        )

        assert permission(causal).link is Link.COINCIDED

    def test_no_change_has_no_cause(self) -> None:
        claim = Claim(
            kind=Kind.MEASURED_CHANGE,
            evidence=E4,
            statistics=Statistics(n_before=9, n_after=9, is_signal=False),
            is_causal=True,
        )

        assert permission(claim).link is None

    @pytest.mark.parametrize(
        ("text", "is_tested", "words"),
        [
            ("We always deliver guaranteed savings", False, ["always", "guaranteed"]),
            (
                "A best-in-class, significant rise",
                True,
                ["best-in-class", "significant"],
            ),
            ("A statistically significant rise", True, []),
            ("A statistically significant rise", False, ["significant"]),
            ("The hallways are in the guarantor’s care", False, []),
        ],
    )
    def test_words_that_nothing_proves(
        self, text: str, is_tested: bool, words: list[str]
    ) -> None:
        assert blocked_words(text, is_tested=is_tested) == words


class TestDigits:
    @pytest.mark.parametrize(
        ("value", "evidence", "others", "told", "is_about"),
        [
            pytest.param(1_987_654, E1, {}, 2_000_000, True, id="claimed"),
            pytest.param(1_947_654, E2, {}, 1_900_000, False, id="measured"),
            pytest.param(1_987_654, E3, {}, 1_990_000, False, id="validated"),
            pytest.param(-1_987_654, E3, {}, -1_990_000, False, id="below zero"),
            pytest.param(2_500_000, E1, {}, 2_000_000, True, id="half to even"),
            pytest.param(0, E3, {}, 0, False, id="a measured zero"),
            pytest.param(
                "70.4", E3, {"half_width": 39}, 70, False, id="as wide as its interval"
            ),
            pytest.param(
                "70.44", E1, {"half_width": "0.2"}, "70.4", True, id="a narrow interval"
            ),
            pytest.param(
                3, E2, {"half_width": 40}, 3, False, id="never rounded to nothing"
            ),
            pytest.param(
                1_987_654, E3, {"half_width": 0}, 1_990_000, False, id="no width"
            ),
            pytest.param(
                1_996_000,
                E2,
                {"marks": [2_000_000]},
                1_996_000,
                False,
                id="short of its target",
            ),
            pytest.param(
                1_960_000, E1, {"marks": [1_900_000]}, 2_000_000, True, id="far beyond"
            ),
            pytest.param(
                "-0.3", E1, {"half_width": 2, "marks": [0]}, "-0.3", True, id="a loss"
            ),
        ],
    )
    def test_a_value_is_told_as_finely_as_it_is_known(
        self,
        value: object,
        evidence: Evidence,
        others: dict[str, object],
        told: object,
        is_about: bool,
    ) -> None:
        exact_others = {
            name: [Decimal(mark) for mark in other]
            if isinstance(other, list)
            else Decimal(str(other))
            for name, other in others.items()
        }
        found = rounded(Decimal(str(value)), evidence, **exact_others)

        assert found.value == Decimal(str(told))
        assert found.is_about is is_about

    def test_how_many_digits_are_told(self) -> None:
        assert [rounded(1_987_654, evidence).digits for evidence in (E1, E2, E3)] == [
            1,
            2,
            3,
        ]

    @quickly
    @given(
        st.decimals(-(10**9), 10**9, places=4),
        st.sampled_from(Evidence),
        st.lists(st.integers(-(10**6), 10**6), max_size=3),
    )
    def test_rounding_never_carries_a_value_over_a_mark(
        self, value: Decimal, evidence: Evidence, marks: list[int]
    ) -> None:
        told = rounded(value, evidence, marks=marks).value

        for mark in marks:
            assert (told > mark, told < mark) == (value > mark, value < mark)

    def test_parts_that_do_not_add_up_as_told(self) -> None:
        step = Decimal(1)
        parts = [Rounded(Decimal(1), step), Rounded(Decimal(1), step)]

        assert parts_seem_wrong(parts, Rounded(Decimal(3), step))
        assert not parts_seem_wrong(parts, Rounded(Decimal(2), step))


class TestPercentages:
    @pytest.mark.parametrize(
        ("ratio", "marks", "places"),
        [
            pytest.param("0.864", (1,), 0, id="from ten on whole"),
            pytest.param("0.041", (1,), 1, id="below ten one decimal"),
            pytest.param("0.004", (1,), None, id="less than one"),
            pytest.param("0", (1,), 0, id="none at all"),
            pytest.param("0.996", (1,), 1, id="not quite all"),
            pytest.param("0.79996", ("0.8",), 3, id="not quite the target"),
            pytest.param("-0.003", (0,), 1, id="a small loss"),
        ],
    )
    def test_decimals(
        self, ratio: str, marks: tuple[object, ...], places: int | None
    ) -> None:
        found = percentage(Decimal(ratio), [Decimal(str(mark)) for mark in marks])

        assert found.places == places
        assert found.is_less_than_one is (places is None)

    def test_times_begin_at_two(self) -> None:
        assert is_told_as_times(2)
        assert not is_told_as_times(Decimal("1.99"))
