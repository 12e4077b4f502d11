"""The panels of Step 10: what sponsors say, and how much may be made of it."""

from dataclasses import replace
from datetime import date

import pytest

from delivery.calculations.measure import Rag, Status
from delivery.calculations.periods import Period
from scorecards.panels.feedback_coverage import FEEDBACK_COVERAGE
from scorecards.panels.perception import PERCEPTION
from scorecards.panels.satisfaction import SATISFACTION_PANEL
from scorecards.panels.trust import TRUST
from tests.scorecards.panels.building import (
    END,
    Q3,
    kpi,
    monthly,
    plain,
    portfolio,
    read,
    said,
    scene,
    sentence,
    show,
    target,
)
from tests.scorecards.panels.feedback import (
    BEFORE,
    answer,
    feedback,
    response,
    round_,
    scored,
    trusting,
)

FORTY = [10] * 26 + [8] * 8 + [3] * 6


def heard(*rounds, **more):
    return portfolio(feedback=feedback(*rounds, **more))


def promoters(count, of, **more):
    return round_(*scored("nps", *[10] * count, *[5] * (of - count)), **more)


@pytest.mark.parametrize(
    ("rounds", "words"),
    [
        pytest.param(
            [round_(*scored("nps", *FORTY))],
            "NPS: 50 (n = 40, 95 % interval 24 to 69).",
            id="enough to be a headline",
        ),
        pytest.param(
            [round_(*scored("nps", *[9] * 8, 7, 3))],
            "NPS is 70, but with 10 answers it could be anywhere from 15 to 93.",
            id="few",
        ),
        pytest.param(
            [
                round_(
                    *[response(answer("nps", 9), person=pk) for pk in range(5)],
                    invitations=[(pk, True) for pk in range(5)],
                )
            ],
            "NPS: 100, from all 5 who were asked.",
            id="everybody",
        ),
        pytest.param(
            [round_(*scored("nps", 9, 9, 9, 9))],
            "Not available: too few people have answered, or too few would be left "
            "over. Ask sponsors in a feedback round.",
            id="too few",
        ),
        pytest.param(
            [],
            "Not available: no feedback round about Q3 FY2026 has been closed with "
            "answers. Ask sponsors in a feedback round.",
            id="nobody",
        ),
    ],
)
def test_nps_says_how_sure_it_is(rounds, words):
    assert said(read(SATISFACTION_PANEL, heard(*rounds)), "nps.nps") == words


def test_fewer_than_five_answers_are_suppressed_and_have_no_interval():
    reading = read(SATISFACTION_PANEL, heard(promoters(4, of=4)))["nps.nps"]

    assert reading.measure.status is Status.SUPPRESSED
    assert (reading.measure.value, reading.interval, reading.error) == (None,) * 3
    assert not reading.trend


def test_a_result_has_a_colour_only_if_its_whole_interval_has_it():
    def colour(*scores):
        facts = heard(round_(*scored("nps", *scores)))
        return read(SATISFACTION_PANEL, facts)["nps.nps"].rag

    assert colour(*[10] * 60) is Rag.GREEN
    assert colour(*[10] * 20, *[8] * 10, *[3] * 10) is Rag.GREY
    assert colour(*[0] * 60) is Rag.RED


def test_a_person_counts_once_by_their_last_answer():
    first = round_(response(answer("nps", 0), person=1), pk=1, end=date(2026, 8, 31))
    last = round_(*[response(answer("nps", 10), person=pk) for pk in range(1, 6)], pk=2)

    measure = read(SATISFACTION_PANEL, heard(first, last))["nps.nps"].measure

    assert (measure.value, measure.n) == (100, 5)


def test_what_a_small_round_would_add_is_not_told():
    ten = round_(*scored("nps", *[9] * 8, 7, 3), pk=1)
    alone = round_(*scored("nps", 0), pk=2)
    five = round_(*scored("nps", *[10] * 5), pk=3)

    def people(*rounds):
        return read(SATISFACTION_PANEL, heard(*rounds))["nps.nps"].measure.n

    assert people(ten) == people(ten, alone) == 10
    assert people(ten, alone, five) == 15


def test_a_round_belongs_to_the_period_in_which_its_time_ends():
    facts = heard(promoters(5, of=5, end=END))

    assert read(SATISFACTION_PANEL, facts, Period.parse("2026-09"))["nps.nps"].measure.n
    for key in ("2026-08", "2026-Q2"):
        found = read(SATISFACTION_PANEL, facts, Period.parse(key))
        assert not found["nps.nps"].measure.is_ok


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (
            promoters(18, of=40, end=BEFORE),
            promoters(22, of=40, pk=2),
            "NPS: no detectable change from −10 in Q2 FY2026.",
        ),
        (
            promoters(5, of=40, end=BEFORE),
            promoters(36, of=40, pk=2),
            "NPS rose from −75 in Q2 FY2026.",
        ),
    ],
    ids=["chance", "a real one"],
)
def test_a_change_is_called_one_only_when_it_is(before, now, words):
    notes = show(SATISFACTION_PANEL, heard(before, now)).notes

    assert [plain(note) for note in notes] == [words]


def test_the_column_of_changes_says_it_too():
    before = heard(promoters(18, of=40, end=BEFORE))
    after = heard(promoters(22, of=40))
    old = read(SATISFACTION_PANEL, before, Q3.previous())["nps.nps"]
    new = read(SATISFACTION_PANEL, after)["nps.nps"].compared_with(old, Q3.previous())

    assert new.comparison.change == 20
    assert not new.comparison.is_clear


def test_a_parent_pools_answers_and_tells_no_more_of_a_few_than_they_did():
    """A scorecard below shows seven; with three of ten left over it would tell them."""

    def collected(*rounds, slug="rail"):
        facts = replace(heard(*rounds), slug=slug)
        return SATISFACTION_PANEL.collect(facts, Q3, END)

    below = collected(promoters(7, of=7), slug="below")
    few = collected(promoters(0, of=3, pk=2))
    enough = collected(promoters(0, of=5, pk=2))

    def nps(added):
        return SATISFACTION_PANEL.read(added, scene())["nps.nps"].measure

    assert nps(few).status is Status.SUPPRESSED
    assert (nps(below + few).n, nps(below + few).number) == (7, 100)
    assert nps(below + enough).n == 12


def test_satisfaction_by_service_hides_the_complement_of_a_hidden_one():
    rows = [
        *scored("csat", *[5] * 9, service=1),
        *scored("csat", *[4] * 6, service=2),
        *scored("csat", 1, 2, service=3),
    ]
    facts = heard(round_(*rows), services={1: "Advice", 2: "Desk", 3: "Plans"})

    services = show(SATISFACTION_PANEL, facts).further[0]

    cells = {row.cells[0]: row.cells[1:] for row in services.rows}
    assert plain(cells["Advice"][0]) == "100 %"
    assert cells["Desk"][2] is None
    assert cells["Plans"][2] is None


def test_trust_is_one_index_of_four_questions():
    people = [(5, 4, 5, 3)] * 6
    facts = heard(round_(*trusting(*people), asked=20))

    assert plain(sentence(TRUST, facts)) == (
        "Trust in the PMO: 81 (n = 6, all alike). "
        "The lowest of the four is “It acts in the interest of the business”. "
        "6 of 20 people who were asked answered (30 %)."
    )
    readings = read(TRUST, facts)
    assert readings["trust_index.benevolence"].measure.value == 3
    assert readings["trust_index.index"].measure.n == 6


@pytest.mark.parametrize(
    ("panel", "rows"),
    [(SATISFACTION_PANEL, scored("nps", *[9] * 6)), (TRUST, trusting(*[(5,) * 4] * 6))],
    ids=["satisfaction", "trust"],
)
def test_the_response_rate_beside_a_score_is_that_of_the_rounds_that_asked(panel, rows):
    facts = heard(
        round_(*rows, asked=20), round_(*scored("value", *[4] * 5, service=1), asked=9)
    )

    assert "6 of 20 people who were asked answered (30 %)." in plain(
        sentence(panel, facts)
    )


def scores(value, service=None, pk=1):
    """A KPI that scores 100 at its target of 100, and 0 at 0."""
    return kpi(
        pk,
        monthly(END, value),
        [target(100, green=80, red=50, worst=0)],
        service=service,
        service_name="Advice" if service else "",
    )


@pytest.mark.parametrize(
    ("delivered", "ratings", "words"),
    [
        (95, [2, 2, 3, 2, 2, 3], "green but unloved: under-recognised"),
        (20, [5, 5, 4, 5, 5, 5], "red but trusted: over-credited"),
        (95, [5, 4] * 20, "aligned"),
        (60, [1, 5, 3, 4, 2, 3], "no clear gap"),
        (60, [4, 4], "not available: too few people have answered"),
        (None, [4] * 6, "not available: no KPI of it has a score"),
    ],
    ids=["unloved", "trusted", "aligned", "chance", "few", "no score"],
)
def test_what_a_service_delivers_is_held_against_what_is_felt(
    delivered, ratings, words
):
    facts = portfolio(
        kpis=[scores(delivered, service=7)] if delivered else [],
        feedback=feedback(
            round_(*scored("value", *ratings, service=7)), services={7: "Advice"}
        ),
    )

    rows = show(PERCEPTION, facts).table.rows

    assert [row.cells[0] for row in rows] == ["Advice"]
    assert rows[0].cells[-2].startswith(words)


def test_the_gap_is_the_mean_by_people_of_things_with_both_scores():
    facts = portfolio(
        kpis=[scores(90), scores(90, service=7, pk=2)],
        feedback=feedback(
            round_(
                *scored("value", *[3] * 10),
                *scored("value", *[4] * 5, service=7),
            ),
            services={7: "Advice"},
        ),
    )
    readings = read(PERCEPTION, facts)

    gap = readings["perception_gap.gap"].measure
    assert gap.n == 15
    score = show(PERCEPTION, facts).table.rows[0].cells[1]
    assert round(gap.number, 6) == round(((score - 50) * 10 + (score - 75) * 5) / 15, 6)
    assert score == 90
    assert readings["perception_gap.perceived"].measure.value == 50


def test_who_was_heard_counts_people_and_not_what_they_said():
    silent = round_(
        *scored("nps", *[9] * 5),
        invitations=[(pk, pk <= 5) for pk in range(1, 9)],
    )
    facts = heard(silent, sponsors=range(1, 11))

    readings = read(FEEDBACK_COVERAGE, facts)

    assert plain(sentence(FEEDBACK_COVERAGE, facts)) == (
        "5 of 8 people who were asked answered (62 %). We have heard from 5 of 10 "
        "sponsors in the last two cycles (50 %). 5 sponsors have been silent for two "
        "cycles."
    )
    assert readings["response_rate.rate"].rag is Rag.GREEN
    assert readings["feedback_coverage.silent"].measure.value == 5


def test_two_cycles_are_those_on_record_and_else_a_year():
    old = round_(*scored("nps", 9), invitations=[(1, True)], end=date(2025, 12, 31))
    without = heard(old, sponsors=[1])
    cycles = [date(2025, 7, 1), date(2026, 1, 1), date(2026, 7, 1)]
    within = heard(old, sponsors=[1], cycles=cycles)

    def rate(facts):
        return read(FEEDBACK_COVERAGE, facts)["feedback_coverage.rate"].measure.value

    assert (rate(without), rate(within)) == (1, 0)


def test_where_a_file_did_not_say_how_many_were_asked_there_is_no_rate():
    reading = read(FEEDBACK_COVERAGE, heard(promoters(5, of=5)))["response_rate.rate"]

    assert reading.missing == "how many people were asked is not known"
