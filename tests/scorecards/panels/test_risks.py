"""What the panels of risk and rework say, and what they do not."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.measure import Caveat, Rag
from scorecards.panels.issues import ISSUES
from scorecards.panels.quality import QUALITY
from scorecards.panels.rework import REWORK
from scorecards.panels.risk_exposure import RISK_EXPOSURE
from tests.scorecards.panels.building import (
    Q3,
    plain,
    portfolio,
    project,
    read,
    said,
    sentence,
    show,
)
from tests.scorecards.panels.risks import (
    issue,
    judged,
    releases,
    reserve,
    risk,
    work,
)

D = Decimal


def cells(table):
    return [row.cells for row in table.rows]


# Risk exposure

ANSWERED = risk(
    1,
    judged(probability="0.6", money=1000, after=("0.2", 500)),
    strategy="reduce",
    response_cost=D(100),
)


def test_the_exposure_is_held_against_the_contingency():
    facts = portfolio(risks=[ANSWERED, risk(2, judged())], reserves=[reserve()])
    found = read(RISK_EXPOSURE, facts)
    assert found["risk_exposure.inherent"].measure.value == 1100
    assert found["risk_exposure.residual"].measure.value == 600
    assert found["risk_exposure.of_contingency"].measure.value == D("0.6")
    assert found["risk_exposure.of_contingency"].rag is Rag.GREEN
    assert said(found, "risk_exposure.of_contingency") == (
        "Open risks carry an expected cost of €600 against a contingency of €1,000 "
        "(60 %)."
    )


@pytest.mark.parametrize(
    ("set_aside", "rag"), [(750, Rag.GREEN), (600, Rag.AMBER), (599, Rag.RED)]
)
def test_a_limit_belongs_to_the_better_side(set_aside, rag):
    facts = portfolio(
        risks=[ANSWERED, risk(2, judged())], reserves=[reserve(set_aside)]
    )
    assert read(RISK_EXPOSURE, facts)["risk_exposure.of_contingency"].rag is rag


def test_an_empty_register_is_not_zero_risk():
    found = read(RISK_EXPOSURE, portfolio(reserves=[reserve()]))
    for name in ("risk_exposure.residual", "risk_exposure.of_contingency", "emv"):
        assert found[name].measure.value is None, name
        assert "does not mean that there is none" in found[name].sentence, name
    assert found["risks.count"].measure.value == 0


def test_without_contingency_the_exposure_is_told_and_not_judged():
    facts = portfolio(risks=[risk(1, judged())])
    found = read(RISK_EXPOSURE, facts)["risk_exposure.of_contingency"]
    assert (found.rag, found.missing) == (
        Rag.GREY,
        "nothing has been set aside for risks",
    )
    assert "Open risks carry an expected cost of €500." in sentence(
        RISK_EXPOSURE, facts
    )


def test_a_risk_that_is_not_judged_lowers_completeness_and_never_counts_as_zero():
    facts = portfolio(
        risks=[risk(1, judged()), risk(2, judged()), risk(3)], reserves=[reserve()]
    )
    measure = read(RISK_EXPOSURE, facts)["risk_exposure.residual"].measure
    assert measure.value == 1000
    assert (measure.n, measure.n_expected) == (2, 3)
    assert Caveat.PARTIAL_DATA in measure.warnings
    mostly = portfolio(risks=[risk(1, judged()), risk(2), risk(3)])
    assert read(RISK_EXPOSURE, mostly)["risk_exposure.residual"].measure.value is None


def test_a_response_that_nobody_has_judged_leaves_what_is_left_unknown():
    answered = risk(1, judged(), strategy="reduce")
    found = read(RISK_EXPOSURE, portfolio(risks=[answered]))
    assert found["risk_exposure.inherent"].measure.value == 500
    assert found["risk_exposure.residual"].measure.value is None
    accepted = risk(1, judged(), strategy="accept")
    found = read(RISK_EXPOSURE, portfolio(risks=[accepted]))
    assert found["risk_exposure.residual"].measure.value == 500


def test_days_and_money_are_apart():
    late = risk(1, judged(money=None, days=20))
    found = read(RISK_EXPOSURE, portfolio(risks=[late, risk(2, judged())]))
    assert found["risk_exposure.residual"].measure.value == 500
    assert found["risk_exposure.residual"].measure.completeness == 1
    assert found["risk_exposure.residual_days"].measure.value == 10
    assert said(found, "risk_exposure.residual_days") == (
        "Open risks carry an expected delay of 10 days."
    )


def test_the_exposure_has_a_course_as_it_was_judged_at_the_time():
    moving = risk(
        1,
        judged(date(2026, 2, 1), "0.2"),
        judged(date(2026, 8, 1), "0.9"),
        raised_on=date(2026, 1, 1),
    )
    facts = portfolio(risks=[moving], reserves=[reserve(on=date(2026, 5, 1))])
    trend = read(RISK_EXPOSURE, facts)["risk_exposure.residual"].trend
    assert trend[-4:] == (None, 200, 200, 900)
    held = read(RISK_EXPOSURE, facts)["risk_exposure.of_contingency"].trend
    assert held[-3:] == (None, D("0.2"), D("0.9"))


def test_opportunities_are_no_threat_and_count_in_the_value_of_the_register():
    chance = risk(2, judged(probability="0.5", money=300), kind="opportunity")
    found = read(RISK_EXPOSURE, portfolio(risks=[ANSWERED, chance]))
    assert found["risks.count"].measure.value == 1
    assert found["risk_exposure.residual"].measure.value == 100
    assert found["emv"].measure.value == 150 - 100 - 100


def test_responses_are_worth_what_they_take_away_of_the_same_risks():
    unjudged = risk(3, judged(money=9000), strategy="avoid", response_cost=D(1))
    found = read(RISK_EXPOSURE, portfolio(risks=[ANSWERED, unjudged, risk(2)]))
    assert found["risk_reduction.reduction"].measure.value is None  # too little known
    found = read(RISK_EXPOSURE, portfolio(risks=[ANSWERED]))
    assert round(D(found["risk_reduction.reduction"].measure.value), 4) == D("0.8333")
    assert said(found, "risk_reduction.reduction") == (
        "Risk responses cut expected loss by 83 % (€500)."
    )
    assert found["risk_reduction.leverage"].measure.value == 5
    assert said(found, "risk_reduction.leverage") == (
        "Each €1 spent on responses takes €5.00 of expected loss away."
    )


def test_what_became_of_risks_is_told_where_it_is_on_record():
    saved = risk(1, status="closed", closed_on=date(2026, 8, 1), avoided_loss=D(700))
    came = risk(
        2, status="occurred", closed_on=date(2026, 9, 1), realised_amount=D(900)
    )
    before = risk(
        3, status="occurred", closed_on=date(2026, 3, 1), realised_amount=D(5000)
    )
    facts = portfolio(risks=[saved, came, before])
    found = read(RISK_EXPOSURE, facts)
    assert found["risks.avoided_loss"].measure.value == 700
    assert found["risks.lost"].measure.value == 900
    closed = show(RISK_EXPOSURE, facts).further[1]
    assert [row[:1] + row[3:] for row in cells(closed)] == [
        ("Risk 2", "happened", D(900), None),
        ("Risk 1", "did not happen", None, D(700)),
    ]


def test_the_largest_expected_cost_comes_first_and_the_unknown_last():
    top = show(
        RISK_EXPOSURE, portfolio(risks=[risk(9), ANSWERED, risk(2, judged())])
    ).further[0]
    assert [row[0] for row in cells(top)] == ["Risk 2", "Risk 1", "Risk 9"]


def test_a_risk_in_another_currency_is_unknown_and_not_added():
    foreign = risk(1, judged(), currency="GBP")
    measure = read(RISK_EXPOSURE, portfolio(risks=[foreign]))
    assert measure["risk_exposure.residual"].measure.value is None


def test_each_holder_has_the_reserve_it_set_aside_last():
    facts = portfolio(
        risks=[risk(1, judged())],
        reserves=[
            reserve(100),
            reserve(200, project=7),
            reserve(900, on=date(2026, 7, 1)),
            reserve(5000, on=date(2027, 1, 1)),
        ],
    )
    found = read(RISK_EXPOSURE, facts)
    assert found["risk_exposure.contingency"].measure.value == 1100


# Issues


def test_issues_are_counted_aged_and_held_against_what_was_agreed():
    facts = portfolio(
        issues=[
            issue(1),
            issue(2, target_days=60),
            issue(3, opened_on=date(2026, 9, 20), target_days=None),
            issue(4, resolved_on=date(2026, 9, 10)),
            issue(5, opened_on=date(2026, 7, 1), resolved_on=date(2026, 8, 30)),
        ]
    )
    found = read(ISSUES, facts)
    assert found["issues.open"].measure.value == 3
    assert found["issues.overdue"].measure.value == 1
    assert found["issues.median_age"].measure.value == 41
    assert found["issues.in_time_rate"].measure.value == D("0.5")
    assert found["issues.in_time_rate"].rag is Rag.RED
    assert sentence(ISSUES, facts) == (
        "1 of 2 issues resolved in Q3 FY2026 was settled in the agreed time. "
        "3 issues are open, 1 of them beyond target. "
        "Half of the open issues are older than 41 days."
    )


def test_no_issue_ever_recorded_is_not_zero_issues():
    found = read(ISSUES, portfolio())
    assert all(reading.measure.value is None for reading in found.values())
    settled = issue(1, opened_on=date(2025, 1, 1), resolved_on=date(2025, 1, 5))
    found = read(ISSUES, portfolio(issues=[settled]))
    assert found["issues.open"].measure.value == 0
    assert found["issues.in_time_rate"].missing == (
        "no issue was resolved in Q3 FY2026"
    )


def test_an_issue_settled_later_was_open_on_the_day():
    later = issue(1, resolved_on=date(2026, 12, 1))
    assert read(ISSUES, portfolio(issues=[later]))["issues.open"].measure.value == 1


def test_the_most_severe_open_issue_comes_first():
    facts = portfolio(
        issues=[issue(1), issue(2, severity="low"), issue(3, severity="critical")]
    )
    rows = cells(show(ISSUES, facts).further[1])
    assert [row[0] for row in rows] == ["Issue 3", "Issue 1", "Issue 2"]


# Rework


def test_rework_is_a_ratio_of_sums_and_names_its_largest_cause():
    facts = portfolio(
        rework=[
            work(date(2026, 7, 1), 1000, 30, supplier=20),
            work(date(2026, 9, 1), 100, 25, design=5, project=2),
            work(date(2026, 6, 1), 100, 100),
        ]
    )
    found = read(REWORK, facts)["rework_ratio"]
    assert found.measure.value == D(55) / 1100
    assert found.rag is Rag.GREEN
    assert sentence(REWORK, facts) == (
        "5.0 % of effort went into doing work again (55 h). "
        "The largest cause is “Supplier” with 36 % of it."
    )
    causes = show(REWORK, facts).further[0]
    assert [row[:2] for row in cells(causes)] == [
        ("no cause given", 30),
        ("Supplier", 20),
        ("Design", 5),
    ]


def test_rework_that_is_not_coded_is_unknown_and_a_measured_zero_is_zero():
    uncoded = read(REWORK, portfolio(rework=[work(rework=None)]))["rework_ratio"]
    assert uncoded.measure.value is None
    assert uncoded.missing == (
        "the work of Q3 FY2026 is recorded, but not what of it was rework"
    )
    assert (
        read(REWORK, portfolio(rework=[work(rework=0)]))["rework_ratio"].measure.value
        == 0
    )


def test_cost_of_rework_stands_beside_the_hours():
    facts = portfolio(rework=[work(cost=(5000, 400))])
    found = read(REWORK, facts)
    assert found["rework_ratio.cost"].measure.value == D("0.08")
    assert said(found, "rework_ratio.cost") == "In cost it is 8.0 % (€400)."


# Quality


def test_defects_that_escaped_are_provisional_while_their_time_goes_on():
    facts = portfolio(quality=[releases(date(2026, 7, 1), (18, 2))])
    found = read(QUALITY, facts)["defect_escape_rate"]
    assert found.measure.value == D("0.1")
    assert found.rag is Rag.AMBER
    assert Caveat.PROVISIONAL in found.measure.warnings
    later = read(QUALITY, facts, Q3, date(2026, 9, 30))
    assert plain(later["defect_escape_rate"].sentence) == (
        "10 % of defects reached users (2 of 20)."
    )
    old = portfolio(quality=[releases(date(2026, 4, 1), (18, 2))])
    settled = read(QUALITY, old, Q3.previous(), date(2026, 9, 30))
    assert settled["defect_escape_rate"].measure.warnings == ()


def test_failed_changes_of_one_product_have_a_rate_and_of_several_none():
    one = releases(changes=(30, 2, 3))
    other = releases(changes=(10, 5, 1), project=2)
    found = read(QUALITY, portfolio(quality=[one]))
    assert said(found, "change_fail_rate") == (
        "2 of 30 changes needed a fix at once (6.7 %)."
    )
    both = portfolio(quality=[one, other])
    found = read(QUALITY, both)
    assert found["change_fail_rate"].measure.value is None
    assert found["change_fail_rate"].rag is Rag.GREY
    assert said(found, "change_fail_rate") == (
        "Not available: failed changes of different products do not add up. "
        "Look at each product."
    )
    assert found["deployment_rework_rate"].measure.value == D("0.1")
    assert "In 1 of 2 products more than one change in five needed a fix." in (
        sentence(QUALITY, both)
    )
    rows = cells(show(QUALITY, both).further[0])
    assert [row[0] for row in rows] == ["Project 2", "Project 1"]


def test_no_defect_recorded_at_all_is_not_zero_defects():
    found = read(QUALITY, portfolio(quality=[releases(defects=(0, 0))]))
    assert found["defect_escape_rate"].measure.value is None
    found = read(QUALITY, portfolio(quality=[releases(defects=(5, 0))]))
    assert found["defect_escape_rate"].measure.value == 0
    assert found["defect_escape_rate.dre"].measure.value == 1


def test_panels_without_anything_to_say_are_spared():
    facts = portfolio(projects=[project(1)])
    for panel in (ISSUES, REWORK, QUALITY):
        where = panel.collect(facts, Q3, Q3.end)
        assert panel.present(where, {}, None) is None
