"""Does the money follow the strategy? Alignment, coverage, and who serves nothing."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.alignment import WAI_THRESHOLDS
from delivery.calculations.measure import Measure, Unit
from scorecards.figures import Part, ShareRow, Tone, share_figure
from scorecards.panels import wording
from scorecards.panels.alignment_facts import Aligned, OrphanRow, collect_alignment
from scorecards.panels.contract import (
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Quantity,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.history import trend
from scorecards.panels.links import objectives_url, project_links_url
from scorecards.panels.parts import Ranking
from scorecards.panels.rates import has_projects
from scorecards.panels.readings import Absence, reading
from scorecards.panels.wording import Noun


def read(component: Aligned, scene: Scene) -> Readings:
    """How much of the spend serves the strategy, and what serves nothing."""
    found, past = component.alignment, component.past.parts
    orphans, spend = found.orphan_count(), found.orphan_spend_share()
    absent = _absent(component)
    return {
        "alignment.wai": reading(
            "alignment.wai",
            found.wai(),
            lambda: (
                _("%(share)s of spend is weighted to strategy.")
                % {"share": wording.percent(found.wai().number, LANDMARKS)}
            ),
            absent=absent,
            noun=Noun.PROJECTS,
            trend=trend(part.wai() for part in past),
        ),
        "alignment.objective_coverage": reading(
            "alignment.objective_coverage",
            found.objective_coverage(),
            lambda: _coverage_said(component),
            absent=Absence(
                reason=_("no objective is stated here or below"),
                advice=_("State what the strategy asks of these projects."),
            ),
            trend=trend(part.objective_coverage() for part in past),
        ),
        "alignment.orphan_count": reading(
            "alignment.orphan_count",
            orphans,
            lambda: _orphans_said(component, scene),
            absent=absent,
            trend=trend(part.orphan_count() for part in past),
        ),
        "alignment.orphan_spend_share": reading(
            "alignment.orphan_spend_share",
            spend,
            lambda: (
                _("%(share)s of spend serves no stated objective.")
                % {"share": wording.percent(spend.number, ORPHAN_LANDMARKS)}
            ),
            absent=absent,
            noun=Noun.PROJECTS,
            trend=trend(part.orphan_spend_share() for part in past),
        ),
    }


# Rounding must not carry a share over one of these.
LANDMARKS = (1, WAI_THRESHOLDS.green, WAI_THRESHOLDS.amber)
ORPHAN_LANDMARKS = (1, Decimal("0.05"), Decimal("0.15"))


def _absent(component: Aligned) -> Absence:
    """Why nobody can say how the projects serve the strategy."""
    projects = component.alignment.orphans
    if not projects.expected:
        return Absence(reason=_("no project is at work"))
    if not projects.known:
        text = ngettext(
            "no objective is stated that the project at work could serve",
            "no objective is stated that the %(count)s projects at work could serve",
            projects.expected,
        )
        return Absence(
            reason=text % {"count": wording.count(projects.expected)},
            advice=_("State the objectives, then link the projects to them."),
        )
    return Absence(
        reason=_("no project at work has an approved budget or a forecast of its cost"),
        advice=_("Approve a baseline with a budget."),
    )


def _coverage_said(component: Aligned) -> str:
    found = component.alignment
    covered = len(found.covered & found.objectives)
    text = ngettext(
        "%(covered)s of %(count)s strategic objective has funded work behind it.",
        "%(covered)s of %(count)s strategic objectives have funded work behind them.",
        len(found.objectives),
    )
    return text % {
        "covered": wording.count(covered),
        "count": wording.count(len(found.objectives)),
    }


def _orphans_said(component: Aligned, scene: Scene) -> str:
    share = component.alignment.orphans
    if not share.ok:
        return _("Every project at work serves a stated objective.")
    if not share.weight_ok:
        text = ngettext(
            "%(count)s project serves no stated objective.",
            "%(count)s projects serve no stated objective.",
            share.ok,
        )
        return text % {"count": wording.count(share.ok)}
    text = ngettext(
        "%(count)s project (%(spend)s) serves no stated objective.",
        "%(count)s projects (%(spend)s) serve no stated objective.",
        share.ok,
    )
    return text % {
        "count": wording.count(share.ok),
        "spend": wording.amount(share.weight_ok, scene.currency),
    }


def present(component: Aligned, readings: Readings, scene: Scene) -> Content | None:
    """Show how far projects and money serve the strategy, and who serves nothing."""
    if not has_projects(scene):
        return None
    index = readings["alignment.wai"]
    others = [
        found
        for name in ("alignment.objective_coverage", "alignment.orphan_count")
        if (found := readings[name]).measure.is_ok
    ]
    sentence = wording.joined(
        index.sentence if index.measure.is_ok or not others else "",
        *(found.sentence for found in others[:1] if not index.measure.is_ok),
    )
    rows = _rows(component)
    return Content(
        sentence=sentence,
        table=_table(rows, scene),
        picture=_picture(rows, sentence) if rows else None,
        notes=tuple(
            found.sentence for found in others if found.sentence not in sentence
        ),
        further=(_orphans_table(component.orphans, scene, knows=bool(rows)),),
    )


def _rows(component: Aligned) -> list[tuple[str, tuple[Decimal, ...], Measure]]:
    """Projects and their money by how far they serve: the rows of picture and table."""
    found = component.alignment
    orphans, aligned = found.orphans, found.aligned
    if not orphans.known:
        return []
    projects = (
        _("Projects at work"),
        (
            Decimal(component.whole),
            Decimal(component.some),
            Decimal(orphans.ok),
        ),
        Measure.of(orphans.known, Unit.COUNT),
    )
    if not aligned.known or not aligned.denominator:
        return [projects]
    loose = aligned.denominator - aligned.numerator - orphans.weight_ok
    money = (aligned.numerator, loose, orphans.weight_ok)
    return [projects, (_("Their spend"), money, found.wai())]


def _parts() -> tuple[str, str, str]:
    return _("serves the strategy"), _("in part"), _("serves no objective")


def _picture(
    rows: list[tuple[str, tuple[Decimal, ...], Measure]], description: str
) -> Picture:
    serves, some, nothing = _parts()
    figure = share_figure(
        [
            Part(serves, Tone.GOOD),
            Part(some, Tone.ATTENTION),
            Part(nothing, Tone.CRITICAL),
        ],
        [
            ShareRow(
                name,
                sizes,
                _("%(share)s aligned") % {"share": wording.percent(measure.number)}
                if measure.unit is Unit.RATIO and measure.is_ok
                else "",
            )
            for name, sizes, measure in rows
        ],
    )
    return Picture(
        title=_("How far projects and their money serve the strategy"),
        description=description,
        figure=figure,
    )


def _table(rows: list[tuple[str, tuple[Decimal, ...], Measure]], scene: Scene) -> Table:
    def quantity(size: Decimal, measure: Measure) -> Quantity:
        if measure.unit is Unit.RATIO:
            return Quantity(size, Unit.MONEY, scene.currency)
        return Quantity(size, Unit.COUNT)

    return Table(
        columns=(
            Column(label=_("Counted by")),
            *(Column(label=part, is_quantity=True) for part in _parts()),
        ),
        rows=tuple(
            Row(cells=(name, *(quantity(size, measure) for size in sizes)))
            for name, sizes, measure in rows
        ),
        empty=_("No project at work has an objective to serve yet."),
    )


def _orphans_table(rows: Ranking[OrphanRow], scene: Scene, *, knows: bool) -> Table:
    if not knows:
        return Table(
            title=_("Where objectives are stated"),
            columns=(Column(label=_("Portfolio")),),
            rows=(Row(cells=(scene.name,), href=objectives_url(scene.slug)),),
        )
    return Table(
        title=_("Projects that serve no objective, the costliest first"),
        columns=(
            Column(label=_("Project")),
            Column(label=_("Organisation")),
            Column(label=_("Spend"), unit=Unit.MONEY, currency=scene.currency),
            Column(label=_("What to do")),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.organisation,
                    row.spend,
                    _("link it to an objective"),
                ),
                href=project_links_url(row.pk),
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=_("Every project at work serves a stated objective."),
    )


ALIGNMENT = Panel(
    key="alignment",
    question=gettext_lazy("Does the money follow the strategy?"),
    outcome=Outcome.ALIGNMENT,
    lead="alignment.wai",
    component=Aligned,
    collect=collect_alignment,
    read=read,
    present=present,
)
