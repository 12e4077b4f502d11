"""What the sponsors of the demonstration say: the same each time, and worth reading.

It is written on PostgreSQL, which minds the length of every text; the walks of the
browser write it on SQLite.
"""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from accounts.models import Mail
from delivery.demo.projects import PROJECTS
from delivery.demo.writing import write_demo
from delivery.models import BenefitEntry
from recognition.arithmetic import arithmetic_of
from recognition.calculations.answers import Answers
from recognition.calculations.nps import Recommendations, nps
from recognition.demo.people import PEOPLE
from recognition.demo.quotes import QUOTES
from recognition.demo.writing import ROUNDS, write_voice
from recognition.models import (
    Answer,
    Assumption,
    FollowUp,
    Invitation,
    Publication,
    Question,
    Response,
    Responsibility,
    Round,
    Stakeholder,
    Story,
    Testimonial,
    ValueTranslation,
)

UNTIL = date(2026, 9, 30)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("_voice"),
]


@pytest.fixture(scope="module")
def _voice(kept: None) -> None:
    assert write_demo(UNTIL, "a-long-password")
    assert write_voice(UNTIL)


def test_everybody_who_sponsors_a_project_is_asked_and_answers_for_it():
    sponsors = {story.sponsor for story in PROJECTS if story.sponsor}
    assert sponsors <= {story.name for story in PEOPLE}
    assert Stakeholder.objects.count() == len(PEOPLE)
    named = [story for story in PROJECTS if story.sponsor]
    theirs = Responsibility.objects.filter(project__isnull=False)
    assert theirs.count() == len(named)
    assert not write_voice(UNTIL)


def test_every_answer_was_asked_for_and_lies_on_its_scale():
    for answer in Answer.objects.select_related("question", "response__round"):
        assert answer.question.questionnaire_id == (
            answer.response.round.questionnaire_id
        )
        if answer.score is not None:
            assert answer.question.scale.holds(answer.score)
    answered = Counter(
        Invitation.objects.filter(is_answered=True).values_list("round", flat=True)
    )
    assert answered == Counter(Response.objects.values_list("round", flat=True))
    for row in [*Round.objects.all(), *FollowUp.objects.all()]:
        row.full_clean()


def test_an_anonymous_round_says_nothing_about_anybody():
    responses = Response.objects.filter(round__mode="anonymous")
    assert responses.exists()
    assert not responses.exclude(stakeholder=None, answered_at=None).exists()


def score_of(round_: Round) -> Decimal:
    given = Answer.objects.filter(
        response__round=round_, question__kind=Question.Kind.NPS
    )
    counts = Counter(given.values_list("score", flat=True))
    return nps(Recommendations.of(Answers(tuple(counts.items())))).measure.number


def test_the_pmo_wins_its_sponsors_over_and_hears_about_late_bad_news():
    quarters = Round.objects.filter(name__startswith="Sponsors").order_by("period_end")
    assert quarters.count() == ROUNDS
    scores = [score_of(round_) for round_ in quarters]
    assert scores[0] < 0 < scores[-1]
    trust = {
        kind: Answer.objects.filter(question__kind=kind).values_list("score", flat=True)
        for kind in Question.TRUST
    }
    means = {kind: sum(found) / len(found) for kind, found in trust.items()}
    assert min(means, key=means.__getitem__) == Question.Kind.OPENNESS


def test_quotes_stand_where_their_authors_let_them_and_one_was_taken_back():
    states = Counter(Testimonial.objects.values_list("state", flat=True))
    assert states == {"published": 5, "withdrawn": 1, "received": 1}
    assert not Mail.objects.exists()
    said = {quote.author: quote for quote in QUOTES}
    for out in Publication.objects.filter(ended_at=None).select_related("testimonial"):
        assert said[out.testimonial.stakeholder.name].attribution is not None
        assert not said[out.testimonial.stakeholder.name].is_taken_back


def test_a_story_is_published_by_who_has_not_written_it():
    published, waiting = Story.objects.order_by("-state")
    assert (published.state, waiting.state) == ("published", "in_review")
    assert published.reviewed_by not in published.writers.all()
    assert published.numbers.get().value > 0


def test_its_improvements_are_told_as_strongly_as_they_are_proved():
    rows = ValueTranslation.objects.with_inputs().order_by("pk")
    found = {one.translation.name: one for one in arithmetic_of(rows, UNTIL)}
    levels = {name: one.evidence.value for name, one in found.items()}

    assert levels == {
        "Fewer second visits": "E2",
        "Faster month end": "E1",
        "Mains released early": "E0",
        "Old billing desks given up": "E0",
        "Records repaired by rule": "E1",
        "Invoices collected sooner": "E1",
        "Change requests decided sooner": "E0",
    }
    assert [name for name, one in found.items() if one.outdated] == ["Faster month end"]
    assert not any(one.unbound for one in found.values())
    told = found["Mains released early"].proposal.sentence
    assert "is forecast to bring" in told
    told = found["Old billing desks given up"].proposal.sentence
    assert "not available" in told
    claim = BenefitEntry.objects.get(is_draft=True)
    assert claim.translations.get().name == "Records repaired by rule"


def test_finance_has_approved_what_it_could():
    states = Counter(row.state(UNTIL).value for row in Assumption.objects.all())
    assert states == {"approved": 5, "proposed": 2, "expired": 1}
