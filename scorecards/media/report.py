"""What every medium tells: the words and numbers of one stored snapshot, in order.

Nothing is computed here. What the page of a scorecard shows is put into the sections
of a report, and paper, slides and mail set those.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pmo_value import formatting
from scorecards.media.brand import brand_of
from scorecards.media.exact import Exact, exact_cell, exact_of
from scorecards.media.words import Brand, Narrative, Quotes, Results, Stories
from scorecards.models import Scorecard
from scorecards.panels.contract import Column as Stored
from scorecards.presenting.page import scorecard_page
from scorecards.presenting.panel import computation_of
from scorecards.presenting.tables import table_of
from scorecards.snapshots import PanelSnapshot, Snapshot

Json = dict[str, Any]

STATUS_WORDS: Final[Mapping[str, Promise]] = {
    "good": gettext_lazy("on track"),
    "attention": gettext_lazy("needs attention"),
    "critical": gettext_lazy("off track"),
    "partial": gettext_lazy("partial data"),
    "none": gettext_lazy("not available"),
}
STATUS_SHAPES: Final = {
    "good": "●",
    "attention": "▲",
    "critical": "■",
    "partial": "○",
    "none": "○",
}


@dataclass(frozen=True, slots=True)
class Status:
    """How something stands: one of `STATUS_WORDS`, and perhaps another word for it."""

    kind: str
    own_word: str = ""

    @property
    def word(self) -> str:
        return self.own_word or str(STATUS_WORDS[self.kind])

    @property
    def shape(self) -> str:
        return STATUS_SHAPES[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One of the numbers that a headline stands on, or short lines in its place."""

    label: str
    number: str = ""
    unit: str = ""
    note: str = ""
    trend: str = ""
    lines: tuple[str, ...] = ()
    exact: Exact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far value has come on its way: an amount, and a bar of `width` of 100."""

    label: str
    amount: str
    width: str
    exact: Exact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The answer first: the verdict, a second sentence, and what they stand on.

    `way` is that of the value, from delivered to acknowledged.
    """

    status: Status
    verdict: str
    support: str
    figures: tuple[Figure, ...]
    way: tuple[Stage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One line of a step: a family of outcomes, or a part of recognition."""

    name: str
    summary: str
    status: Status | None
    value: str = ""
    target: str = ""
    change: str = ""
    trend: str = ""
    missing: str = ""
    exact: Exact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the flywheel with its lines; `before` is what they compare with."""

    title: str
    before: str
    families: tuple[Family, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column, its unit said once."""

    label: str
    unit: str = ""
    is_numeric: bool = False
    is_trend: bool = False
    is_time: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, ready to be read; a status, or a trend as a small picture."""

    text: str = ""
    is_numeric: bool = False
    status: Status | None = None
    trend: str = ""
    exact: Exact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; the first cell names its row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The figure that a panel was drawn from, and what it shows in words.

    `svg` is the picture as it was stored for pages, and `narrow_svg` that for phones.
    """

    title: str
    description: str
    figure: Json
    svg: str = ""
    narrow_svg: str = ""

    @property
    def alternative(self) -> str:
        """What is read aloud in place of the picture."""
        parts = [part.rstrip(".") for part in (self.title, self.description) if part]
        return ". ".join(dict.fromkeys(parts)) + "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A measure of a panel with what stands behind it."""

    name: str
    label: str
    value: str
    exact: str
    change: str
    target: str
    rests_on: str
    missing: str
    sentence: str
    explanation: str
    number: Exact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A question with its answer: number, sentence, picture, table, arithmetic.

    `missing` says why there is no number. `compared` holds change and target, `data`
    what the number rests on, and `lead` is the number itself.
    """

    key: str
    question: str
    status: Status | None
    number: str
    label: str
    exact: str
    missing: str
    compared: str
    sentence: str
    data: str
    notes: tuple[str, ...]
    picture: Picture | None
    table: Table | None
    computation: tuple[Computed, ...]
    lead: Exact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Panels under one heading."""

    title: str
    panels: tuple[Panel, ...]


Section = Headline | Step | Group | Narrative | Results | Stories | Quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is handed out: where it comes from, and its sections in order.

    `digest` names the snapshot, so that two media can be told to be of one. `kind` is
    what the cover calls it; `banner` warns of what is missing, and `standing` says
    that a report is a draft, superseded or withdrawn. With an `appendix`, the tables
    and the arithmetic of the panels stand at its end.
    """

    title: str
    slug: str
    period: str
    period_key: str
    as_of: date | None
    built: str
    version: int
    digest: str
    currency: str
    language: str
    sections: tuple[Section, ...]
    kind: str
    banner: str = ""
    standing: str = ""
    brand: Brand | None = None
    appendix: bool = True
    words_sha256: str = ""

    @property
    def name(self) -> str:
        """The title with its period, which may be in it already."""
        if self.period in self.title:
            return self.title
        return f"{self.title}, {self.period}"

    @property
    def origin(self) -> str:
        """Of which snapshot, and of which words."""
        said = _(
            "Computed %(built)s from version %(version)s of the facts; "
            "snapshot %(digest)s."
        ) % {
            "built": self.built,
            "version": self.version,
            "digest": self.digest[:12],
        }
        if not self.words_sha256:
            return said
        return f"{said} {_('Words %(words)s.') % {'words': self.words_sha256[:12]}}"

    @property
    def source(self) -> str:
        """Of which period, and as of when: what stands in every foot."""
        if self.as_of is None:
            return self.period
        return _("%(period)s · as of %(day)s") % {
            "period": self.period,
            "day": formatting.day(self.as_of),
        }

    @property
    def panels(self) -> tuple[Panel, ...]:
        """Every panel, in the order of the sections."""
        return tuple(
            panel
            for section in self.sections
            if isinstance(section, Group)
            for panel in section.panels
        )


def report_of(scorecard: Scorecard, keys: Collection[str] | None = None) -> Report:
    """Return everything that a built scorecard says, in the language in use.

    With `keys`, of the panels only these.
    """
    snapshot = scorecard.snapshot
    return Report(
        title=scorecard.portfolio.name,
        slug=scorecard.portfolio.slug,
        period=scorecard.period.label,
        period_key=scorecard.period_key,
        as_of=scorecard.as_of,
        built=formatting.moment(scorecard.built_at),
        version=scorecard.built_revision,
        digest=scorecard.digest,
        currency=scorecard.currency,
        language=get_language() or "en",
        sections=_sections(scorecard, snapshot, keys),
        kind=_("Value scorecard"),
        brand=brand_of(scorecard.portfolio),
    )


def _sections(
    scorecard: Scorecard, snapshot: Snapshot, keys: Collection[str] | None
) -> tuple[Section, ...]:
    if not snapshot.panels:
        return ()
    page = scorecard_page(scorecard)
    found = {panel.key: panel for panel in snapshot.panels}
    figures = scorecard.figures
    groups = (
        Group(
            title=str(group["title"]),
            panels=tuple(
                _panel(shown, found[shown["key"]], snapshot, figures)
                for shown in group["panels"]
                if keys is None or shown["key"] in keys
            ),
        )
        for group in page["groups"]
    )
    return (
        _headline(page["headline"], snapshot),
        *(_step(step, page["before"], snapshot) for step in page["steps"]),
        *(group for group in groups if group.panels),
    )


def _status(shown: Mapping[str, Any]) -> Status | None:
    kind = shown.get("status", "")
    return Status(kind, str(shown.get("status_word", ""))) if kind else None


def _headline(shown: Mapping[str, Any], snapshot: Snapshot) -> Headline:
    return Headline(
        status=Status(shown["status"]),
        verdict=shown["verdict"],
        support=shown["support"],
        figures=tuple(
            Figure(
                label=str(figure["label"]),
                number=figure.get("number", ""),
                unit=figure.get("unit", ""),
                note=figure.get("note", ""),
                trend=figure.get("picture", ""),
                lines=tuple(figure.get("lines", ())),
                exact=exact_of(figure.get("measure", ""), snapshot),
            )
            for figure in shown["figures"]
        ),
        way=tuple(
            Stage(
                label=str(stage["label"]),
                amount=stage["amount"],
                width=stage["width"],
                exact=exact_of(stage["measure"], snapshot),
            )
            for stage in shown["way"]
        ),
    )


def _step(shown: Mapping[str, Any], before: str, snapshot: Snapshot) -> Step:
    return Step(
        title=str(shown["title"]),
        before=before,
        families=tuple(
            Family(
                name=str(family["name"]),
                summary=str(family["summary"]),
                status=_status(family),
                value=family.get("value", ""),
                target=family.get("target", ""),
                change=family.get("change", ""),
                trend=family.get("trend", ""),
                missing=family.get("missing", ""),
                exact=exact_of(family["measure"], snapshot),
            )
            for family in shown["families"]
        ),
    )


def _panel(
    shown: Mapping[str, Any],
    panel: PanelSnapshot,
    snapshot: Snapshot,
    figures: Mapping[str, Json],
) -> Panel:
    return Panel(
        key=panel.key,
        question=panel.question,
        status=_status(shown),
        number=shown.get("number", ""),
        label=shown.get("number_note", ""),
        exact=shown.get("exact", ""),
        missing=shown.get("missing", ""),
        compared=shown.get("compared", ""),
        sentence=shown["sentence"],
        data=shown["data"],
        notes=panel.notes,
        picture=_picture(panel, figures.get(panel.key)),
        table=_table(panel),
        computation=tuple(
            replace(_computed(one), number=exact_of(one["name"], snapshot))
            for one in computation_of(panel, snapshot)
        ),
        lead=exact_of(panel.lead, snapshot),
    )


def _picture(panel: PanelSnapshot, figure: Json | None) -> Picture | None:
    if figure is None:
        return None
    title = panel.title or panel.question
    return Picture(
        title=title,
        description=panel.description,
        figure=figure,
        svg=panel.svg,
        narrow_svg=panel.narrow_svg,
    )


def _table(panel: PanelSnapshot) -> Table | None:
    if not panel.table.columns:
        return None
    shown = table_of(panel.table)
    return Table(
        caption=shown["caption"] or panel.question,
        columns=tuple(
            Column(
                label=one["label"],
                unit=one["unit"],
                is_numeric=one["is_numeric"],
                is_trend=column.is_trend,
                is_time=column.is_time,
            )
            for one, column in zip(shown["columns"], panel.table.columns, strict=True)
        ),
        rows=tuple(
            tuple(map(_cell, row, stored.cells, panel.table.columns))
            for row, stored in zip(shown["rows"], panel.table.rows, strict=True)
        ),
        empty=shown["empty"],
        left_out=shown["left_out"],
    )


def _cell(shown: Mapping[str, Any], stored: Any, column: Stored) -> Cell:
    if "status" in shown:
        return Cell(status=_status(shown))
    if column.is_trend:
        return Cell(trend=shown["text"])
    number = exact_cell(stored, column)
    return Cell(str(shown["text"]), shown.get("is_numeric", False), exact=number)


def _computed(shown: Mapping[str, Any]) -> Computed:
    return Computed(
        name=shown["name"],
        label=shown["label"],
        value=shown["value"],
        exact=shown["exact"],
        change=shown["change"] or formatting.UNKNOWN,
        target=shown["target"] or formatting.UNKNOWN,
        rests_on=_rests_on(shown["n"], shown["n_expected"]),
        missing=without_number(shown["missing"]) if shown["missing"] else "",
        sentence=shown["sentence"],
        explanation=shown["explanation"],
    )


def _rests_on(n: Decimal | int | None, expected: Decimal | int | None) -> str:
    if n is None:
        return formatting.UNKNOWN
    if expected is None:
        return formatting.number(n)
    counted = {"n": formatting.number(n), "expected": formatting.number(expected)}
    return _("%(n)s of %(expected)s") % counted


def without_number(reason: str) -> str:
    """Say that a number is not there, and why."""
    return _("not available: %(reason)s") % {"reason": reason}
