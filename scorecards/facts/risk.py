"""Risks as they were judged over time, and what is set aside for them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Self

from delivery.calculations.risks import JudgedRisk

# Responses that change nothing about how likely or how bad a risk is.
NO_RESPONSE = {"", "accept"}


@dataclass(frozen=True, slots=True)
class AssessmentFacts:
    """How a risk was judged on a day, before its response and after it."""

    assessed_on: date
    probability: Decimal | None
    impact_money: Decimal | None
    impact_days: Decimal | None
    residual_probability: Decimal | None
    residual_money: Decimal | None
    residual_days: Decimal | None


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """A risk with its assessments in ascending order.

    Units: money in `currency`.
    """

    pk: int
    code: str
    name: str
    project_name: str
    kind: str
    category: str
    owner: str
    status: str
    currency: str
    strategy: str
    raised_on: date
    closed_on: date | None
    due_on: date | None
    response_cost: Decimal | None
    realised_amount: Decimal | None
    avoided_loss: Decimal | None
    assessments: tuple[AssessmentFacts, ...]

    @property
    def is_threat(self) -> bool:
        return self.kind == "threat"

    @property
    def has_response(self) -> bool:
        """Whether anything is done that would change how it is judged."""
        return self.strategy not in NO_RESPONSE

    def days(self) -> Iterator[date]:
        """The days that anything about it is about."""
        yield self.raised_on
        yield from (one.assessed_on for one in self.assessments)
        if self.closed_on is not None:
            yield self.closed_on

    def known_on(self, day: date) -> Self:
        """The same without judgements of later days."""
        known = (one for one in self.assessments if one.assessed_on <= day)
        return replace(self, assessments=tuple(known))

    def is_open(self, day: date) -> bool:
        """Whether it had been raised by the day and could still happen."""
        is_over = self.closed_on is not None and self.closed_on <= day
        return self.raised_on <= day and not is_over

    def judged(self, day: date) -> JudgedRisk:
        """The last judgement that was known on the day."""
        known = [one for one in self.assessments if one.assessed_on <= day]
        if not known:
            return JudgedRisk(has_response=self.has_response)
        last = known[-1]
        return JudgedRisk(
            probability=last.probability,
            money=last.impact_money,
            days=last.impact_days,
            residual_probability=last.residual_probability,
            residual_money=last.residual_money,
            residual_days=last.residual_days,
            has_response=self.has_response,
        )


@dataclass(frozen=True, slots=True)
class ReserveFacts:
    """What a project, or the portfolio itself, has set aside from a day on."""

    project_id: int | None
    valid_from: date
    reserve: Decimal | None
    reserve_days: Decimal | None
    currency: str


def reserves_on(
    reserves: tuple[ReserveFacts, ...], day: date
) -> tuple[ReserveFacts, ...]:
    """The reserve of each holder that holds on the day.

    Shape: `reserves` are in ascending order of their day.
    """
    latest: dict[int | None, ReserveFacts] = {}
    for one in reserves:
        if one.valid_from <= day:
            latest[one.project_id] = one
    return tuple(latest.values())
