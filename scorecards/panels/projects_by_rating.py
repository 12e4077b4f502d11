"""How are the projects rated? By rating, over the last periods, with their cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.amount import Amount
from delivery.calculations.exchange import pair
from delivery.calculations.measure import Measure, Unit
from delivery.calculations.periods import Period
from scorecards.currencies import at_closing_rate, recorded
from scorecards.facts import PortfolioFacts, ProjectFacts, UpdateFacts
from scorecards.figures import (
    Part,
    RatingPeriod,
    Tone,
    rating_distribution_figure,
)
from scorecards.panels import wording
from scorecards.panels.contract import (
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.history import history, last_periods, short_label
from scorecards.panels.links import project_url
from scorecards.panels.parts import History, Keyed, Ranking
from scorecards.panels.rates import has_projects
from scorecards.panels.readings import Absence, reading
from scorecards.panels.wording import Noun

# Projects without a rating, or with one that the scale does not have.
OTHER = ""

TONES = {
    "green": (Tone.GOOD, Tone.GOOD_ATTENTION),
    "red": (Tone.ATTENTION_CRITICAL, Tone.CRITICAL),
}
AMBERS = {
    1: (Tone.ATTENTION,),
    2: (Tone.GOOD_ATTENTION, Tone.ATTENTION),
}
MORE_AMBERS = (Tone.GOOD_ATTENTION, Tone.ATTENTION, Tone.ATTENTION_CRITICAL)


@dataclass(frozen=True, slots=True)
class Level:
    """A step of a rating scale; position 1 is the best."""

    position: int
    label: str
    colour: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The ratings that projects may have, the best first.

    Scales of different portfolios are put together by their labels.
    """

    levels: tuple[Level, ...] = ()

    def __add__(self, other: Self) -> Self:
        found: dict[str, Level] = {}
        ordered = sorted(
            (*self.levels, *other.levels),
            key=lambda level: (level.position, level.label, level.colour),
        )
        for level in ordered:
            found.setdefault(level.label, level)
        return type(self)(tuple(found.values()))

    def parts(self) -> list[Part]:
        """The ratings as parts of a picture, each with its tone."""
        return [Part(level.label, self._tone(level)) for level in self.levels]

    def _tone(self, level: Level) -> Tone:
        alike = [one for one in self.levels if one.colour == level.colour]
        place = alike.index(level)
        if level.colour == "red":
            return TONES["red"][place == len(alike) - 1]
        if level.colour == "green":
            return TONES["green"][place > 0]
        tones = AMBERS.get(len(alike), MORE_AMBERS)
        return tones[min(place, len(tones) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedProject:
    """A project reported in the period; the worst and costliest come first."""

    pk: int
    name: str
    organisation: str
    rating: str
    position: int
    reported_on: date
    cost: Decimal | None

    @property
    def rank(self) -> tuple[Any, ...]:
        return -self.position, self.name, self.pk

    def converted(self, rate: Decimal | None) -> Self:
        """The same with its cost in another currency, unknown without a rate."""
        unknown = rate is None or self.cost is None
        return replace(self, cost=None if unknown else self.cost * rate)  # type: ignore[operator]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings(Additive):
    """Projects reported in the last periods by rating, and what this one's cost."""

    scale: Scale
    counts: History[Keyed[int]]
    cost: Amount
    rows: Ranking[RatedProject]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Ratings:
    """Count the projects by the last rating each was given in a period."""
    scale = Scale(
        tuple(
            Level(position, level.label, level.colour)
            for position, level in enumerate(facts.ratings, start=1)
        )
    )
    positions = {level.label: level.position for level in scale.levels}

    def counts(past: Period, day: date) -> Keyed[int]:
        return Keyed.of(
            (update.rating if update.rating in positions else OTHER, 1)
            for _project, update in reported(facts, past, day)
        )

    found = list(reported(facts, period, as_of))
    costs = {project.pk: _cost(project, facts, as_of) for project, _update in found}
    return Ratings(
        scale=scale,
        counts=history(facts, "ratings", period, as_of, counts),
        cost=Amount.total(costs.values()),
        rows=Ranking.of(
            RatedProject(
                pk=project.pk,
                name=project.name,
                organisation=project.organisation,
                rating=update.rating or "",
                position=positions.get(update.rating or "", 0),
                reported_on=update.status_date,
                cost=costs[project.pk].amount if costs[project.pk].known else None,
            )
            for project, update in found
        ),
    )


def reported(
    facts: PortfolioFacts, period: Period, as_of: date
) -> Iterable[tuple[ProjectFacts, UpdateFacts]]:
    """The projects with a status update in the period, and the last one of each."""
    for project in facts.projects:
        update = project.update(min(as_of, period.end))
        if update and update.status_date >= period.start:
            yield project, update


def _cost(project: ProjectFacts, facts: PortfolioFacts, as_of: date) -> Amount:
    """The whole-life cost that was reported last, a commitment at the closing rate.

    The approved budget does not stand in for it: it leaves out the years of use.
    """
    own = recorded(facts, project)
    update = own.update(as_of)
    cost = update.whole_life_cost if update else None
    converted = at_closing_rate(facts, cost, own.currency, as_of)
    if cost is not None and converted is None:
        return Amount.of([cost]).without_rate(pair(own.currency, facts.currency))
    return Amount.of([converted])


def read(component: Ratings, scene: Scene) -> Readings:
    """How many projects were reported, and what they cost over their lives."""
    totals = [
        sum(count for _label, count in part.parts) for part in component.counts.parts
    ]
    count = totals[-1]
    cost = component.cost.measure().in_currency(scene.currency)
    return {
        "projects.count": reading(
            "projects.count",
            Measure.of(count, Unit.COUNT),
            _ratings_said(component, scene),
            trend=tuple(map(Decimal, totals)),
        ),
        "projects.whole_life_cost": reading(
            "projects.whole_life_cost",
            cost,
            lambda: _cost_said(cost, scene),
            absent=Absence(
                reason=(
                    _("no reported project gives its whole-life cost")
                    if count
                    else _nothing_reported(scene)
                )
            ),
            noun=Noun.PROJECTS,
        ),
    }


def _nothing_reported(scene: Scene) -> str:
    text = _("no project was reported in %(period)s")
    return text % {"period": scene.period.label}


def _count_said(count: int, scene: Scene) -> str:
    if not count:
        text = _("No project was reported in %(period)s.")
        return text % {"period": scene.period.label}
    text = ngettext(
        "%(count)s project was reported in %(period)s.",
        "%(count)s projects were reported in %(period)s.",
        count,
    )
    return text % {"count": wording.count(count), "period": scene.period.label}


def _cost_said(cost: Measure, scene: Scene) -> str:
    return _("Over their whole lives they cost %(amount)s.") % {
        "amount": wording.amount(cost.number, scene.currency)
    }


def present(component: Ratings, readings: Readings, scene: Scene) -> Content | None:
    """Show the ratings of each period as a stacked bar."""
    if not has_projects(scene):
        return None
    count, cost = readings["projects.count"], readings["projects.whole_life_cost"]
    sentence = wording.joined(
        count.sentence, cost.sentence if cost.measure.is_ok else ""
    )
    return Content(
        sentence=sentence,
        table=_table(component, scene),
        picture=_picture(component, scene, sentence),
        further=(_past(component, scene), _rows(component, scene)),
    )


def _now(component: Ratings) -> Mapping[str, int]:
    return component.counts.parts[-1].by_key()


def _has_other(component: Ratings) -> bool:
    return any(OTHER in part.by_key() for part in component.counts.parts)


def _ratings_said(component: Ratings, scene: Scene) -> str:
    """The ratings of the period in a sentence, the worst first."""
    counts = _now(component)
    total, other = sum(counts.values()), counts.get(OTHER, 0)
    rated = [
        _("%(count)s rated %(rating)s")
        % {"count": wording.count(counts[level.label]), "rating": level.label}
        for level in reversed(component.scale.levels)
        if counts.get(level.label)
    ]
    if not rated:
        return _count_said(total, scene)
    if other:
        rated.append(_("%(count)s not rated") % {"count": wording.count(other)})
    text = ngettext(
        "%(total)s project was reported in %(period)s: %(list)s.",
        "%(total)s projects were reported in %(period)s: %(list)s.",
        total,
    )
    return text % {
        "total": wording.count(total),
        "period": scene.period.label,
        "list": wording.listed(rated),
    }


def _labels(component: Ratings) -> list[tuple[str, str]]:
    """The keys of the counts and their names, the best first."""
    labels = [(level.label, level.label) for level in component.scale.levels]
    return [*labels, (OTHER, _("Other"))] if _has_other(component) else labels


def _table(component: Ratings, scene: Scene) -> Table:
    counts = _now(component)
    return Table(
        columns=(
            Column(label=_("Rating")),
            Column(label=_("Projects"), unit=Unit.COUNT),
        ),
        rows=tuple(
            Row(cells=(name, counts.get(key, 0))) for key, name in _labels(component)
        ),
        empty=_count_said(0, scene),
    )


def _past(component: Ratings, scene: Scene) -> Table:
    labels = _labels(component)
    periods = zip(last_periods(scene.period), component.counts.parts, strict=True)
    return Table(
        title=_("Projects by rating in the last periods"),
        columns=(
            Column(label=_("Period"), is_time=True),
            *(Column(label=name, unit=Unit.COUNT) for _key, name in labels),
        ),
        rows=tuple(
            Row(
                cells=(
                    short_label(past),
                    *(part.by_key().get(key, 0) for key, _name in labels),
                )
            )
            for past, part in periods
            if part.parts
        ),
        empty=_("No project has been rated in this time."),
    )


def _picture(component: Ratings, scene: Scene, sentence: str) -> Picture:
    labels = _labels(component)
    parts = component.scale.parts()
    if len(labels) > len(parts):
        parts.append(Part(_("Other"), Tone.UNKNOWN))
    pairs = list(zip(last_periods(scene.period), component.counts.parts, strict=True))
    first = next((place for place, pair in enumerate(pairs) if pair[1].parts), 0)
    figure = rating_distribution_figure(
        parts,
        [
            RatingPeriod(
                short_label(past), [part.by_key().get(key, 0) for key, _name in labels]
            )
            for past, part in pairs[first:]
        ],
    )
    return Picture(title=_("Projects by rating"), description=sentence, figure=figure)


def _rows(component: Ratings, scene: Scene) -> Table:
    return Table(
        title=_("Reported projects, the worst rated first"),
        columns=(
            Column(label=_("Project")),
            Column(label=_("Organisation")),
            Column(label=_("Rating")),
            Column(label=_("Reported on"), is_date=True),
            Column(
                label=_("Whole-life cost"), unit=Unit.MONEY, currency=scene.currency
            ),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.organisation,
                    row.rating or _("not rated"),
                    row.reported_on,
                    row.cost,
                ),
                href=project_url(row.pk),
            )
            for row in component.rows.rows
        ),
        left_out=component.rows.left_out,
        empty=_count_said(0, scene),
    )


PROJECTS_BY_RATING = Panel(
    key="projects_by_rating",
    question=gettext_lazy("How are the projects rated?"),
    outcome=Outcome.DELIVERY,
    lead="projects.count",
    component=Ratings,
    collect=collect,
    read=read,
    present=present,
)
