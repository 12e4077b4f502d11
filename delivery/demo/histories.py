"""From a story to the rows it leaves behind: pure, and the same every time.

Months are counted from 0, the first that is covered; the demonstration covers
thirty. Randomness is seeded by the code of the thing itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import floor, log10
from random import Random

from delivery.calculations.periods import add_months
from delivery.demo.benefits import BenefitStory
from delivery.demo.kpis import KpiStory
from delivery.demo.projects import DONE, HOLD, PLANNED, STOPPED, ProjectStory
from delivery.models import BenefitEntry, Kpi

MONTHS = 30
MONTHS_AHEAD = 12
# Finance validates a month some time after it was claimed.
VALIDATION_LAG = 1
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months that end with a given day."""

    until: date
    months: int = MONTHS

    def first_day(self, month: int) -> date:
        """The first day of a month; months may lie beyond those covered."""
        return add_months(self.until, month - (self.months - 1))

    def last_day(self, month: int) -> date:
        """The last day of a month."""
        return self.first_day(month + 1) - timedelta(days=1)

    def day(self, position: Decimal) -> date:
        """The day at a position in months, such as 4.5 for the middle of month 4."""
        month = int(position)
        days = (self.last_day(month) - self.first_day(month)).days
        return self.first_day(month) + timedelta(days=int((position - month) * days))

    def year_begins(self, month: int) -> int:
        """The position of January of the month's year."""
        return month - (self.first_day(month).month - 1)


def curve(progress: Decimal) -> Decimal:
    """The share of the work that is done at a share of the time: slow, fast, slow."""
    t = min(max(progress, Decimal(0)), Decimal(1))
    return t * t * (3 - 2 * t)


def blend(start: Decimal, end: Decimal, share: Decimal) -> Decimal:
    """A value on the way from start to end."""
    return start + (end - start) * min(max(share, Decimal(0)), Decimal(1))


@dataclass(frozen=True, slots=True)
class ProjectRun:
    """How the work of a project really went, by month.

    Units: positions in months, money in euros. `covered` is the number of months
    that there are reports of.
    """

    story: ProjectStory
    covered: int = MONTHS

    @property
    def pace(self) -> Decimal:
        return Decimal(self.story.pace)

    @property
    def cost(self) -> Decimal:
        return Decimal(self.story.cost)

    @property
    def months_needed(self) -> Decimal:
        return self.story.months / self.pace

    @property
    def finishes_at(self) -> Decimal:
        return self.story.begins + self.months_needed

    def months_reported(self) -> range:
        """The months with a status update: from the start until it is over."""
        story = self.story
        if story.status == PLANNED:
            return range(0)
        if story.status == STOPPED:
            return range(story.begins, story.begins + story.months // 2)
        if story.status == HOLD:
            return range(story.begins, self.covered - 3)
        if story.status == DONE:
            return range(story.begins, int(self.finishes_at) + 1)
        return range(story.begins, self.covered)

    def progress(self, month: int) -> Decimal:
        """The share of the time needed that has passed at the end of a month."""
        return min((month + 1 - self.story.begins) / self.months_needed, Decimal(1))

    def budget(self, month: int) -> Decimal:
        """The approved budget that was current in a month."""
        amount, replanned = self.story.amount, self.story.replanned_at
        if replanned is None or month < replanned:
            return amount
        return (amount * blend(Decimal(1), self.cost, Decimal("0.7"))).quantize(CENT)

    def months_planned(self, month: int) -> Decimal:
        """The planned duration that was current in a month."""
        replanned = self.story.replanned_at
        if replanned is None or month < replanned:
            return Decimal(self.story.months)
        return self.months_needed

    def planned_value(self, month: int) -> Decimal:
        passed = (month + 1 - self.story.begins) / self.months_planned(month)
        return (self.budget(month) * curve(passed)).quantize(CENT)

    def earned_value(self, month: int) -> Decimal:
        return (self.budget(month) * curve(self.progress(month))).quantize(CENT)

    def actual_cost(self, month: int) -> Decimal:
        return (self.story.amount * self.cost * curve(self.progress(month))).quantize(
            CENT
        )

    def insight(self, month: int) -> Decimal:
        """How much of its real pace and cost the project admits by a month."""
        return self.progress(month) * Decimal("1.4")

    def forecast_finish_at(self, month: int) -> Decimal:
        pace = blend(Decimal(1), self.pace, self.insight(month))
        return max(self.story.begins + self.story.months / pace, Decimal(month))

    def forecast_cost(self, month: int) -> Decimal:
        factor = blend(Decimal(1), self.cost, self.insight(month))
        return (self.story.amount * factor).quantize(CENT)

    def in_year(self, begins: int, month: int) -> tuple[Decimal, Decimal]:
        """Budget and forecast of the fiscal year that begins in a month."""
        plan = [
            self.budget(month)
            * curve((at - self.story.begins) / self.months_planned(month))
            for at in (begins, begins + 12)
        ]
        work = [
            self.story.amount
            * self.cost
            * curve((at - self.story.begins) / self.months_needed)
            for at in (begins, begins + 12)
        ]
        return (plan[1] - plan[0]).quantize(CENT), (work[1] - work[0]).quantize(CENT)

    def colour(self, month: int) -> str:
        """The overall rating that the project gives itself."""
        if self.story.rated_kindly:
            return "green"
        late = self.forecast_finish_at(month) - self.story.begins
        slip = late / self.months_planned(month) - 1
        overrun = self.forecast_cost(month) / self.budget(month) - 1
        worst = max(slip, overrun)
        if worst > Decimal("0.14"):
            return "red"
        return "amber" if worst > Decimal("0.05") else "green"


def kpi_values(story: KpiStory, months: int = MONTHS) -> list[Decimal | None]:
    """The monthly values of a KPI; None where nobody has entered one."""
    random = Random(story.code)
    values: list[Decimal | None] = []
    for month in range(months):
        if story.turns_at is None:
            way = story.last - story.first
            level = story.first + way * month / max(months - 1, 1)
        else:
            level = story.last if month >= story.turns_at else story.first
        value = level + random.gauss(0, story.noise)
        if story.unit == Kpi.Unit.RATIO and story.target <= 1:
            value = min(value, max(1.0, story.last + 2 * story.noise))
        known = story.gap_from is None or month < story.gap_from
        places = 0 if story.adds_up else decimals(story)
        if story.cases:
            value = round(value * story.cases) / story.cases
            places = 6
        values.append(round(Decimal(str(max(value, 0))), places) if known else None)
    return values


def decimals(story: KpiStory) -> int:
    """As exact as somebody would write it down: a digit beyond what it wobbles by."""
    if story.unit == Kpi.Unit.MONEY:
        return 2
    return max(0, 1 - floor(log10(story.noise))) if story.noise else 4


Amount = tuple[int, BenefitEntry.Kind, Decimal]


def benefit_amounts(
    code: str, story: BenefitStory, months: int = MONTHS
) -> Iterator[Amount]:
    """The monthly amounts of a benefit: planned, forecast, claimed and validated."""
    if not story.monthly:
        return
    random = Random(code)
    ends = story.begins + 1 if story.once else months + MONTHS_AHEAD
    for month in range(story.begins, ends):
        level = min(Decimal(month - story.begins + 1) / story.ramp, Decimal(1))
        planned = (story.amount * level).quantize(CENT)
        yield month, BenefitEntry.Kind.PLANNED, planned
        if story.came_true is None:
            continue
        expected = (planned * Decimal(story.came_true)).quantize(CENT)
        yield month, BenefitEntry.Kind.FORECAST, expected
        if month >= months:
            continue
        came = Decimal(str(random.uniform(0.94, 1.06)))
        claimed = (expected * came).quantize(CENT)
        yield month, BenefitEntry.Kind.CLAIMED, claimed
        if month < months - VALIDATION_LAG:
            validated = (claimed * Decimal(story.confirmed)).quantize(CENT)
            yield month, BenefitEntry.Kind.VALIDATED, validated
