"""What the PMO returned in a period: three lines, and every row behind them."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.measure import Rag
from scorecards.panels.pmo_return import PMO_RETURN
from tests.scorecards.panels import building
from tests.scorecards.panels.building import (
    benefit,
    costs,
    entries,
    portfolio,
    read,
    service,
    share,
    show,
)

JULY, AUGUST, SEPTEMBER, OCTOBER = (date(2026, month, 1) for month in (7, 8, 9, 10))
CATEGORIES = ("staff", "contractors", "tools", "training", "overhead", "others_time")


def full(month: date, staff: int):
    """A month of a service that costs nothing but its staff."""
    return costs(month, **dict.fromkeys(CATEGORIES, 0) | {"staff": staff})


def pmo(each_month: int = 100, **more):
    """A service that costs as much in each month of the third quarter."""
    rows = [
        row for month in (JULY, AUGUST, SEPTEMBER) for row in full(month, each_month)
    ]
    return service(1, *rows, starts_on=JULY, **more)


def value(facts, name: str) -> Decimal | None:
    measure = read(PMO_RETURN, facts)[name].measure
    return None if measure.value is None else round(Decimal(measure.value), 4)


def test_each_line_holds_the_one_before_it():
    facts = portfolio(
        services=[pmo()],
        benefits=[
            benefit(
                1, entries("validated", JULY, 600), attributions=(share(1, "0.5"),)
            ),
            benefit(
                2,
                entries("validated", JULY, 1000),
                benefit_class="cost_avoidance",
                attributions=(share(1, "0.6", "0.5"),),
            ),
            benefit(
                3,
                entries("claimed", JULY, 900),
                has_method=True,
                attributions=(share(1, "1"),),
            ),
        ],
    )

    # 300 of cash, 300 of avoided cost and 900 not proved, for a cost of 300.
    assert value(facts, "roi.conservative") == 0
    assert value(facts, "roi.validated") == 1
    assert value(facts, "roi.claimed") == 4
    assert value(facts, "bcr.validated") == 2
    readings = read(PMO_RETURN, facts)
    assert readings["roi.validated"].rag is Rag.GREEN
    assert readings["roi.claimed"].rag is None
    assert readings["roi.validated"].sentence == (
        "Each €1 spent on the PMO in Q3 FY2026 returned €2.00 (ROI 100\u202f%), "
        "counting only benefit that finance validated."
    )


@pytest.mark.parametrize(
    ("claimed", "has_method", "expected"),
    [
        pytest.param(entries("claimed", JULY, 300), False, None, id="an opinion"),
        pytest.param(
            entries("claimed", JULY, 300), True, Decimal(0), id="with a method"
        ),
    ],
)
def test_a_claim_counts_only_with_a_method(claimed, has_method, expected):
    facts = portfolio(
        services=[pmo()],
        benefits=[
            benefit(1, claimed, has_method=has_method, attributions=(share(1, "1"),))
        ],
    )
    assert value(facts, "roi.claimed") == expected


def test_what_finance_rejected_is_no_claim_any_more():
    facts = portfolio(
        services=[pmo()],
        benefits=[
            benefit(
                1,
                entries("claimed", JULY, 300),
                has_method=True,
                open_months=frozenset(),
                attributions=(share(1, "1"),),
            )
        ],
    )
    assert value(facts, "roi.claimed") is None


def test_a_benefit_of_another_period_is_not_held_against_this_ones_cost():
    facts = portfolio(
        services=[pmo()],
        benefits=[
            benefit(
                1,
                entries("validated", date(2026, 6, 1), 9000, 600),
                attributions=(share(1, "1"),),
            )
        ],
    )
    assert value(facts, "roi.validated") == 1


def test_a_loss_is_taken_from_the_benefit():
    facts = portfolio(
        services=[pmo()],
        benefits=[
            benefit(1, entries("validated", JULY, 700), attributions=(share(1, "1"),)),
            benefit(
                2,
                entries("validated", JULY, 100),
                is_disbenefit=True,
                attributions=(share(1, "1"),),
            ),
        ],
    )
    assert value(facts, "bcr.validated") == 2


def test_a_benefit_without_a_service_counts_as_nothing_and_is_told():
    facts = portfolio(
        services=[pmo()],
        benefits=[
            benefit(1, entries("validated", JULY, 300), attributions=(share(1, "1"),)),
            benefit(2, entries("validated", JULY, 9000)),
        ],
    )
    assert value(facts, "roi.validated") == 0
    notes = show(PMO_RETURN, facts).notes
    assert "1 validated benefit names no service and counts as nothing." in notes


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([], None, id="nobody was told"),
        pytest.param([(OCTOBER, "told")], Decimal(-1), id="told, and no answer"),
        pytest.param(
            [(OCTOBER, "told"), (OCTOBER, "acknowledged")], Decimal(1), id="all of it"
        ),
        pytest.param(
            [(OCTOBER, "told"), (OCTOBER, "acknowledged_in_part", 300)],
            Decimal(0),
            id="half of it",
        ),
        pytest.param(
            [(OCTOBER, "told"), (OCTOBER, "disputed", 300)], Decimal(-1), id="disputed"
        ),
    ],
)
def test_what_sponsors_acknowledge_counts_as_far_as_they_do(events, expected):
    facts = portfolio(
        services=[pmo()],
        benefits=[
            benefit(1, entries("validated", JULY, 600), attributions=(share(1, "1"),))
        ],
        value=[building.value(1, 600, *events)],
    )
    assert value(facts, "roi.acknowledged") == expected


def test_a_category_that_was_never_entered_is_named():
    rows = [row for row in full(JULY, 100) if row.category != "training"]
    facts = portfolio(
        services=[service(1, *rows, starts_on=JULY)],
        benefits=[
            benefit(1, entries("validated", JULY, 300), attributions=(share(1, "1"),))
        ],
    )
    reading = read(PMO_RETURN, facts)["roi.validated"]
    assert (
        reading.missing == "these costs were never entered for some service: training"
    )
    (costs_table,) = [
        table for table in show(PMO_RETURN, facts).further if "category" in table.title
    ]
    assert costs_table.rows[0].cells[-1] == "training"
    assert costs_table.rows[0].cells[-2] == "5 of 18"


def test_the_rows_add_up_to_the_lines_and_lead_to_their_facts():
    facts = portfolio(
        services=[pmo()],
        benefits=[
            benefit(
                1,
                entries("validated", JULY, 500, 500),
                attributions=(share(1, "0.5", "0.8"), share(2, "0.2", "0.5")),
            ),
            benefit(
                2, entries("validated", SEPTEMBER, 100), attributions=(share(1, "1"),)
            ),
        ],
    )
    content = show(PMO_RETURN, facts)
    services, gains, spent, months = content.further
    line = next(row for row in content.table.rows if row.cells[0] == "ROI, validated")

    assert line.cells[1:4] == (600, 300, 300)
    assert sum(row.cells[8] for row in gains.rows) == 600
    assert sum(row.cells[7] for row in spent.rows) == 300
    assert sum(row.cells[1] for row in months.rows) == 300
    assert [row.cells[:3] for row in services.rows] == [
        ("Service 1", 300, 500),
        ("Service 2", None, 100),
    ]
    assert {row.href for row in gains.rows} == {
        "/delivery/benefits/1/",
        "/delivery/benefits/2/",
    }
    assert services.rows[0].href == "/delivery/services/1/"


def test_nothing_validated_is_not_a_return_of_nothing():
    facts = portfolio(services=[pmo()])
    reading = read(PMO_RETURN, facts)["roi.validated"]
    assert not reading.measure.is_ok
    assert reading.sentence.startswith(
        "Not available: no benefit in which a service has a share was validated"
    )
