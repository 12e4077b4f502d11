"""What became of delivered value at its sponsors, as each period knew it."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.measure import Rag
from delivery.calculations.periods import Period
from scorecards.panels.recognition import RECOGNITION
from scorecards.panels.value_at_risk import VALUE_AT_RISK
from tests.scorecards.panels.building import (
    END,
    benefit,
    entries,
    portfolio,
    read,
    said,
    sentence,
    share,
    show,
    value,
)

JULY, APRIL = date(2026, 7, 1), date(2026, 4, 1)
AUGUST_10 = date(2026, 8, 10)
TOLD = (date(2026, 7, 20), "told")
YES = (AUGUST_10, "acknowledged", 600)


def brought(pk=1, *amounts, first=JULY, **more):
    return benefit(pk, entries("validated", first, *amounts), **more)


THREE = portfolio(
    benefits=[brought(1, 600), brought(2, 300), brought(3, 100)],
    value=[
        value(1, 600, TOLD, YES, pk=1),
        value(2, 300, TOLD, (AUGUST_10, "acknowledged_in_part", 100), pk=2),
        value(3, 100, pk=3),
    ],
)


def test_the_shares_are_those_of_the_specification():
    found = read(RECOGNITION, THREE)

    assert found["recognition.communicated"].measure.value == Decimal("0.9")
    assert found["recognition.acknowledged"].measure.value == Decimal("0.7")
    assert found["recognition.ack_of_communicated"].measure.value == pytest.approx(
        Decimal(700) / 900
    )
    assert found["recognition.unacknowledged_value"].measure.value == 300
    assert found["recognition.acknowledged"].rag is Rag.AMBER
    assert said(found, "recognition.acknowledged") == (
        "Sponsors have acknowledged €700 of €1,000 validated value (70 %)."
    )
    assert said(found, "recognition.communicated") == (
        "90 % of validated value has been reported to the sponsor who owns it."
    )


def test_the_way_of_value_stands_there_in_money():
    facts = portfolio(
        benefits=[
            benefit(
                1,
                entries("claimed", JULY, 800, 400),
                entries("validated", JULY, 600),
            ),
            brought(2, 300),
        ],
        value=[
            value(1, 600, TOLD, (AUGUST_10, "viewed"), pk=1),
            value(2, 300, TOLD, (AUGUST_10, "acknowledged"), pk=2),
        ],
    )
    found = read(RECOGNITION, facts)

    stages = ("delivered", "validated", "communicated", "viewed", "acknowledged")
    assert [found[f"recognition.{one}_value"].measure.value for one in stages] == [
        *(1500, 900, 900, 900, 300)
    ]


@pytest.mark.parametrize(
    ("events", "told", "acknowledged", "disputed"),
    [
        pytest.param([], 0, 0, 0, id="nothing happened"),
        pytest.param([TOLD, (AUGUST_10, "viewed")], 900, 0, 0, id="viewed is no yes"),
        pytest.param([TOLD, (AUGUST_10, "acknowledged", 2000)], 900, 900, 0, id="more"),
        pytest.param([TOLD, (AUGUST_10, "questioned")], 900, 0, 0, id="a question"),
        pytest.param([TOLD, (AUGUST_10, "disputed", 450)], 900, 0, 450, id="disputed"),
        pytest.param(
            [TOLD, (AUGUST_10, "disputed", 450), (END, "resolved")],
            *(900, 0, 0),
            id="a dispute that is over",
        ),
        pytest.param(
            [TOLD, (AUGUST_10, "disputed", 450), (END, "acknowledged")],
            *(900, 900, 0),
            id="the last answer counts",
        ),
        pytest.param(
            [TOLD, (AUGUST_10, "sponsor_changed")],
            *(0, 0, 0),
            id="the new sponsor has not been told",
        ),
        pytest.param(
            [TOLD, YES, (END, "sponsor_changed")],
            *(900, 600, 0),
            id="an answer outlives its sponsor",
        ),
    ],
)
def test_the_last_word_of_a_sponsor_counts(events, told, acknowledged, disputed):
    facts = portfolio(benefits=[brought(1, 900)], value=[value(1, 900, *events)])
    found = read(RECOGNITION, facts)

    assert found["recognition.communicated_value"].measure.value == told
    assert found["recognition.acknowledged_value"].measure.value == acknowledged
    assert found["recognition.disputed"].measure.value == Decimal(disputed) / 900


def test_a_month_counts_with_the_acknowledged_part_of_its_quarter():
    facts = portfolio(
        benefits=[brought(1, 300, 300, 600)],
        value=[
            value(1, 1200, (JULY, "told"), (JULY, "acknowledged_in_part", 400)),
        ],
    )
    july, year = Period.parse("2026-07"), Period.parse("FY2026")

    by_july = read(RECOGNITION, facts, july)
    assert by_july["recognition.validated_value"].measure.value == 300
    assert by_july["recognition.acknowledged_value"].measure.value == 100
    by_year = read(RECOGNITION, facts, year)
    assert by_year["recognition.validated_value"].measure.value == 1200
    assert by_year["recognition.acknowledged_value"].measure.value == 400


def test_a_past_period_knows_nothing_of_what_was_answered_later():
    facts = portfolio(
        benefits=[brought(1, 900, first=APRIL), brought(2, 1)],
        value=[value(1, 900, TOLD, YES, start=APRIL, validated_on=date(2026, 6, 20))],
    )
    spring = Period.parse("2026-Q2")

    assert (
        read(RECOGNITION, facts, spring)["recognition.communicated"].measure.value == 0
    )
    assert (
        read(RECOGNITION, facts)["recognition.acknowledged_value"].measure.value == 600
    )
    assert facts.value_known_on(spring.end)[0].events == ()


def test_the_latest_period_knows_what_was_answered_after_its_last_fact():
    facts = portfolio(
        benefits=[brought(1, 900)],
        value=[value(1, 900, (END, "told"), (date(2026, 10, 30), "acknowledged"))],
    )
    found = read(RECOGNITION, facts)
    assert found["recognition.acknowledged"].measure.value == 1
    assert facts.value_known_on(END) == facts.value
    assert facts.last_day() == JULY  # no new period begins with an answer


def test_value_in_another_currency_without_a_rate_is_not_counted_as_nothing():
    facts = portfolio(
        benefits=[brought(1, 900), brought(2, 900, currency="JPY")],
        value=[value(1, 900, TOLD, YES, pk=1), value(2, 900, pk=2)],
    )
    measure = read(RECOGNITION, facts)["recognition.acknowledged"].measure
    assert (measure.n, measure.n_expected) == (1, 2)


def test_nothing_validated_is_not_available():
    found = read(RECOGNITION, portfolio())
    assert said(found, "recognition.acknowledged") == (
        "Not available: finance has validated no benefit yet. What finance validates "
        "can be told to its sponsors."
    )


WAITING = portfolio(
    benefits=[
        brought(1, 300, first=date(2026, 1, 1), attributions=(share(1, "0.5"),)),
        brought(2, 100),
        brought(3, 600),
    ],
    value=[
        value(
            1,
            300,
            (date(2026, 4, 2), "acknowledged_in_part", 100),
            pk=1,
            start=date(2026, 1, 1),
            validated_on=date(2026, 4, 1),
        ),
        value(2, 100, pk=2, validated_on=date(2026, 9, 20), unit=""),
        value(3, 600, TOLD, YES, pk=3, validated_on=date(2026, 3, 1)),
    ],
)


def test_what_waits_is_told_by_its_age():
    found = read(VALUE_AT_RISK, WAITING)

    assert said(found, "value_at_risk.total") == (
        "€300 of delivered value has not been acknowledged; €200 is older than 90 days."
    )
    assert found["value_at_risk.aged_share"].measure.value == Decimal("0.2")
    assert found["value_at_risk.oldest"].measure.value == 182
    assert found["value_at_risk.median_age"].measure.value == 182
    content = show(VALUE_AT_RISK, WAITING)
    assert [row.cells[1] for row in content.table.rows] == [100, 0, 0, 0, 200]
    assert content.rag is Rag.AMBER
    oldest, sponsors, services = content.further
    assert [row.cells[0] for row in oldest.rows] == ["Benefit 1", "Benefit 2"]
    assert [row.cells[:3] for row in sponsors.rows] == [
        ("Operations", 1, 200),
        ("nobody: no sponsor is named", 1, 100),
    ]
    assert [row.cells[:3] for row in services.rows] == [("Service 1", 1, 100)]


def test_what_waits_too_long_is_told_with_what_was_acknowledged():
    both = {**read(RECOGNITION, WAITING), **read(VALUE_AT_RISK, WAITING)}
    assert both["recognition.acknowledged_value"].measure.value == 700
    assert sentence(VALUE_AT_RISK, WAITING).endswith(
        "Half of it has waited 182 days or longer."
    )


def test_in_a_period_that_is_over_what_is_validated_later_does_not_wait_yet():
    facts = portfolio(
        benefits=[brought(1, 900, first=APRIL), brought(2, 1)],
        value=[value(1, 900, start=APRIL, validated_on=date(2026, 7, 5))],
    )
    found = read(VALUE_AT_RISK, facts, Period.parse("2026-Q2"))
    assert found["value_at_risk.total"].measure.value is None
    assert "validated after this day" in said(found, "value_at_risk.total")


def test_in_the_latest_period_value_ages_until_the_last_day_that_the_ledger_knows():
    told = (date(2026, 11, 4), "told")
    facts = portfolio(
        benefits=[brought(1, 900)],
        value=[value(1, 900, told, validated_on=date(2026, 10, 5))],
    )
    found = read(VALUE_AT_RISK, facts)
    assert found["value_at_risk.total"].measure.value == 900
    assert found["value_at_risk.oldest"].measure.value == 30
