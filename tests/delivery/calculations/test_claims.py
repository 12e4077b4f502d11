"""Where claims stand, how much of them held, and how well benefits are proved."""

from decimal import Decimal

import pytest

from delivery.calculations.claims import (
    VALIDATION_THRESHOLDS,
    ClaimState,
    Reviewed,
    Verdict,
    claim_state,
)
from delivery.calculations.evidence import Evidence, evidence_level
from delivery.calculations.measure import Rag, Reason

D = Decimal


def state(**known):
    """The state of a claim of 100 of which nothing is known but what is named."""
    nothing = {
        "amount": D(100),
        "is_draft": False,
        "is_measured": False,
        "is_validated": False,
        "verdict": None,
        "decided_claim": None,
        "came_back": False,
    }
    return claim_state(**(nothing | known))


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        pytest.param({"is_draft": True}, ClaimState.DRAFT, id="not put forward"),
        pytest.param({}, ClaimState.CLAIMED, id="claimed"),
        pytest.param({"is_measured": True}, ClaimState.MEASURED, id="measured"),
        pytest.param(
            {"verdict": Verdict.ACCEPTED, "decided_claim": D(100)},
            ClaimState.VALIDATED,
            id="accepted",
        ),
        pytest.param(
            {"verdict": Verdict.IN_PART, "decided_claim": D(100)},
            ClaimState.VALIDATED,
            id="accepted in part",
        ),
        pytest.param(
            {"verdict": Verdict.ACCEPTED, "decided_claim": D(100), "came_back": True},
            ClaimState.VALIDATED,
            id="a new note does not undo a validation",
        ),
        pytest.param(
            {"verdict": Verdict.ACCEPTED, "decided_claim": D(90)},
            ClaimState.CLAIMED,
            id="amended since",
        ),
        pytest.param(
            {"verdict": Verdict.REJECTED, "decided_claim": D(100)},
            ClaimState.REJECTED,
            id="rejected",
        ),
        pytest.param(
            {"verdict": Verdict.REJECTED, "decided_claim": D(100), "came_back": True},
            ClaimState.CLAIMED,
            id="rejected, and back with more proof",
        ),
        pytest.param(
            {"verdict": Verdict.WITHDRAWN, "decided_claim": D(100), "is_draft": True},
            ClaimState.WITHDRAWN,
            id="withdrawn",
        ),
        pytest.param(
            {"is_validated": True},
            ClaimState.VALIDATED,
            id="validated before decisions were kept",
        ),
    ],
)
def test_where_a_claim_stands(known, expected):
    assert state(**known) is expected


def test_what_nobody_has_reviewed_is_in_no_rate():
    reviewed = Reviewed.total(
        [
            Reviewed.of(D(100), D(80), is_open=False),
            Reviewed.of(D(50), None, is_open=False),
            Reviewed.of(D(1000), None, is_open=True),
        ]
    )
    assert reviewed.rate().value == D(80) / D(150)
    assert reviewed.over_claim().value == 1 - D(80) / D(150)
    assert reviewed.waiting().value == 1000
    assert reviewed.open == 1


def test_nothing_reviewed_is_no_rate_and_not_zero():
    waiting = Reviewed.of(D(100), None, is_open=True)
    assert waiting.rate().value is None
    assert waiting.rate().reason == Reason.NO_DATA
    assert Reviewed().waiting().value is None


def test_claims_in_another_currency_are_neither_reviewed_nor_waiting():
    foreign = Reviewed.of(D(100), D(90), is_open=False).converted(None)
    assert foreign.rate().value is None
    both = foreign + Reviewed.of(D(100), D(90), is_open=False)
    assert both.rate().completeness == D("0.5")
    assert both.rate().value == D("0.9")


@pytest.mark.parametrize(
    ("validated", "colour"),
    [(90, Rag.GREEN), (89, Rag.AMBER), (75, Rag.AMBER), (74, Rag.RED)],
)
def test_the_colour_of_the_validation_rate(validated, colour):
    rate = Reviewed.of(D(100), D(validated), is_open=False).rate()
    assert VALIDATION_THRESHOLDS.rate(rate) is colour


@pytest.mark.parametrize(
    ("proof", "level"),
    [
        ((), Evidence.OPINION),
        (("is_claimed",), Evidence.OPINION),
        (("has_method",), Evidence.OPINION),
        (("is_claimed", "has_method"), Evidence.CLAIMED),
        (("is_claimed", "has_method", "is_measured"), Evidence.MEASURED),
        (("is_claimed", "is_measured"), Evidence.OPINION),
        (("is_validated",), Evidence.VALIDATED),
        (("is_validated", "is_isolated"), Evidence.ISOLATED),
        (("is_claimed", "has_method", "is_isolated"), Evidence.CLAIMED),
    ],
)
def test_the_evidence_level_is_what_is_on_record(proof, level):
    names = ("is_claimed", "has_method", "is_measured", "is_validated", "is_isolated")
    assert evidence_level(**{name: name in proof for name in names}) is level
