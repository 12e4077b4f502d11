"""What each sponsor feels beside what was delivered where they are: for leads only.

Only answers that bear a name are read, and of each person the latest of the period.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from delivery.calculations.measure import exact
from delivery.calculations.periods import Period
from delivery.models import Portfolio
from recognition.calculations.estimate import Interval
from recognition.calculations.perception import PER_STEP, Recognition, recognised
from recognition.models import Answer, Mode, Question, Round, Stakeholder
from scorecards.models import Scorecard
from scorecards.panels.quadrants import NEXT, quadrant
from scorecards.snapshots import readings_from_json

SCORE = "rollup.score"
COLUMNS = (
    "name",
    "role",
    "portfolio",
    "delivered",
    "rating",
    "felt",
    "gap",
    "in_words",
    "what_to_do",
)


class Feeling(NamedTuple):
    """One person's rating beside the score of their portfolio.

    Units: `delivered`, `felt` and `gap` in points of 100, the rating from 1 to 5.
    """

    person: Stakeholder
    rating: int
    delivered: Decimal | None

    @property
    def felt(self) -> Decimal:
        return PER_STEP * (self.rating - 1)

    @property
    def gap(self) -> Decimal | None:
        return None if self.delivered is None else self.delivered - self.felt

    @property
    def recognition(self) -> Recognition:
        """Of one person there is no sample, and so no interval."""
        if self.gap is None:
            return Recognition.UNKNOWN
        return recognised(self.gap, Interval(self.gap, self.gap))

    @property
    def words(self) -> str:
        return str(VERDICTS[self.quadrant][0])

    @property
    def advice(self) -> str:
        return str(VERDICTS[self.quadrant][1])

    @property
    def quadrant(self) -> str:
        """Which of the corners of delivered and felt this is."""
        return quadrant(self.delivered, self.recognition)


VERDICTS: dict[str, tuple[str | Promise, str | Promise]] = {
    "unloved": (_("green but unloved"), NEXT["unloved"]),
    "under": (_("under-recognised"), NEXT["under"]),
    "trusted": (_("red but trusted"), NEXT["trusted"]),
    "over": (_("over-credited"), NEXT["over"]),
    "aligned": (_("aligned"), NEXT["aligned"]),
    "unknown": (
        _("not available: the portfolio has no score"),
        _("Measure a KPI of the portfolio that has limits."),
    ),
}


def feelings(portfolio: Portfolio, period: Period, reader: User) -> list[Feeling]:
    """Return whoever rated the value of the period, the widest gap first.

    Names are those of rounds that the reader may read with names.
    """
    ratings = _ratings(portfolio, period, reader)
    scores = dict(_scores({person.portfolio_id for person, _rating in ratings}, period))
    found = [
        Feeling(person, rating, scores.get(person.portfolio_id))
        for person, rating in ratings
    ]
    return sorted(found, key=_widest_first)


def _widest_first(one: Feeling) -> tuple[bool, Decimal, str]:
    gap = one.gap
    return gap is None, -abs(gap or Decimal(0)), one.person.name


def _ratings(
    portfolio: Portfolio, period: Period, reader: User
) -> list[tuple[Stakeholder, int]]:
    named = (
        Round.objects.read_by(reader)
        .filter(state=Round.State.CLOSED, period_end__range=(period.start, period.end))
        .exclude(mode=Mode.ANONYMOUS)
    )
    answers = Answer.objects.filter(
        question__kind=Question.Kind.VALUE,
        question__service=None,
        score__isnull=False,
        response__round__in=named.order_by(),
        response__round__service=None,
        response__stakeholder__erased_at=None,
        response__stakeholder__portfolio__path__startswith=portfolio.path,
    )
    latest = {
        answer.response.stakeholder: answer.score
        for answer in answers.select_related(
            "response__stakeholder__portfolio"
        ).order_by("response__answered_at", "response_id")
    }
    return list(latest.items())


def _scores(portfolios: set[int], period: Period) -> Iterator[tuple[int, Decimal]]:
    stored = Scorecard.objects.built().filter(
        portfolio__in=portfolios, period_key=period.key
    )
    for portfolio, readings in stored.values_list("portfolio_id", f"readings__{SCORE}"):
        if readings is None:
            continue
        measure = readings_from_json({SCORE: readings})[SCORE].measure
        if measure.is_ok:
            yield portfolio, exact(measure.number)


def feeling_rows(found: list[Feeling]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a file, in the order of COLUMNS."""
    for one in found:
        yield (
            one.person.name,
            one.person.get_role_display(),
            one.person.portfolio.name,
            one.delivered,
            one.rating,
            one.felt,
            one.gap,
            one.words,
            one.advice,
        )
