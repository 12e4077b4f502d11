"""From a number to a sentence: the normative examples, and what may not be said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from delivery.calculations.evidence import Evidence
from delivery.calculations.measure import Unit
from pmo_value import formatting
from recognition import words
from recognition.calculations.gate import Statistics, Verb, Worth
from recognition.calculations.nps import Recommendations, nps
from recognition.sentences import (
    AmountFacts,
    ChangeFacts,
    OutcomeFacts,
    Span,
    Statistic,
    acknowledged_said,
    classes_said,
    cost_forecast_said,
    limit_of,
    not_available,
    propose,
    refuse_wording,
    render,
    return_said,
)

E0, E1, E2, E3, E4 = Evidence
NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

AVOIDED = AmountFacts(
    worth=Worth.COST_AVOIDANCE,
    evidence=E3,
    amount=Decimal(1_987_654),
    currency="USD",
    period="FY2025",
    basis="signed supplier quote",
)
FASTER = ChangeFacts(
    name="Time-to-market",
    unit=Unit.DAYS,
    before=Decimal(40),
    after=Decimal(30),
    comparator="FY2024",
    period="FY2025",
    statistics=Statistics(n_before=18, n_after=22, is_signal=True),
    statistic=Statistic.MEDIAN,
)
OUTCOME = OutcomeFacts(
    name="Cash desk renewal",
    planned_finish=date(2026, 9, 30),
    finished_on=date(2026, 9, 12),
    is_on_time=True,
    budget=Decimal(500000),
    cost=Decimal(540000),
    is_within_budget=False,
    currency="EUR",
)


def no_signal(**others: object) -> ChangeFacts:
    statistics = Statistics(n_before=18, n_after=22, is_signal=False)
    return replace(FASTER, statistics=statistics, **others)


class TestNormativeExamples:
    """Section E.5 of the metric specification, to the letter."""

    def test_cost_avoidance_that_finance_validated(self):
        assert propose(AVOIDED).sentence == (
            "$1.99M in cost avoidance in FY2025, validated by Finance "
            "(basis: signed supplier quote)."
        )

    def test_cost_avoidance_that_is_only_claimed(self):
        assert propose(replace(AVOIDED, evidence=E1)).sentence == (
            "The project reports about $2M in cost avoidance in FY2025 "
            "(not yet validated)."
        )

    def test_a_change_that_is_a_signal(self):
        assert propose(FASTER).sentence == (
            "Time-to-market is 25% shorter than in FY2024 "
            "(median 40 to 30 days, n=18/22)."
        )

    def test_a_change_that_is_none(self):
        assert propose(no_signal()).sentence == (
            "No detectable change in time-to-market "
            "(median 40 vs 30 days, n=18/22; within routine variation)."
        )

    def test_what_the_pmo_returned(self):
        assert return_said(Decimal(3_000_000), Decimal(1_000_000), "USD") == (
            "Each $1 spent on the PMO returned $3 in Finance-validated benefit "
            "(ROI 200%)."
        )

    def test_few_answers(self):
        assert words.said("NPS", nps(Recommendations(8, 1, 1))) == (
            "NPS is 70, but with 10 answers it could be anywhere from 15 to 93."
        )

    def test_what_a_project_will_cost(self):
        assert cost_forecast_said(Decimal(540_000), Decimal(500_000), "USD") == (
            "If current cost performance continues, the project will cost $540K "
            "against $500K approved."
        )

    def test_what_sponsors_acknowledged(self):
        amounts = (Decimal(1_000_000), Decimal(700_000), Decimal(200_000))
        assert acknowledged_said(*amounts, "USD") == (
            "Sponsors have acknowledged $700K of $1.0M validated value; "
            "$200K has waited more than 90 days."
        )

    def test_what_is_not_available(self):
        name = "Benefits realization rate"
        reason = "no benefit in this programme has been measured yet"
        assert not_available(name, reason) == (
            "Benefits realization rate: not available - no benefit in this programme "
            "has been measured yet."
        )


class TestAmounts:
    @pytest.mark.parametrize(
        ("worth", "evidence", "sentence"),
        [
            (Worth.CASHABLE, E3, "$1.99M saved in FY2025, validated by Finance."),
            (
                Worth.NON_CASHABLE,
                E4,
                "Freed up hours worth $1.99M in FY2025, validated by Finance.",
            ),
            (None, E3, "$1.99M delivered in FY2025, validated by Finance."),
            (
                Worth.CASHABLE,
                E2,
                (
                    "The project reports $2.0M in cashable benefit in FY2025 "
                    "(measured, not yet validated)."
                ),
            ),
            (
                Worth.CASHABLE,
                E0,
                (
                    "Value: not available - nobody has said between what amounts it "
                    "may lie; it is an opinion, without a claim and its method; "
                    "finance has not validated it yet."
                ),
            ),
        ],
    )
    def test_the_verb_follows_class_and_evidence(self, worth, evidence, sentence):
        facts = replace(AVOIDED, worth=worth, evidence=evidence, basis="")
        assert propose(facts).sentence == sentence

    def test_a_forecast_has_its_range(self):
        facts = replace(
            AVOIDED,
            name="Supplier framework",
            evidence=E0,
            low=Decimal(1_000_000),
            high=Decimal(2_345_678),
        )
        assert propose(facts).sentence == (
            "Supplier framework is forecast to bring $1.0M to $2.3M in cost avoidance "
            "in FY2025."
        )

    def test_what_is_not_in_money_is_reported(self):
        facts = replace(
            AVOIDED,
            name="Paper forms",
            worth=Worth.QUANTIFIED,
            currency="",
            unit="forms",
            amount=Decimal(12_345),
            basis="",
            has_project=False,
        )
        assert propose(facts).sentence == (
            "Paper forms: the owner reports 12,300 forms in FY2025 "
            "(validated by Finance, not in money)."
        )

    def test_a_measured_zero_is_not_the_same_as_no_data(self):
        zero = replace(AVOIDED, amount=Decimal(0))
        nothing = replace(AVOIDED, name="Framework", amount=None)

        assert propose(zero).sentence == (
            "No cost avoidance was achieved in FY2025, validated by Finance."
        )
        assert propose(nothing).sentence == (
            "Framework: not available - none recorded."
        )
        assert not propose(nothing).is_available

    def test_name_plan_and_coverage_are_told(self):
        facts = replace(
            AVOIDED,
            name="Framework 2",
            planned=Decimal(2_000_000),
            known=2,
            expected=3,
            span=Span.CUMULATIVE,
        )
        assert propose(facts).sentence == (
            "Framework 2: $1.99M cumulative in cost avoidance in FY2025, validated by "
            "Finance (basis: signed supplier quote; 2 of 3 months known; "
            "$2.0M planned)."
        )

    def test_rounding_does_not_reach_the_plan(self):
        facts = replace(
            AVOIDED, amount=Decimal(1_999_600), planned=Decimal(2_000_000), basis=""
        )
        assert "$1.9996M" in propose(facts).sentence

    def test_a_cause_takes_a_comparison(self):
        facts = replace(AVOIDED, basis="", cause="The purchasing service")

        assert propose(facts).sentence.endswith(
            "The purchasing service contributed to this."
        )
        assert propose(replace(facts, evidence=E4)).sentence.endswith(
            "The purchasing service caused this."
        )
        assert "no comparison sets its cause apart" in propose(facts).why_weaker

    def test_classes_are_listed_and_not_added(self):
        amounts = {
            Worth.COST_AVOIDANCE: Decimal(2_000_000),
            Worth.CASHABLE: Decimal(600_000),
        }
        assert classes_said(amounts, "USD") == (
            "$600K in cash savings and $2.0M in cost avoidance"
        )
        assert classes_said({}, "USD") == "none recorded"

    @pytest.mark.parametrize(
        ("benefit", "cost", "sentence"),
        [
            (997, 1000, "returned $0.997 in Finance-validated benefit (ROI −0.3%)"),
            (3100, 1000, "returned $3.10 in Finance-validated benefit (ROI 210%)"),
            (0, 1000, "returned $0 in Finance-validated benefit (ROI −100%)"),
            (5, 0, "not available - no cost of the PMO has been recorded yet"),
            (None, 10, "not available - no benefit has been validated yet"),
        ],
    )
    def test_a_return_near_break_even_is_not_rounded_to_it(
        self, benefit, cost, sentence
    ):
        worth = None if benefit is None else Decimal(benefit)
        assert sentence in return_said(worth, Decimal(cost), "USD")


class TestChanges:
    @pytest.mark.parametrize(
        ("unit", "before", "after", "sentence"),
        [
            (
                Unit.RATIO,
                "0.824",
                "0.861",
                (
                    "Uptime rose from 82% in FY2024 to 86% in FY2025 "
                    "(+3.7\N{NARROW NO-BREAK SPACE}pp, n=18/22)."
                ),
            ),
            (
                Unit.NUMBER,
                "12",
                "9.5",
                (
                    f"Uptime fell from 12 in FY2024 to 9.5 in FY2025 ({MINUS}2.5, "
                    "n=18/22)."
                ),
            ),
            (
                Unit.HOURS,
                "10",
                "12.5",
                "Uptime is 25% longer than in FY2024 (10 to 12.5 hours, n=18/22).",
            ),
        ],
    )
    def test_a_change_in_the_unit_of_its_kpi(self, unit, before, after, sentence):
        facts = replace(
            FASTER,
            name="Uptime",
            unit=unit,
            before=Decimal(before),
            after=Decimal(after),
            statistic=None,
        )
        assert propose(facts).sentence == sentence

    def test_ends_that_differ_are_told_so(self):
        facts = replace(
            FASTER,
            unit=Unit.NUMBER,
            label="cases",
            before=Decimal(1234),
            after=Decimal(1241),
        )
        assert "from median 1,234 in FY2024 to 1,241 cases" in propose(facts).sentence

    @pytest.mark.parametrize(
        ("statistics", "why"),
        [
            (
                Statistics(n_before=4, n_after=22, is_signal=True),
                "n=4/22; there are too few values on a side",
            ),
            (
                Statistics(n_before=9, n_after=9),
                "n=9/9; nobody has tested whether it is more than chance",
            ),
        ],
    )
    def test_an_untested_change_is_reported_only(self, statistics, why):
        found = propose(replace(FASTER, statistics=statistics))

        assert found.sentence == (
            "Time-to-market: the project reports median 30 days in FY2025, and 40 in "
            f"FY2024 ({why})."
        )
        assert found.permission.verb is Verb.REPORTS

    @pytest.mark.parametrize(
        ("name", "written"),
        [
            ("NPS of sponsors", "NPS of sponsors"),
            ("Norwick Line Uptime", "Norwick Line Uptime"),
            ("Cost per case", "cost per case"),
        ],
    )
    def test_names_in_the_middle_of_a_sentence(self, name, written):
        sentence = propose(no_signal(name=name)).sentence
        assert sentence.startswith(f"No detectable change in {written} (")


class TestOutcomes:
    def test_on_time_and_beyond_its_budget(self):
        assert propose(OUTCOME).sentence == (
            "Cash desk renewal finished on Sep 12, 2026, 18 days before the "
            "Sep 30, 2026 planned, and cost €540K against €500K approved."
        )

    def test_budget_alone(self):
        facts = replace(
            OUTCOME, finished_on=None, cost=Decimal(498_700), is_within_budget=True
        )
        found = propose(facts)

        assert found.sentence == (
            "Cash desk renewal cost €499K, within the €500K approved."
        )
        assert not refuse_wording(found.template, limit_of(facts), list(found.numbers))

    def test_nothing_to_compare(self):
        facts = OutcomeFacts(name="Cash desk renewal")
        assert propose(facts).sentence.startswith(
            "Cash desk renewal: not available - neither"
        )


class TestLocales:
    """Section E.4: Babel decides on units, signs and spaces."""

    @pytest.mark.parametrize(
        ("language", "amount", "currency", "told"),
        [
            ("en", 123_456_789, "USD", "$123M"),
            ("en", -123_456_789, "USD", f"{MINUS}$123M"),
            ("de", 123_456_789, "EUR", f"123{NBSP}Mio.{NBSP}€"),
            ("de", 2_000_000, "EUR", f"2,0{NBSP}Mio.{NBSP}€"),
            ("de", -450_000, "EUR", f"{MINUS}450.000{NBSP}€"),
            ("en-in", 2_000_000, "INR", "₹20L"),
            ("en-in", 20_512_345, "INR", "₹2.05Cr"),
            ("ja", 12_345_678, "JPY", "￥1230万"),
            ("en", 8_765, "USD", "$8,760"),
        ],
    )
    def test_money(self, language, amount, currency, told):
        facts = replace(AVOIDED, amount=Decimal(amount), currency=currency)
        with translation.override(language):
            assert propose(facts).numbers["value"] == told

    @pytest.mark.parametrize(
        ("amount", "currency", "locale", "places", "told"),
        [
            (123456789, "USD", "en", 2, "$123.46M"),
            (123456789, "EUR", "de", 1, f"123,5{NBSP}Mio.{NBSP}€"),
            (2000000, "INR", "en-in", 1, "₹20L"),
            (2049999, "USD", "en", 1, "$2M"),
        ],
    )
    def test_what_babel_was_seen_to_write(self, amount, currency, locale, places, told):
        with translation.override(locale):
            assert formatting.compact_money(amount, currency, places) == told

    def test_percentages_and_numbers_follow_the_reader(self):
        with translation.override("de"):
            assert propose(replace(FASTER, before=Decimal("40.5"))).numbers == {
                "name": "Time-to-market",
                "before": "40",
                "after": "30 days",
                "comparator": "FY2024",
                "period": "FY2025",
                "n": "18/22",
                "value": f"26{NBSP}%",
            }

    def test_readers_of_several_currencies_see_the_code(self):
        facts = replace(AVOIDED, amount=Decimal(2_000_000), by_code=True)
        assert propose(facts).numbers["value"] == f"USD{NBSP}2.0M"


class TestWordings:
    """What a person may write round the numbers."""

    NAMES = ("value", "period", "name")

    def refused(self, text, facts=AVOIDED):
        return refuse_wording(text, limit_of(facts), self.NAMES)

    @pytest.mark.parametrize(
        ("text", "facts"),
        [
            ("{name} avoided {value} in {period}.", AVOIDED),
            ("Saved: {value}.", replace(AVOIDED, worth=Worth.CASHABLE)),
            ("{value} was avoided; purchasing contributed to it.", AVOIDED),
            (
                "Thanks to purchasing {value} was avoided.",
                replace(AVOIDED, evidence=E4),
            ),
            ("The project reports {value}.", replace(AVOIDED, evidence=E1)),
        ],
    )
    def test_what_the_gate_permits_is_taken(self, text, facts):
        assert self.refused(text, facts) == []

    @pytest.mark.parametrize(
        ("text", "facts", "message"),
        [
            ("We avoided {value}, nearly $2 of it.", AVOIDED, "“2” is typed"),
            ("We avoided two millions: {value}.", AVOIDED, "“millions” is typed"),
            ("We avoided ٣ of {value}.", AVOIDED, "“٣” is typed"),
            ("We avoided {value} in five weeks.", AVOIDED, "“five” is typed"),
            ("We avoided ½ of {value}.", AVOIDED, "“½” is typed"),
            ("We avoided {value}, or ₿.", AVOIDED, "“₿” is typed"),
            ("We sa\u200bv\u00aded {value}.", AVOIDED, "“saved” is for cash"),
            ("We avoided a lot.", AVOIDED, "The number is missing"),
            ("We avoided {value} in {year}.", AVOIDED, "{year} stands for no number"),
            ("We avoided {value} in {Period}.", AVOIDED, "“{Period}” is no name"),
            ("We avoided {value in {period}.", AVOIDED, "is no name of a number"),
            ("We saved {value}.", AVOIDED, "“saved” is for cash"),
            ("Savings of {value}.", AVOIDED, "“savings” is for cash"),
            ("Thanks to us: {value} avoided.", AVOIDED, "“thanks to” names a cause"),
            ("{value}, guaranteed.", AVOIDED, "No data can prove “guaranteed”"),
            ("A significant {value}.", AVOIDED, "No data can prove “significant”"),
            (
                "{value} delivered.",
                replace(AVOIDED, evidence=E1),
                "“delivered” is for money that finance has validated. Write “the",
            ),
            (
                "The project reports {value}, validated.",
                replace(AVOIDED, evidence=E1),
                "“validated” is for what finance has validated",
            ),
            ("{value} in {period}.", replace(AVOIDED, evidence=E1), "how sure it is"),
            (
                "Everything improved: {before} to {after}.",
                no_signal(),
                "“improved” is for a change",
            ),
        ],
    )
    def test_what_says_more_than_is_known_is_refused(self, text, facts, message):
        assert any(message in found for found in self.refused(text, facts))

    @pytest.mark.parametrize(
        "facts",
        [
            AVOIDED,
            replace(AVOIDED, worth=Worth.CASHABLE, name="Framework 2", evidence=E4),
            replace(AVOIDED, worth=Worth.NON_CASHABLE, known=1, expected=3),
            replace(AVOIDED, worth=Worth.QUANTIFIED, currency="", unit="forms"),
            replace(AVOIDED, evidence=E1, planned=Decimal(3_000_000)),
            replace(AVOIDED, evidence=E2, cause="Purchasing"),
            replace(AVOIDED, cause="Purchasing"),
            replace(AVOIDED, evidence=E0, low=Decimal(1), high=Decimal(2)),
            FASTER,
            no_signal(),
            replace(FASTER, unit=Unit.RATIO, cause="Planning"),
            replace(FASTER, statistics=Statistics(n_before=2, n_after=2)),
            OUTCOME,
            replace(OUTCOME, finished_on=date(2026, 10, 12), is_on_time=False),
            replace(OUTCOME, finished_on=date(2026, 10, 2), cost=None),
        ],
        ids=str,
    )
    def test_every_proposal_passes_its_own_rules(self, facts):
        found = propose(facts)

        assert refuse_wording(found.template, limit_of(facts), found.numbers) == []
        assert render(found.template, found.numbers) == found.sentence
        assert "–" not in found.sentence

    def test_a_number_that_is_gone_is_not_known(self):
        assert render("{value} in {period}", {"period": "FY2025"}) == "– in FY2025"
