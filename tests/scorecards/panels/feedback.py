"""Feedback rounds by hand, for the tests of the panels of Step 10."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from recognition.calculations.trust import ITEMS
from scorecards.facts import (
    AnswerFacts,
    AskedFacts,
    FeedbackFacts,
    ResponseFacts,
    RoundFacts,
    SponsorFacts,
)
from tests.scorecards.panels.building import END

BEFORE = date(2026, 6, 30)


def answer(kind: str, score: int, service: int | None = None) -> AnswerFacts:
    """A number; one about a service is the answer to a question that names it."""
    return AnswerFacts(kind, score, service, is_general=service is None)


def response(*answers: AnswerFacts, person: int | None = None) -> ResponseFacts:
    return ResponseFacts(person, is_complete=True, answers=answers)


def scored(kind: str, *scores: int, service: int | None = None) -> list[ResponseFacts]:
    """One response to a number, of people whom nobody knows."""
    return [response(answer(kind, score, service)) for score in scores]


def trusting(*people: Sequence[int]) -> list[ResponseFacts]:
    """One response a person: competence, openness, accuracy, benevolence."""
    return [
        response(*(answer(*pair) for pair in zip(ITEMS, one, strict=True)))
        for one in people
    ]


def round_(
    *responses: ResponseFacts,
    pk: int = 1,
    end: date = END,
    asked: int | None = None,
    invitations: Iterable[tuple[int, bool]] = (),
    is_about_all: bool = True,
) -> RoundFacts:
    """A closed round about the three months up to a day."""
    people = tuple(AskedFacts(*row) for row in invitations)
    return RoundFacts(
        pk=pk,
        name=f"Round {pk}",
        period_start=date(end.year, end.month - 2, 1),
        period_end=end,
        counts_from=end,
        is_about_all=is_about_all,
        responses=responses,
        invitations=people,
        asked=len(people) if people else asked,
    )


def feedback(
    *rounds: RoundFacts,
    sponsors: Iterable[int] = (),
    services: dict[int, str] | None = None,
    cycles: Sequence[date] = (),
) -> FeedbackFacts:
    """What a portfolio knows of its sponsors."""
    return FeedbackFacts(
        rounds=rounds,
        sponsors=tuple(map(SponsorFacts, sponsors)),
        services=tuple((services or {}).items()),
        cycles=tuple(cycles),
    )


def together(one: FeedbackFacts, other: FeedbackFacts) -> FeedbackFacts:
    """The feedback of two portfolios as if it were that of one."""
    return replace(
        one,
        rounds=one.rounds + other.rounds,
        sponsors=one.sponsors + other.sponsors,
        services=one.services + other.services,
    )


@st.composite
def rounds_of(draw, first_pk: int):
    """Up to two rounds with up to seven people, and some sponsors."""
    people = range(first_pk, first_pk + 7)
    rounds = []
    for pk in draw(st.sets(st.sampled_from([first_pk, first_pk + 1]))):
        is_anonymous = draw(st.booleans())
        invited = [person for person in people if draw(st.booleans())]
        rows = [
            response(
                answer("nps", draw(st.integers(0, 10))),
                answer("csat", draw(st.integers(1, 5))),
                answer("effort", draw(st.integers(1, 7))),
                answer("value", draw(st.integers(1, 5))),
                answer("value", draw(st.integers(1, 5)), first_pk),
                *(answer(name, draw(st.integers(1, 5))) for name in ITEMS),
                person=None if is_anonymous else person,
            )
            for person in invited
        ]
        rounds.append(
            round_(
                *rows,
                pk=pk,
                end=draw(st.sampled_from([END, BEFORE])),
                invitations=[(person, True) for person in invited],
                asked=draw(st.none() | st.integers(0, 9)),
            )
        )
    return feedback(
        *rounds,
        sponsors=[pk for pk in people if draw(st.booleans())],
        services={first_pk: f"Service {first_pk}"},
    )
