"""What a study says of a KPI: verdict, trend, prospect, and every value."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from scorecards.facts import AnnotationFacts, DecisionFacts, KpiFacts
from scorecards.loading.kpi import with_derived
from scorecards.study import Study, as_text, from_text, study_of
from tests.scorecards.panels.building import END, kpi, monthly, plain, target

CALM = [60, 62, 59, 61, 63, 60, 58, 61, 62, 60, 59, 61]
SHIFTED = [*CALM, 60, 62, 41, 40, 42, 39, 41, 40, 43, 41]


def studied(*values: int | str | None, **more: object) -> Study:
    """A monthly KPI called Complaints, of which less is better."""
    targets = more.pop("targets", [target(40)])
    named = {"name": "Complaints", "direction": "decrease", **more}
    return study_of(kpi(1, monthly(END, *values), targets, **named))


def decided(step: str, on: date) -> DecisionFacts:
    return DecisionFacts(step, on, "The portal is complete.", "Ada", date(2026, 10, 1))


def test_a_shift_is_a_signal_with_its_beginning_and_its_mean():
    study = studied(*SHIFTED)

    assert study.told == "improved"
    assert plain(study.verdict) == (
        "Complaints improved (signal): since Feb 2026 8 values in a row lie below the "
        "mean of 60.5."
    )
    assert study.points[-1].signals == ("outside", "run", "close")
    assert study.points[-1].rules[1] == (
        "R2: one of 8 or more in a row on one side of the mean"
    )


def test_the_same_shift_is_worse_where_more_is_better():
    assert studied(*SHIFTED, direction="increase").told == "deteriorated"
    assert studied(*SHIFTED, direction="range", targets=[]).told == "changed"


def test_routine_variation_is_no_change_however_the_last_month_went():
    study = studied(*CALM, 60, 57)

    assert study.told == "no_change"
    assert plain(study.verdict).startswith(
        "Complaints has not detectably changed: every value lies within routine "
        "variation, from 54.94 to 66.06."
    )
    assert plain(study.assurance) == (
        "As it stands this process will never meet the target of 40."
    )


def test_five_values_are_too_few_to_say_anything():
    study = studied(*CALM[:5])

    assert plain(study.verdict) == (
        "Complaints: too early to say, 5 values are known, and limits need 6."
    )
    assert study.stretches == ()
    assert study.assurance == ""


def test_limits_are_on_trial_from_the_sixth_value_and_locked_with_the_twelfth():
    assert studied(*CALM[:6]).stretches[0].phase == "trial"
    assert studied(*CALM[:11]).stretches[0].phase == "trial"
    (locked,) = studied(*SHIFTED).stretches
    assert (locked.phase, locked.rests_on, locked.centre) == (
        "locked",
        12,
        Decimal("60.5"),
    )


def test_new_limits_keep_the_verdict_of_the_shift_they_were_made_for():
    facts = kpi(1, monthly(END, *SHIFTED), [target(40)], direction="decrease")
    study = study_of(
        replace(facts, decisions=(decided("new_limits", date(2026, 2, 1)),))
    )

    assert [stretch.phase for stretch in study.stretches] == ["locked", "trial"]
    assert study.told == "improved"
    assert "from Feb 2026 on the mean is 40.88; before it was 60.5" in plain(
        study.verdict
    )
    assert study.decisions[0].who == "Ada"


def test_a_lock_takes_the_limits_from_fewer_values():
    facts = kpi(1, monthly(END, *CALM[:8]), direction="decrease")
    study = study_of(replace(facts, decisions=(decided("lock", date(2026, 8, 1)),)))

    assert (study.stretches[0].phase, study.stretches[0].rests_on) == ("locked", 7)


def test_a_missing_month_is_a_gap_with_its_reason():
    readings = monthly(END, 60, 61, 62)
    study = study_of(kpi(1, (readings[0], readings[2])))

    assert [point.value for point in study.points] == [60, None, 62]
    assert study.points[1].missing == "nothing was entered"
    assert [point.moving_range for point in study.points] == [None, None, None]


def test_a_running_total_is_refused_in_words():
    study = studied(*SHIFTED, aggregation="cumulative")

    assert study.told == "not_charted"
    assert study.verdict.startswith("This KPI is a running total.")
    assert (study.trend, study.prospect, study.stretches) == ("", "", ())


def test_the_rules_of_the_nhs_see_a_shift_of_seven():
    values = [*CALM, 58, 59, 58, 59, 58, 59, 58]

    assert studied(*values).told == "no_change"
    assert studied(*values, signal_rules="nhs").told == "improved"


@pytest.mark.parametrize(
    ("values", "aim", "trend", "prospect"),
    [
        pytest.param(
            range(80, 60, -2),
            50,
            "Complaints has been falling by about 2 a month (95 % interval 2 to 2).",
            "At the current pace the target of 50 is reached in Mar 2027.",
            id="a trend reaches its target",
        ),
        pytest.param(
            range(60, 80, 2),
            50,
            "Complaints has been rising by about 2 a month (95 % interval 2 to 2).",
            "At the current pace the target of 50 is not reached.",
            id="a trend leads away",
        ),
        pytest.param(
            range(80, 60, -2),
            10,
            "Complaints has been falling by about 2 a month (95 % interval 2 to 2).",
            "The target of 10 lies further ahead than the values reach back, so no "
            "date is given.",
            id="nothing is told of what is too far ahead",
        ),
        pytest.param(
            CALM,
            50,
            "No trend: the 95 % interval of its slope reaches from −0.33 to 0.33 a "
            "month.",
            "Without a trend nobody can say when 50 is reached.",
            id="no trend",
        ),
        pytest.param(
            CALM[:5],
            50,
            "No trend yet: fewer than 8 values are known.",
            "Without a trend nobody can say when 50 is reached.",
            id="too few",
        ),
        pytest.param(
            range(80, 60, -2),
            70,
            "Complaints has been falling by about 2 a month (95 % interval 2 to 2).",
            "The target of 70 is met.",
            id="the target is met",
        ),
    ],
)
def test_trend_and_prospect_in_words(values, aim, trend, prospect):
    study = studied(*values, targets=[target(aim)])

    assert plain(study.trend) == trend
    assert plain(study.prospect) == prospect


def test_the_slope_of_a_percentage_is_in_points():
    values = [f"0.{number}" for number in range(60, 72)]
    study = studied(*values, unit="ratio", direction="increase", targets=[])

    assert "rising by about 1 pp a month" in plain(study.trend)


def test_a_study_is_read_back_as_it_was_stored():
    facts = replace(
        kpi(1, monthly(END, *SHIFTED), [target(40)]),
        annotations=(AnnotationFacts(date(2026, 2, 3), "Portal live", "Ada"),),
        decisions=(decided("new_limits", date(2026, 2, 1)),),
    )
    study = study_of(facts)

    assert from_text(as_text(study)) == study
    assert study.remarks[0].text == "Portal live"


def derived(*kpis: KpiFacts) -> Study:
    return study_of(with_derived(kpis)[-1])


def test_a_formula_follows_its_inputs_and_says_which_is_missing():
    above = kpi(1, monthly(END, 10, None, 30), code="A")
    below = kpi(2, monthly(END, 4, 5, 0), code="B-1")
    study = derived(above, below, kpi(3, code="C", formula="[A] / [B-1] * 2"))

    assert [point.value for point in study.points] == [5, None, None]
    assert [point.missing for point in study.points] == [
        "",
        "[A] has no value",
        "it would be divided by zero",
    ]


def test_a_kpi_without_values_has_an_empty_study():
    study = studied()

    assert study.points == ()
    assert plain(study.verdict) == (
        "Complaints: too early to say, 0 values are known, and limits need 6."
    )
