"""What is counted of quotes, and what was changed in their wording."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.measure import Measure, Reason, Unit
from recognition.calculations.testimonials import Quote, Testimonials
from recognition.calculations.wording import Change, Piece, word_changes

D = Decimal
RECEIVED = date(2026, 3, 2)
DAY = date(2026, 9, 30)


def quote(author="a", **days):
    return Quote(author=author, received_on=RECEIVED, **days)


LIVE = quote(
    approved_on=date(2026, 3, 6),
    published_on=date(2026, 3, 9),
    live_until=date(2027, 3, 6),
)
WAITING = quote("b", approved_on=date(2026, 3, 9))
TAKEN_BACK = quote(
    "c",
    approved_on=date(2026, 3, 3),
    published_on=date(2026, 3, 4),
    ended_on=DAY,
    withdrawn_on=DAY,
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2026, 3, 8), False, id="before it was published"),
        pytest.param(date(2026, 3, 9), True, id="on the day"),
        pytest.param(date(2027, 3, 6), True, id="on the last day"),
        pytest.param(date(2027, 3, 7), False, id="after the consent"),
    ],
)
def test_a_quote_is_live_from_publication_until_its_consent_ends(day, expected):
    assert LIVE.is_live(day) is expected


def test_what_is_withdrawn_leaves_every_count_from_that_day_on():
    quotes, sponsors = [LIVE, WAITING, TAKEN_BACK, quote("d")], ["a", "b", "c", "x"]
    before = Testimonials.on(date(2026, 9, 29), quotes, sponsors)
    after = Testimonials.on(DAY, quotes, sponsors)
    assert (before.received, before.consented, before.live) == (4, 3, 2)
    assert (after.received, after.consented, after.live) == (3, 2, 1)
    assert before.consent_rate().value == D("0.75")
    assert round(after.consent_rate().value, 4) == D("0.6667")
    assert before.approval_days().value == D(4)
    assert after.approval_days().value == D("5.5")
    assert before.sponsors_with_live().value == D("0.5")
    assert after.sponsors_with_live().value == D("0.25")


def test_parts_add_up_to_the_whole():
    parts = [Testimonials.on(DAY, [one], [one.author]) for one in (WAITING, LIVE)]
    whole = Testimonials.on(DAY, [LIVE, WAITING], ["a", "b"])
    assert Testimonials.total(parts) == whole
    assert Testimonials.from_json(whole.as_json()) == whole


def test_nothing_is_not_zero():
    nothing = Testimonials()
    assert nothing.consent_rate().reason == Reason.NO_DATA
    assert nothing.approval_days().reason == Reason.NO_DATA
    assert nothing.sponsors_with_live().reason == Reason.NO_DATA
    assert nothing.live_count() == Measure.of(D(0), Unit.COUNT)
    gone = Testimonials.on(DAY, [TAKEN_BACK], [])
    assert gone.consent_rate().reason == Reason.CONSENT_WITHDRAWN


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("", "", [], id="nothing"),
        pytest.param("so it is", "so it is", [("kept", "so it is")], id="the same"),
        pytest.param(
            "it workd well",
            "it worked well",
            [
                ("kept", "it "),
                ("removed", "workd"),
                ("added", "worked"),
                ("kept", " well"),
            ],
            id="one word",
        ),
        pytest.param("", "new", [("added", "new")], id="all new"),
    ],
)
def test_word_changes(before, after, expected):
    pieces = [Piece(Change(change), text) for change, text in expected]
    assert word_changes(before, after) == pieces
