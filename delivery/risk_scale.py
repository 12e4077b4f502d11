"""A risk scale in use: words to numbers, numbers to steps, risks to a matrix."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from delivery.calculations.risks import nearest_step
from delivery.models import Portfolio, Risk, RiskLevel
from delivery.models.risk import STEPS

Dimension = Literal["probability", "money", "days"]

# What a new scale is filled with; its impacts are the portfolio's own.
SUGGESTED = (
    (_("very unlikely"), "0.05", _("negligible")),
    (_("unlikely"), "0.2", _("minor")),
    (_("possible"), "0.4", _("moderate")),
    (_("likely"), "0.65", _("major")),
    (_("almost certain"), "0.9", _("severe")),
)


def misfits(
    step: Mapping[str, Any], others: Iterable[RiskLevel]
) -> Iterator[tuple[str, str]]:
    """Yield each field of a step that does not fit the others, and why.

    A higher step stands for more, and a word for one number only. What a step does
    not say fits.
    """
    position = step.get("position")
    for other in others:
        for name in ("probability_label", "impact_label"):
            word = str(step.get(name) or "").strip().casefold()
            if word == getattr(other, name).strip().casefold():
                yield name, gettext("Another step has this word.")
        if position is not None and position != other.position:
            yield from _out_of_order(step, other, is_above=position > other.position)


def _out_of_order(
    step: Mapping[str, Any], other: RiskLevel, *, is_above: bool
) -> Iterator[tuple[str, str]]:
    for name in ("probability", "impact_money", "impact_days"):
        own, theirs = step.get(name), getattr(other, name)
        if own is None or theirs is None:
            continue
        if own <= theirs if is_above else own >= theirs:
            text = (
                gettext("It must be more than that of step %(step)s.")
                if is_above
                else gettext("It must be less than that of step %(step)s.")
            )
            yield name, text % {"step": other.position}


@dataclass(frozen=True, slots=True)
class Scale:
    """The steps of one portfolio, from 1 up; none where nobody has set any."""

    levels: tuple[RiskLevel, ...] = ()

    @classmethod
    def of(cls, portfolio: Portfolio) -> "Scale":
        """Return the scale that holds for a portfolio, in one query."""
        return cls(tuple(RiskLevel.objects.holding_for(portfolio)))

    @staticmethod
    def dimension_of(field: str) -> Dimension:
        """Return which of the three numbers a field of an assessment is."""
        if field.endswith("probability"):
            return "probability"
        return "days" if field.endswith("days") else "money"

    def number(self, level: RiskLevel, dimension: Dimension) -> Decimal | None:
        """Return what a step stands for."""
        name = "probability" if dimension == "probability" else f"impact_{dimension}"
        found: Decimal | None = getattr(level, name)
        return found

    def label(self, level: RiskLevel, dimension: Dimension) -> str:
        """Return the word of a step."""
        if dimension == "probability":
            return level.probability_label
        return level.impact_label

    def words(self, dimension: Dimension) -> dict[str, Decimal]:
        """Return the numbers that the words of the scale stand for."""
        return {
            self.label(level, dimension).strip().casefold(): number
            for level in self.levels
            if (number := self.number(level, dimension)) is not None
        }

    def suggestions(self) -> list[tuple[Dimension, list[str]]]:
        """Return the words to choose from, for each of the three numbers."""
        dimensions: tuple[Dimension, ...] = ("probability", "money", "days")
        return [
            (
                dimension,
                [
                    self.label(level, dimension)
                    for level in self.levels
                    if self.number(level, dimension) is not None
                ],
            )
            for dimension in dimensions
        ]

    def step(self, value: Decimal | None, dimension: Dimension) -> int | None:
        """Return the step that a number is nearest to; None for no number or scale."""
        steps = [
            (level.position, number)
            for level in self.levels
            if (number := self.number(level, dimension)) is not None
        ]
        return nearest_step(value, steps)


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The risks of one step of probability and one step of impact."""

    probability: int
    impact: int
    risks: tuple[Risk, ...]

    @property
    def weight(self) -> str:
        """How much it calls for, by the product of its steps: low, medium or high."""
        product = self.probability * self.impact
        if product >= HIGH_FROM:
            return "high"
        return "medium" if product >= MEDIUM_FROM else "low"


HIGH_FROM = 15
MEDIUM_FROM = 6


@dataclass(frozen=True, slots=True)
class Matrix:
    """Risks by steps: rows of falling probability, in each the impacts rising.

    `left_out` counts the risks that are not judged, or have no scale.
    """

    rows: tuple[tuple[str, tuple[MatrixCell, ...]], ...]
    impacts: tuple[str, ...]
    left_out: int

    @classmethod
    def of(
        cls, risks: Sequence[Risk], scales: dict[int, Scale], *, after: bool = False
    ) -> "Matrix":
        """Arrange risks `with_latest_assessment`, each on its portfolio's scale.

        They lie where they are before their response, or where they are `after` it.
        """
        places = [(place_of(risk, scales, after=after), risk) for risk in risks]
        found: dict[tuple[int, int], list[Risk]] = {}
        for place, risk in places:
            if place is not None:
                found.setdefault(place, []).append(risk)
        words = _shared_words(scales.values())
        return cls(
            rows=tuple(
                (
                    words.get(("probability", step), str(step)),
                    tuple(
                        MatrixCell(step, impact, tuple(found.get((step, impact), ())))
                        for impact in range(1, STEPS + 1)
                    ),
                )
                for step in range(STEPS, 0, -1)
            ),
            impacts=tuple(
                words.get(("impact", step), str(step)) for step in range(1, STEPS + 1)
            ),
            left_out=sum(place is None for place, _risk in places),
        )

    @property
    def is_empty(self) -> bool:
        return not any(cell.risks for _label, cells in self.rows for cell in cells)


def place_of(
    risk: Risk, scales: dict[int, Scale], *, after: bool = False
) -> tuple[int, int] | None:
    """Return the steps of a risk: its probability, and the worse of its impacts."""
    scale, judged = scales.get(risk.portfolio_id, Scale()), risk.judged
    money = judged.residual if after else judged.inherent
    delay = judged.residual_delay if after else judged.inherent_delay
    probability = scale.step(money.probability or delay.probability, "probability")
    impacts = (scale.step(money.amount, "money"), scale.step(delay.amount, "days"))
    worst = max((step for step in impacts if step is not None), default=None)
    if probability is None or worst is None:
        return None
    return probability, worst


def _shared_words(scales: Iterable[Scale]) -> dict[tuple[str, int], str]:
    """Return the words of the steps, where all the scales use the same."""
    found: dict[tuple[str, int], set[str]] = {}
    for scale in scales:
        for level in scale.levels:
            key = level.position
            found.setdefault(("probability", key), set()).add(level.probability_label)
            found.setdefault(("impact", key), set()).add(level.impact_label)
    return {key: words.pop() for key, words in found.items() if len(words) == 1}


def scales_of(portfolios: Iterable[Portfolio]) -> dict[int, Scale]:
    """Return the scale of each portfolio: its own, or the nearest above; one query."""
    wanted = list(portfolios)
    slugs = {slug for one in wanted for slug in one.path.strip("/").split("/")}
    own: dict[str, list[RiskLevel]] = {}
    rows = RiskLevel.objects.filter(portfolio__slug__in=slugs)
    for level in rows.select_related("portfolio").order_by("position"):
        own.setdefault(level.portfolio.path, []).append(level)
    return {one.pk: Scale(_nearest(one.path, own)) for one in wanted}


def _nearest(path: str, own: dict[str, list[RiskLevel]]) -> tuple[RiskLevel, ...]:
    above = [scale for scale in own if path.startswith(scale)]
    return tuple(own[max(above, key=len)]) if above else ()
