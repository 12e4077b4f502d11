"""How many people gave which answer: the raw form of every survey question."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from delivery.calculations.additive import ZERO, Additive


@dataclass(frozen=True, slots=True)
class Scale:
    """The whole numbers that a question may be answered with, ends included."""

    lowest: int
    highest: int

    def __contains__(self, answer: object) -> bool:
        return isinstance(answer, int) and self.lowest <= answer <= self.highest

    def answers(self, given: Iterable[int | None]) -> "Answers":
        """Return some people's answers; who gave none (None) is left out.

        Raises ValueError for an answer that is not on the scale.
        """
        known = [answer for answer in given if answer is not None]
        for answer in known:
            if answer not in self:
                raise ValueError(
                    f"an answer lies between {self.lowest} and {self.highest}, "
                    f"and is {answer}"
                )
        return Answers(tuple(sorted(Counter(known).items())))

    def check(self, answers: "Answers") -> None:
        """Refuse answers that were given to another question.

        Raises ValueError when one of them is not on the scale.
        """
        self.answers(answer for answer, _people in answers.counts)


SATISFACTION = Scale(1, 5)
EFFORT = Scale(1, 7)
RECOMMENDATION = Scale(0, 10)


@dataclass(frozen=True, slots=True)
class Answers(Additive):
    """Answers to one question, one for each person; pools add up with ``+``.

    Shape: `counts` holds (answer, how many people gave it) in ascending order of
    answers. A portfolio pools the answers of its parts, and never averages their
    results.

    Source: docs/formulas.md, "Answers are pooled".
    """

    counts: tuple[tuple[int, int], ...] = ()

    def __add__(self, other: Self) -> Self:
        pooled = Counter(dict(self.counts))
        pooled.update(dict(other.counts))
        return type(self)(tuple(sorted(pooled.items())))

    @property
    def n(self) -> int:
        """How many people answered."""
        return sum(people for _answer, people in self.counts)

    def between(self, lowest: int, highest: int) -> int:
        """Return how many answers lie between two, both included."""
        return sum(
            people for answer, people in self.counts if lowest <= answer <= highest
        )

    def moments(self) -> "Moments":
        """Return what their mean and their spread are made of."""
        return Moments(
            n=self.n,
            summed=Decimal(sum(answer * people for answer, people in self.counts)),
            squared=Decimal(sum(answer**2 * people for answer, people in self.counts)),
        )

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"counts": [list(count) for count in self.counts]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the answers that `as_json` wrote."""
        return cls(tuple((answer, people) for answer, people in data["counts"]))


@dataclass(frozen=True, slots=True)
class Moments(Additive):
    """Count, sum and sum of squares: mean and spread of a pool that adds up.

    Source: docs/formulas.md, "Answers are pooled".
    """

    n: int = 0
    summed: Decimal = ZERO
    squared: Decimal = ZERO

    @classmethod
    def of(cls, values: Iterable[Decimal]) -> Self:
        """Return the moments of some values; none give "nothing"."""
        given = list(values)
        return cls(
            len(given), sum(given, ZERO), sum((each * each for each in given), ZERO)
        )

    def mean(self) -> Decimal | None:
        """Return the mean, None of nothing."""
        return self.summed / self.n if self.n else None

    def variance(self) -> Decimal | None:
        """Return the variance of the sample (n - 1), None below two values."""
        if self.n <= 1:
            return None
        spread = self.squared - self.summed * self.summed / self.n
        return max(ZERO, spread) / (self.n - 1)
