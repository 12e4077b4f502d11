"""What an improvement is worth: the library, its units, and how it behaves."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.calculations.evidence import Evidence
from delivery.calculations.measure import Reason
from recognition.calculations.translations import (
    FORMULAS,
    Bound,
    Formula,
    Role,
    evidence_of,
    translated,
)
from recognition.formulas import WORDS
from tests.delivery.calculations.strategies import quickly

E0, E1, E2, E3, _E4 = Evidence
ONE = Decimal(1)
PAGE = Path(__file__).resolve().parents[3] / "docs" / "formulas.md"

shares = st.decimals(0, 1, places=4)
numbers = st.decimals(0, 10**6, places=4)
bound_numbers = st.builds(
    lambda value, evidence: Bound(value=value, evidence=evidence),
    numbers,
    st.sampled_from(Evidence),
)
bound_factors = st.fixed_dictionaries(dict.fromkeys(Role, bound_numbers))


def bound(*values: object, evidence: Evidence = E2) -> dict[Role, Bound]:
    return {
        role: Bound(value=Decimal(str(value)), evidence=evidence)
        for role, value in zip(Role, values, strict=True)
    }


def amount(factors: dict[Role, Bound], attribution=ONE, confidence=ONE) -> Decimal:
    found = translated(factors, attribution=attribution, confidence=confidence)
    return found.measure.number


class TestTheLibrary:
    def test_there_are_twelve_formulas_and_more(self) -> None:
        assert len(FORMULAS) >= 12
        assert WORDS.keys() == FORMULAS.keys()

    @pytest.mark.parametrize("formula", FORMULAS.values(), ids=FORMULAS.keys())
    def test_the_units_of_each_leave_money(self, formula: Formula) -> None:
        assert formula.unit == {"money": 1}

    @pytest.mark.parametrize("formula", FORMULAS.values(), ids=FORMULAS.keys())
    def test_the_example_of_each_works_out_and_is_explained(
        self, formula: Formula
    ) -> None:
        example = formula.example
        factors = bound(example.driver, example.volume, example.unit_value)
        row = next(
            row
            for row in PAGE.read_text(encoding="utf-8").splitlines()
            if row.startswith(f"| {WORDS[formula.key].label} |")
        )
        told = [
            Decimal(number.replace(",", ""))
            for number in re.findall(r"\d[\d,]*(?:\.\d+)?", row.split("|")[-2])
        ]

        assert amount(factors) == example.amount
        assert told == [
            example.driver,
            example.volume,
            example.unit_value,
            example.amount,
        ]


class TestTheProduct:
    def test_shares_and_range_are_taken(self) -> None:
        factors = bound("0.5", 12000, 62)
        factors[Role.UNIT_VALUE] = Bound(
            value=Decimal(62), low=Decimal(55), high=Decimal(70), evidence=E3
        )
        found = translated(
            factors, attribution=Decimal("0.8"), confidence=Decimal("0.5")
        )

        assert found.measure.number == Decimal(148_800)
        assert (found.low, found.high) == (Decimal(132_000), Decimal(168_000))
        assert found.has_range
        assert found.evidence is E2

    def test_a_factor_that_is_not_known_leaves_nothing(self) -> None:
        factors = bound(1, 2, 3)
        del factors[Role.VOLUME]
        found = translated(factors, attribution=ONE, confidence=ONE)

        assert found.measure.value is None
        assert found.measure.reason == Reason.MISSING_INPUT.of("volume")

    @pytest.mark.parametrize(("share", "sure"), [("1.1", 1), (1, "-0.1")])
    def test_shares_lie_between_nothing_and_all(self, share, sure) -> None:
        with pytest.raises(ValueError, match="between 0 and 1"):
            amount(bound(1, 1, 1), Decimal(share), Decimal(sure))

    def test_what_got_worse_is_a_loss(self) -> None:
        assert amount(bound("-0.5", 100, 10)) == Decimal(-500)

    @quickly
    @given(bound_factors, shares, shares)
    def test_no_share_makes_more_of_it(self, factors, share, sure) -> None:
        assert 0 <= amount(factors, share, sure) <= amount(factors)

    @quickly
    @given(bound_factors, st.sampled_from(Role), numbers)
    def test_more_of_a_factor_is_never_less(self, factors, role, more) -> None:
        richer = factors | {role: Bound(value=factors[role].value + more, evidence=E2)}
        assert amount(richer) >= amount(factors)

    @quickly
    @given(bound_factors, st.sampled_from(Role))
    def test_none_of_a_factor_is_nothing(self, factors, role) -> None:
        empty = factors | {role: Bound(value=Decimal(0), evidence=E2)}
        assert amount(empty) == 0

    @quickly
    @given(bound_factors, st.integers(1, 1000))
    def test_another_unit_of_money_scales_the_amount(self, factors, rate) -> None:
        value = factors[Role.UNIT_VALUE].value * rate
        dearer = factors | {Role.UNIT_VALUE: Bound(value=value, evidence=E2)}
        assert amount(dearer) == amount(factors) * rate

    @quickly
    @given(bound_factors, numbers, numbers)
    def test_the_amount_lies_within_its_range(self, factors, below, above) -> None:
        value = factors[Role.DRIVER].value
        ranged = Bound(value=value, low=value - below, high=value + above, evidence=E2)
        found = translated(
            factors | {Role.DRIVER: ranged}, attribution=ONE, confidence=ONE
        )
        assert found.low <= found.measure.number <= found.high

    @quickly
    @given(bound_factors)
    def test_it_is_proved_no_better_than_its_weakest_factor(self, factors) -> None:
        found = translated(factors, attribution=ONE, confidence=ONE).evidence

        assert found <= min(one.evidence for one in factors.values())
        assert found <= E2

    def test_arithmetic_on_validated_numbers_is_not_validated(self) -> None:
        assert evidence_of([E3, E3, E3]) is E2
        assert evidence_of([E3, E0, E2]) is E0
