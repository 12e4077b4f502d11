"""From rounds in the database to the panels of Step 10."""

from datetime import UTC, date, datetime

import pytest

from delivery.calculations.periods import Period
from delivery.models import Portfolio
from recognition.models import Mode, Question, Round, Stakeholder
from scorecards import regeneration
from scorecards.loading import load_facts
from scorecards.models import Scorecard
from scorecards.panels.feedback_coverage import FEEDBACK_COVERAGE
from scorecards.panels.perception import PERCEPTION
from scorecards.panels.satisfaction import SATISFACTION_PANEL
from scorecards.panels.trust import TRUST
from scorecards.regeneration import refresh_here
from tests.factories import (
    AnswerFactory,
    CycleFactory,
    InvitationFactory,
    QuestionFactory,
    ResponseFactory,
    RoundFactory,
    ServiceFactory,
    StakeholderFactory,
)

pytestmark = pytest.mark.django_db

OF_FEEDBACK = (SATISFACTION_PANEL, TRUST, PERCEPTION, FEEDBACK_COVERAGE)

CLOSED = {
    "state": Round.State.CLOSED,
    "closed_at": datetime(2026, 10, 21, 9, tzinfo=UTC),
}


@pytest.fixture(autouse=True)
def _panels(monkeypatch) -> None:
    monkeypatch.setattr(regeneration, "PANELS", OF_FEEDBACK)


def answered(round_, *scores, kind=Question.Kind.NPS):
    question = QuestionFactory(questionnaire=round_.questionnaire, kind=kind)
    for score in scores:
        asked = InvitationFactory(round=round_, is_answered=True)
        AnswerFactory(
            response=ResponseFactory(
                round=round_,
                stakeholder=None if round_.is_anonymous else asked.stakeholder,
            ),
            question=question,
            score=score,
        )


def test_a_closed_round_is_on_the_scorecard_and_an_open_one_is_not(portfolio):
    answered(RoundFactory(portfolio=portfolio, **CLOSED), *[10] * 5, 0)
    answered(RoundFactory(portfolio=portfolio), *[0] * 6)

    list(refresh_here(Portfolio.objects.all()))

    scorecard = Scorecard.objects.get(portfolio=portfolio, period_key="2026-Q3")
    reading = scorecard.snapshot.readings["nps.nps"]
    assert (round(reading.measure.number), reading.measure.n) == (67, 6)
    keys = {panel.key for panel in scorecard.snapshot.panels}
    assert keys == {"satisfaction", "trust", "perception", "feedback-coverage"}
    above = Scorecard.objects.get(
        portfolio=portfolio.parent, period_key="2026-Q3"
    ).snapshot.readings["nps.nps"]
    assert above.measure == reading.measure


def test_a_round_counts_from_the_last_day_of_its_time(portfolio):
    answered(RoundFactory(portfolio=portfolio, **CLOSED), 9)
    early = {**CLOSED, "closed_at": datetime(2026, 9, 10, 9, tzinfo=UTC)}
    answered(RoundFactory(portfolio=portfolio, **early), 9)

    rounds = load_facts(portfolio).feedback.rounds

    assert [one.counts_from for one in rounds] == [date(2026, 9, 30), date(2026, 9, 10)]
    assert Period.parse("2026-Q3").end == rounds[0].period_end


def test_nothing_of_an_anonymous_round_says_whose_it_is(portfolio):
    round_ = RoundFactory(portfolio=portfolio, mode=Mode.ANONYMOUS, **CLOSED)
    answered(round_, 9, 3)

    loaded = load_facts(portfolio).feedback.rounds[0]

    assert {one.stakeholder for one in loaded.responses} == {None}
    assert len([one for one in loaded.invitations if one.is_answered]) == 2


def test_what_is_about_a_service_knows_its_name(portfolio):
    service = ServiceFactory(portfolio=portfolio, name="Advice")
    about = RoundFactory(portfolio=portfolio, service=service, **CLOSED)
    answered(about, 4, kind=Question.Kind.CSAT)

    feedback = load_facts(portfolio).feedback

    assert feedback.services == ((service.pk, "Advice"),)
    answer = feedback.rounds[0].responses[0].answers[0]
    assert (answer.service, answer.is_general) == (service.pk, True)
    assert not feedback.rounds[0].is_about_all
    list(refresh_here(Portfolio.objects.all()))
    shown = Scorecard.objects.get(portfolio=portfolio, period_key="2026-Q3").snapshot
    panel = next(one for one in shown.panels if one.key == "satisfaction")
    assert panel.further[0].rows[0].cells[0] == "Advice"


def test_who_was_erased_is_no_sponsor_any_more(portfolio):
    StakeholderFactory(portfolio=portfolio)
    StakeholderFactory(portfolio=portfolio, role=Stakeholder.Role.CUSTOMER)
    StakeholderFactory(
        portfolio=portfolio, name="", email="", erased_at="2026-01-01T00Z"
    )

    assert len(load_facts(portfolio).feedback.sponsors) == 1


@pytest.mark.one_engine
def test_rounds_take_the_same_queries_for_one_and_for_many(
    portfolio, django_assert_num_queries
):
    CycleFactory(portfolio=portfolio)
    for _again in range(2):
        answered(RoundFactory(portfolio=portfolio, **CLOSED), 9, 3)
        with django_assert_num_queries(8):
            load_facts(portfolio)
