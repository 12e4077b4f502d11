"""Sponsor by sponsor: what they feel beside what was delivered, for leads alone."""

from datetime import UTC, date, datetime
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.urls import reverse

from delivery.models import Portfolio
from recognition.models import Mode, Question, Round, Stakeholder
from scorecards import regeneration
from scorecards.panels.kpis import KPIS
from scorecards.panels.perception import PERCEPTION
from scorecards.regeneration import refresh_here
from scorecards.sponsors import Feeling
from tests.delivery.pages import texts
from tests.factories import (
    AnswerFactory,
    KpiFactory,
    KpiMeasurementFactory,
    KpiTargetFactory,
    PortfolioFactory,
    QuestionFactory,
    ResponseFactory,
    RoundFactory,
    StakeholderFactory,
)

CLOSED = datetime(2026, 9, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rating", "delivered", "words"),
    [
        (2, Decimal(90), "green but unloved"),
        (1, Decimal(60), "under-recognised"),
        (5, Decimal(40), "red but trusted"),
        (5, Decimal(70), "over-credited"),
        (4, Decimal(80), "aligned"),
        (4, None, "not available: the portfolio has no score"),
    ],
)
def test_the_corners_of_delivered_and_felt_have_names(rating, delivered, words):
    feeling = Feeling(StakeholderFactory.build(portfolio=None), rating, delivered)
    assert feeling.words == words
    assert feeling.advice


@pytest.fixture(scope="module")
def _rated_once(kept: None) -> None:
    """A portfolio with a score of 100, and one person who rates its value."""
    portfolio = PortfolioFactory(slug="transport", name="Transport")
    kpi = KpiFactory(portfolio=portfolio)
    KpiTargetFactory(kpi=kpi, target=80, green_limit=75, red_limit=70, worst=50)
    KpiMeasurementFactory(
        kpi=kpi, period_start=date(2026, 9, 1), period_end=date(2026, 9, 30), value=85
    )
    say(StakeholderFactory(portfolio=portfolio, name="Ada Quill"), 3)
    with patch.object(regeneration, "PANELS", (KPIS, PERCEPTION)):
        list(refresh_here(Portfolio.objects.all()))


@pytest.fixture
def portfolio(_rated_once: None, db: None) -> Portfolio:
    return Portfolio.objects.get(slug="transport")


@pytest.fixture
def rated(portfolio: Portfolio) -> Stakeholder:
    return Stakeholder.objects.get(name="Ada Quill")


def say(person, score, **changes):
    """Let somebody rate the value of the third quarter."""
    closed = {"state": Round.State.CLOSED, "closed_at": CLOSED}
    round_ = RoundFactory(portfolio=person.portfolio, **closed | changes)
    question = QuestionFactory(
        questionnaire=round_.questionnaire, kind=Question.Kind.VALUE
    )
    whose = {} if round_.is_anonymous else {"stakeholder": person}
    response = ResponseFactory(round=round_, **whose)
    AnswerFactory(response=response, question=question, score=score)


def page_of(portfolio, name="sponsor_perception", *arguments):
    path = reverse(f"scorecards:{name}", args=[portfolio.slug, *arguments])
    return f"{path}?period=2026-Q3"


@pytest.mark.django_db
@pytest.mark.one_engine
def test_a_lead_reads_names_and_the_file_says_the_same(client, lead, rated):
    client.force_login(lead)
    path = page_of(rated.portfolio)
    page = client.get(path)
    file = client.get(page_of(rated.portfolio, "sponsor_perception_export", "csv"))
    assert texts(page, "tbody td.numeric") == ["100", "50 3 of 5", "+50"]
    assert "green but unloved" in page.content.decode()
    assert "Ada Quill,Sponsor,Transport,100" in b"".join(file).decode()


@pytest.mark.django_db
@pytest.mark.one_engine
def test_what_nobody_signed_stays_out(client, lead, rated):
    for unsigned in ({"mode": Mode.ANONYMOUS}, {"state": Round.State.OPEN}):
        say(StakeholderFactory(portfolio=rated.portfolio, name="Eve"), 1, **unsigned)
    client.force_login(lead)
    page = client.get(page_of(rated.portfolio)).content.decode()
    assert "Ada Quill" in page
    assert "Eve" not in page


@pytest.mark.django_db
@pytest.mark.one_engine
@pytest.mark.parametrize("person", ["analyst", "executive", "finance", "stranger"])
def test_nobody_but_a_lead_finds_the_page(client, request, rated, person):
    client.force_login(request.getfixturevalue(person))
    assert client.get(page_of(rated.portfolio)).status_code == 404
