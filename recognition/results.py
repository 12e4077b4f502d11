"""What one closed round says: its scores, how they spread, and how its groups differ.

Every number comes from `recognition.calculations`; here answers are sorted to questions
and groups, and what could give somebody away is taken out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.measure import Measure, Unit
from recognition import words
from recognition.calculations.answers import Answers
from recognition.calculations.ces import ces
from recognition.calculations.csat import csat
from recognition.calculations.estimate import MIN_N, Estimate, mean_estimate
from recognition.calculations.nps import Recommendations, nps
from recognition.calculations.perception import perceived_value
from recognition.calculations.responses import Responses
from recognition.calculations.suppression import suppression
from recognition.calculations.trust import Trust
from recognition.models import Answer, Question, Round

Kind = Question.Kind

# What a result is called; the kinds that are not here are a mean on their scale.
MEASURES: dict[str, str | Promise] = {
    Kind.NPS: gettext_lazy("NPS"),
    Kind.CSAT: gettext_lazy("Satisfied"),
    Kind.EXPECTATIONS: gettext_lazy("Agree"),
    Kind.AGAIN: gettext_lazy("Agree"),
    Kind.EFFORT: gettext_lazy("Ease, 1 to 7"),
    Kind.VALUE: gettext_lazy("Perceived value, 0 to 100"),
}
SHARES = {Kind.CSAT, Kind.EXPECTATIONS, Kind.AGAIN}

BREAKDOWNS: dict[str, str | Promise] = {
    "portfolio": gettext_lazy("Portfolio"),
    "stage": gettext_lazy("Stage"),
    "service": gettext_lazy("PMO service"),
}


class Given(NamedTuple):
    """One person's number in answer to one question, with the groups they are in."""

    response: str
    question: int
    score: int
    stage: str
    portfolio: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How many people gave one answer; `share` of all who answered, in percent."""

    answer: int
    people: int
    share: int


@dataclass(frozen=True, slots=True)
class Result:
    """What the answers to one question say; `moved` compares with the round before."""

    question: Question
    answers: Answers
    estimate: Estimate
    moved: str = ""

    @property
    def measure(self) -> str:
        """What the number is called."""
        return str(MEASURES.get(self.question.kind, _("Mean")))

    @property
    def value(self) -> str:
        return words.written(self.estimate)

    @property
    def span(self) -> str:
        return words.span(self.estimate)

    @property
    def sentence(self) -> str:
        """The result with how sure one is of it, or why there is none."""
        if self.estimate.measure.is_ok:
            return words.said(self.measure, self.estimate)
        return _("Not available: %(reason)s.") % {"reason": self.missing}

    @property
    def missing(self) -> str:
        return words.because(self.estimate.measure)

    @property
    def bars(self) -> list[Bar]:
        """How the answers spread over the whole scale; nothing where it is hidden."""
        scale = self.question.scale
        if scale is None or not self.estimate.measure.is_ok:
            return []
        people = dict(self.answers.counts)
        return [
            Bar(answer, found, round(100 * found / self.answers.n))
            for answer in range(scale.high, scale.low - 1, -1)
            for found in [people.get(answer, 0)]
        ]


class Cell(NamedTuple):
    """The result of a group."""

    text: str
    span: str
    n: int | None


class Group(NamedTuple):
    """One part of the people, with a result for each question."""

    name: str
    cells: list[Cell]

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of it may be shown."""
        return not any(cell.n for cell in self.cells)


class Results:
    """The results of a round, read in a fixed number of queries.

    An open round has none: whoever looked twice would see who had just answered.
    """

    def __init__(self, round_: Round) -> None:
        self.round = round_

    @property
    def is_closed(self) -> bool:
        return self.round.state == Round.State.CLOSED

    @cached_property
    def questions(self) -> list[Question]:
        """The questions that are answered with a number, in their order."""
        rows = self.round.questionnaire.questions.select_related("service")
        return [row for row in rows.order_by("position") if row.scale is not None]

    @cached_property
    def responses(self) -> Responses:
        """How many of those who were asked have answered."""
        complete = self.round.responses.filter(is_complete=True).count()
        if self.round.is_imported:
            asked = self.round.invited_elsewhere or 0
        else:
            asked = self.round.invitations.counted().count()
        return Responses(min(complete, asked), asked)

    @property
    def answered(self) -> str:
        return words.answered(self.responses)

    @property
    def population(self) -> int | None:
        return self.responses.eligible or None

    @cached_property
    def given(self) -> list[Given]:
        """Every number that was given, while there is anything to show."""
        return numbers_of(self.round) if self.is_closed else []

    @cached_property
    def before(self) -> "Round | None":
        """The round that asked the same about the same thing the time before."""
        return (
            Round.objects.filter(
                portfolio=self.round.portfolio_id,
                questionnaire=self.round.questionnaire_id,
                project=self.round.project_id,
                service=self.round.service_id,
                benefit=self.round.benefit_id,
                state=Round.State.CLOSED,
                period_end__lt=self.round.period_end,
            )
            .order_by("-period_end", "-pk")
            .first()
        )

    @cached_property
    def results(self) -> list[Result]:
        """A result for each question, compared with the round before."""
        now = by_question(self.given)
        past = Results(self.before) if self.before and self.is_closed else None
        earlier = by_question(past.given) if past else {}
        found = []
        for question in self.questions:
            answers = now.get(question.pk, Answers())
            estimate = estimate_of(question.kind, answers, self.population)
            moved = ""
            if past and question.pk in earlier:
                then = estimate_of(question.kind, earlier[question.pk], past.population)
                name = str(MEASURES.get(question.kind, _("Mean")))
                moved = words.moved(name, then, estimate, past.round.name)
            found.append(Result(question, answers, estimate, moved))
        return found

    @cached_property
    def headline(self) -> Result | None:
        """What the round is quoted with: whether it is recommended, or asked first."""
        asked = sorted(self.questions, key=lambda row: row.kind != Kind.NPS)
        if not asked:
            return None
        answers = by_question(self.given).get(asked[0].pk, Answers())
        estimate = estimate_of(asked[0].kind, answers, self.population)
        return Result(asked[0], answers, estimate)

    @cached_property
    def trust(self) -> Estimate | None:
        """The index of trust; None where not all four questions were asked."""
        places = {row.kind: row.pk for row in self.questions}
        if not set(Question.TRUST) <= set(places) or not self.is_closed:
            return None
        people: defaultdict[str, dict[int, int]] = defaultdict(dict)
        for one in self.given:
            people[one.response][one.question] = one.score
        trust = Trust.total(
            Trust.of([scores.get(places[kind]) for kind in Question.TRUST])
            for scores in people.values()
        )
        n, population = trust.scores.n, self.population
        known = population if population and n <= population else None
        return trust.index(population=known)

    @property
    def trust_said(self) -> str:
        """Trust in a sentence; nothing where nobody was asked, or too few answered."""
        if self.trust is None or not self.trust.measure.is_ok:
            return ""
        return words.said(_("Trust in the PMO"), self.trust)

    def breakdowns(self) -> list[tuple[str, str | Promise]]:
        """The divisions that this round knows of."""
        known = []
        if not self.round.is_anonymous:
            known.append("portfolio")
        if any(one.stage for one in self.given):
            known.append("stage")
        if any(row.service_id for row in self.questions):
            known.append("service")
        return [(name, BREAKDOWNS[name]) for name in known]

    def groups(self, by: str) -> list[Group]:
        """The people divided by one thing; small groups and what betrays them hidden.

        Source: docs/formulas.md, "Small groups".
        """
        if by == "service":
            return self._services()
        parts: defaultdict[str, list[Given]] = defaultdict(list)
        for one in self.given:
            parts[getattr(one, by) or _("not known")].append(one)
        answers = {name: by_question(rows) for name, rows in parts.items()}
        hidden = {
            row.pk: suppression(
                {
                    name: found.get(row.pk, Answers()).n
                    for name, found in answers.items()
                }
            ).hidden
            for row in self.questions
        }
        return [
            Group(
                name,
                [
                    cell_of(
                        row.kind,
                        answers[name].get(row.pk, Answers()),
                        is_hidden=name in hidden[row.pk],
                    )
                    for row in self.questions
                ],
            )
            for name in sorted(answers)
        ]

    def _services(self) -> list[Group]:
        """Services have questions of their own, each answered by whoever used it."""
        return [
            Group(
                f"{one.question.service}: {one.question.text}",
                [cell_of(one.question.kind, one.answers)],
            )
            for one in self.results
            if one.question.service
        ]


def numbers_of(round_: Round) -> list[Given]:
    """Every number that was given in a round, in an order that tells nothing."""
    rows = Answer.objects.filter(response__round=round_, score__isnull=False)
    return [
        Given(str(response), question, score, stage, portfolio or "")
        for response, question, score, stage, portfolio in rows.order_by(
            "response_id", "question__position"
        ).values_list(
            "response_id",
            "question_id",
            "score",
            "response__stage",
            "response__stakeholder__portfolio__name",
        )
    ]


def by_question(given: Iterable[Given]) -> Mapping[int, Answers]:
    """Pool numbers by the question that they answer."""
    counts: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for one in given:
        counts[one.question][one.score] += 1
    return {
        question: Answers(tuple(sorted(found.items())))
        for question, found in counts.items()
    }


def estimate_of(kind: str, answers: Answers, population: int | None = None) -> Estimate:
    """Return what answers of a kind come to.

    More answers than people who were asked make the number of people unknown.
    """
    known = population if population and answers.n <= population else None
    if kind in SHARES:
        return csat(answers, population=known).satisfied
    match kind:
        case Kind.NPS:
            return nps(Recommendations.of(answers), population=known)
        case Kind.EFFORT:
            return ces(answers, population=known).mean
        case Kind.VALUE:
            return perceived_value(answers, population=known)
    return mean_estimate(answers.moments(), Unit.NUMBER, population=known)


def cell_of(kind: str, answers: Answers, *, is_hidden: bool = False) -> Cell:
    """Return the result of a group, or that it is withheld."""
    estimate = estimate_of(kind, answers)
    if is_hidden and estimate.measure.is_ok:
        estimate = Estimate(Measure.suppressed(estimate.measure.unit, n=answers.n))
    if not estimate.measure.is_ok:
        return Cell(words.because(estimate.measure), "", None)
    return Cell(words.written(estimate), words.span(estimate), answers.n)


def may_list_ratings(results: Results, *, with_names: bool) -> bool:
    """Whether this reader may look at single ratings.

    Whoever may not see names may not while fewer than five people have answered: the
    page of the round says who these are.
    """
    if not results.is_closed:
        return False
    people = {one.response for one in results.given}
    return with_names or len(people) >= MIN_N


def closed_rounds(rounds: QuerySet[Round]) -> Iterator[Results]:
    """The results of several rounds, for lists."""
    for row in rounds.select_related("questionnaire"):
        yield Results(row)
