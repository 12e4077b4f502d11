"""The smallest panels that show how a scorecard is put together."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Self

from delivery.calculations.measure import Better, Measure, Rag, Unit, divide
from delivery.calculations.periods import Period
from scorecards import theme
from scorecards.facts import PortfolioFacts
from scorecards.panels.contract import (
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Quantity,
    Reading,
    Readings,
    Row,
    Scene,
    Table,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many projects there are, what they cost, and when each was reported."""

    count: int = 0
    cost: Decimal | None = Decimal(0)
    currency: str = ""
    reported: tuple[tuple[str, date, Decimal], ...] = ()

    def __add__(self, other: Self) -> Self:
        unknown = self.cost is None or other.cost is None
        return replace(
            self,
            count=self.count + other.count,
            cost=None if unknown else (self.cost or 0) + (other.cost or 0),
            reported=tuple(sorted((*self.reported, *other.reported))),
        )

    def converted(self, rate: Decimal | None) -> Self:
        return replace(self, cost=None if rate is None else (self.cost or 0) * rate)


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Tally:
    known = [
        (project.name, update.status_date, update.whole_life_cost)
        for project in facts.projects
        for update in project.updates_by(as_of)
        if period.contains(update.status_date) and update.whole_life_cost is not None
    ]
    return Tally(
        count=len({name for name, _, _ in known}),
        cost=sum((cost for _, _, cost in known), Decimal(0)),
        currency=facts.currency,
        reported=tuple(sorted(known)),
    )


def read(tally: Tally, scene: Scene) -> Readings:
    count = Measure.of(tally.count, Unit.COUNT)
    cost = (
        Measure.missing("NO_FX_RATE:any", Unit.MONEY)
        if tally.cost is None
        else Measure.of(tally.cost, Unit.MONEY, currency=scene.currency)
    )
    return {
        "projects.count": Reading(
            label="Projects",
            measure=count,
            better=Better.HIGHER,
            trend=(None, Decimal(tally.count)),
        ),
        "projects.whole_life_cost": Reading(
            label="Whole-life cost",
            measure=cost,
            missing="" if cost.is_ok else "there is no exchange rate",
        ),
    }


def present(tally: Tally, readings: Readings, scene: Scene) -> Content:
    table = Table(
        columns=(
            Column(label="Project"),
            Column(label="Reported", is_date=True),
            Column(label="Cost", unit=Unit.MONEY, currency=scene.currency),
            Column(label="Course", is_trend=True),
            Column(label="Size", is_quantity=True),
            Column(label="Verdict", is_status=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    name,
                    day,
                    cost,
                    (None, cost),
                    Quantity(cost, Unit.NUMBER, label="metres"),
                    Rag.GREEN.value,
                ),
                href="/delivery/",
            )
            for name, day, cost in tally.reported
        ),
        empty="Nothing has been reported.",
    )
    return Content(
        sentence=f"{tally.count} projects in {scene.name}, "
        f"{len(readings)} of {len(scene.readings)} numbers",
        table=table,
        further=(Table(columns=(Column(label="Name"),), rows=(), title="More"),),
        notes=("A note.",),
        support="A second sentence.",
        rag=Rag.AMBER,
        picture=Picture(
            title="Cost by project",
            description="One bar for each project.",
            figure={
                "data": [
                    {
                        "type": "bar",
                        "x": [name for name, _, _ in tally.reported] or ["none"],
                        "y": [float(cost) for _, _, cost in tally.reported] or [0.0],
                        "marker": {"color": theme.ACCENT},
                    }
                ],
                "layout": {"yaxis": {"range": [0, 1000]}},
            },
        ),
    )


def read_share(tally: Tally, scene: Scene) -> Readings:
    measure = divide(tally.count, sum(1 for _ in scene.children) + 1)
    return {"tiny.share": Reading(label="Projects a portfolio", measure=measure)}


def present_share(tally: Tally, readings: Readings, scene: Scene) -> Content | None:
    if not scene.children:
        return None
    names = ", ".join(child.name for child in scene.children)
    return Content(
        sentence=f"{names}: {len(scene.readings)} readings",
        table=Table(columns=(Column(label="Nothing"),), rows=()),
    )


TALLY = Panel(
    key="tally",
    question="What is there?",
    outcome=Outcome.DATA,
    lead="projects.count",
    component=Tally,
    collect=collect,
    read=read,
    present=present,
)
SHARE = Panel(
    key="share",
    question="How is it spread?",
    outcome=Outcome.DELIVERY,
    lead="tiny.share",
    component=Tally,
    collect=collect,
    read=read_share,
    present=present_share,
)
PANELS = (TALLY, SHARE)
