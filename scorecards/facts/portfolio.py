"""Everything that one portfolio knows."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import takewhile
from typing import Any, Self, TypeVar

from delivery.calculations.exchange import Rates
from delivery.calculations.periods import add_months
from scorecards.facts.benefit import BenefitFacts, OverlapFacts
from scorecards.facts.demand import DemandFacts
from scorecards.facts.feedback import FeedbackFacts
from scorecards.facts.issue import IssueFacts
from scorecards.facts.kpi import KpiFacts
from scorecards.facts.objective import ObjectiveFacts
from scorecards.facts.project import ProjectFacts
from scorecards.facts.quality import QualityFacts, ReworkFacts
from scorecards.facts.resource import ResourceFacts
from scorecards.facts.risk import ReserveFacts, RiskFacts
from scorecards.facts.service import ServiceFacts
from scorecards.facts.value import ValueItemFacts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RatingFacts:
    """A step of the portfolio's rating scale, the best first."""

    label: str
    colour: str


@dataclass(frozen=True, slots=True)
class PortfolioFacts:
    """Everything that a portfolio itself knows; what lies below it is not here.

    `objectives` are its own and those above. Facts that were converted remember the
    `origin`: the same in the currencies they were recorded in.
    """

    slug: str
    currency: str
    time_tolerance: Decimal
    cost_tolerance: Decimal
    ratings: tuple[RatingFacts, ...]
    projects: tuple[ProjectFacts, ...]
    kpis: tuple[KpiFacts, ...]
    benefits: tuple[BenefitFacts, ...]
    resources: tuple[ResourceFacts, ...]
    objectives: tuple[ObjectiveFacts, ...] = ()
    rates: Rates = field(default_factory=Rates)
    origin: "PortfolioFacts | None" = None
    overlaps: tuple[OverlapFacts, ...] = ()
    services: tuple[ServiceFacts, ...] = ()
    risks: tuple[RiskFacts, ...] = ()
    reserves: tuple[ReserveFacts, ...] = ()
    issues: tuple[IssueFacts, ...] = ()
    rework: tuple[ReworkFacts, ...] = ()
    quality: tuple[QualityFacts, ...] = ()
    feedback: FeedbackFacts = field(default_factory=FeedbackFacts)
    value: tuple[ValueItemFacts, ...] = ()
    demand: DemandFacts = field(default_factory=DemandFacts)
    _results: dict[Hashable, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, name: Hashable, work_out: Callable[[], T]) -> T:
        """Work something out when it is first asked for, and remember it.

        The periods of a refresh overlap: each shows the seven before it as well.
        """
        if name not in self._results:
            self._results[name] = work_out()
        found: T = self._results[name]
        return found

    def objectives_on(self, day: date) -> list[ObjectiveFacts]:
        """The objectives in force on a day, here and above."""
        return [one for one in self.objectives if one.is_in_force(day)]

    def for_reading(self, as_of: date) -> Self:
        """The facts that a period can depend on when it is read as of a day.

        What was reported or measured later is left out; but for the first of each,
        which says when a project or a KPI began. No panel shows annotations.
        """
        return replace(
            self,
            projects=tuple(
                replace(
                    project,
                    updates=_begun(
                        project.updates, lambda row: row.status_date <= as_of
                    ),
                )
                for project in self.projects
            ),
            kpis=tuple(
                replace(
                    kpi,
                    readings=_begun(
                        kpi.readings, lambda row: row.period_start <= as_of
                    ),
                    decisions=tuple(
                        row for row in kpi.decisions if row.period_start <= as_of
                    ),
                    annotations=(),
                )
                for kpi in self.kpis
            ),
            resources=tuple(one.for_reading(as_of) for one in self.resources),
            rates=self.rates.known_by(as_of),
            origin=self.origin.for_reading(as_of) if self.origin else None,
            risks=tuple(
                risk.known_on(as_of) for risk in self.risks if risk.raised_on <= as_of
            ),
            reserves=tuple(row for row in self.reserves if row.valid_from <= as_of),
            issues=tuple(
                issue.known_on(as_of)
                for issue in self.issues
                if issue.opened_on <= as_of
            ),
            rework=tuple(row for row in self.rework if row.month <= as_of),
            quality=tuple(row for row in self.quality if row.month <= as_of),
            feedback=self.feedback.known_on(as_of),
            value=tuple(item for item in self.value if item.start <= as_of),
            demand=self.demand.known_on(as_of),
        )

    def value_known_on(self, day: date) -> tuple[ValueItemFacts, ...]:
        """The pieces of value as a period that is read as of a day knows them.

        One that is over knows what had happened by its end. The latest one knows all:
        its value is told and answered for after its last fact, and that is no fact
        which another period would begin with.
        """
        begun = tuple(item for item in self.value if item.start <= day)
        if self.is_latest(day):
            return begun
        return tuple(item.known_on(day) for item in begun)

    def value_aged_on(self, day: date) -> date:
        """The day on which the age of value is read, in a period read as of a day.

        The latest period goes on waiting after its last fact: until the last day that
        the ledger knows.
        """
        if not self.is_latest(day):
            return day
        return max([day, *(one for item in self.value for one in item.days())])

    def is_latest(self, day: date) -> bool:
        """Whether nothing is reported or measured of a later day."""
        last_day = self.once("last day", self.last_day)
        return last_day is None or day >= last_day

    def first_day(self) -> date | None:
        """The first day that any fact is about; None without facts."""
        return min(self._days(), default=None)

    def last_day(self) -> date | None:
        """The last day that any reported or measured fact is about."""
        return max(self._days(), default=None)

    def _days(self) -> list[date]:
        return [
            *(row.status_date for project in self.projects for row in project.updates),
            *(
                project.actual_finish
                for project in self.projects
                if project.actual_finish
            ),
            *(
                row.actual_on
                for project in self.projects
                for row in project.milestones
                if row.actual_on
            ),
            *(
                row.actual_finish
                for project in self.projects
                for row in project.tasks
                if row.actual_finish
            ),
            *(row.period_end for kpi in self.kpis for row in kpi.readings),
            *(
                add_months(row.month, 1) - timedelta(days=1)
                for resource in self.resources
                for row in resource.booked
            ),
            *(
                row.month
                for benefit in self.benefits
                for row in benefit.entries
                if row.kind in {"claimed", "validated"}
            ),
            *(row.month for service in self.services for row in service.costs),
            *(day for risk in self.risks for day in risk.days()),
            *(day for issue in self.issues for day in issue.days()),
            *(row.month for row in self.rework),
            *(row.month for row in self.quality),
            *(one.counts_from for one in self.feedback.rounds),
        ]


def _begun(rows: tuple[T, ...], is_known: Callable[[T], bool]) -> tuple[T, ...]:
    """The first of some rows in order of time, and those after it that are known."""
    return rows[:1] + tuple(takewhile(is_known, rows[1:]))
