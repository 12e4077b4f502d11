"""From facts, and from what lies below, to one snapshot: plain values throughout."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import add
from typing import Any, TypeAlias

import msgspec

from delivery.calculations.periods import Period
from scorecards.facts import PortfolioFacts
from scorecards.panels.contract import (
    Child,
    Component,
    Content,
    Panel,
    Picture,
    Readings,
    Scene,
)
from scorecards.snapshots import PanelSnapshot, Snapshot
from scorecards.svg import DEFAULT_WIDTH, NARROW_WIDTH, render

Panels: TypeAlias = Sequence[Panel[Any]]
Components: TypeAlias = Mapping[str, Component]

encode = msgspec.json.Encoder(order="deterministic").encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a portfolio is called and how its numbers are judged."""

    slug: str
    name: str
    currency: str
    time_tolerance: Decimal
    cost_tolerance: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is known about a period: the components of a portfolio and all below."""

    period: Period
    as_of: date
    components: Components


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A portfolio in a period, beside the period before where there is one."""

    identity: Identity
    this: Part
    before: Part | None = None


def collect(
    panels: Panels, facts: PortfolioFacts, period: Period, as_of: date
) -> Components:
    """Return what a portfolio itself adds to a period.

    The components are those that would be read back from where they are stored, so
    it makes no difference whether they have been stored yet.
    """
    components = {}
    for panel in panels:
        with naming(panel, period):
            components[panel.key] = panel.collect(facts, period, as_of)
    return components_from_text(panels, components_as_text(components))


def total(panels: Panels, parts: Iterable[Components]) -> Components:
    """Return the sum of the components, panel by panel."""
    known = list(parts)
    return {
        panel.key: reduce(add, [part[panel.key] for part in known]) for panel in panels
    }


def without_money(components: Components) -> Components:
    """Return components for a portfolio of another currency, at no known rate."""
    return {key: component.converted(None) for key, component in components.items()}


def components_as_text(components: Components) -> str:
    """Return the one text that equal components have."""
    return encode(components).decode()


def components_from_text(panels: Panels, text: str) -> Components:
    """Return the components that `components_as_text` wrote."""
    stored = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    return {
        panel.key: msgspec.json.decode(stored[panel.key], type=panel.component)
        for panel in panels
    }


def digest(*values: object) -> str:
    """Return the fingerprint of plain values; equal values have the same."""
    return hashlib.sha256(encode(values)).hexdigest()


def assemble(panels: Panels, subject: Subject, children: Sequence[Subject]) -> Snapshot:
    """Return what the scorecard of a portfolio says about a period.

    `children` are the portfolios directly below, in the order in which they are
    shown, each in its own currency.
    """
    scene = scene_of(panels, subject, children)
    before = readings_before(panels, subject, children)
    own: dict[str, Readings] = {}
    for panel in panels:
        own[panel.key] = read(panel, subject.this, scene, before)
    readings = {name: one for some in own.values() for name, one in some.items()}
    scene = replace(scene, readings=readings)
    shown: list[PanelSnapshot] = []
    figures = {}
    for panel in panels:
        with naming(panel, scene.period):
            component = subject.this.components[panel.key]
            content = panel.present(component, own[panel.key], scene)
            if content is None:
                continue
            shown.append(panel_snapshot(panel, own[panel.key], content))
        if content.picture:
            figures[panel.key] = content.picture.figure
    return Snapshot(readings=readings, panels=tuple(shown), figures=figures)


def read(panel: Panel[Any], part: Part, scene: Scene, before: Readings) -> Readings:
    """Return the readings of one panel beside those of the period before."""
    with naming(panel, part.period):
        return {
            name: reading.compared_with(before.get(name), part.period.previous())
            for name, reading in panel.read(part.components[panel.key], scene).items()
        }


def read_all(
    panels: Panels, subject: Subject, children: Sequence[Subject] = ()
) -> Readings:
    """Return the readings of every panel."""
    scene = scene_of(panels, subject, children)
    before = readings_before(panels, subject, children)
    readings: Readings = {}
    for panel in panels:
        readings = {**readings, **read(panel, subject.this, scene, before)}
    return readings


def readings_before(
    panels: Panels, subject: Subject, children: Sequence[Subject]
) -> Readings:
    """Return the readings of the period before; none where nothing is known of it."""
    if subject.before is None:
        return {}
    return read_all(
        panels,
        replace(subject, this=subject.before, before=None),
        [
            replace(child, this=child.before, before=None)
            for child in children
            if child.before
        ],
    )


def scene_of(panels: Panels, subject: Subject, children: Sequence[Subject]) -> Scene:
    """Return where and when a subject is read, its children having been read."""
    return Scene(
        slug=subject.identity.slug,
        name=subject.identity.name,
        currency=subject.identity.currency,
        period=subject.this.period,
        as_of=subject.this.as_of,
        time_tolerance=subject.identity.time_tolerance,
        cost_tolerance=subject.identity.cost_tolerance,
        children=tuple(
            Child(
                slug=child.identity.slug,
                name=child.identity.name,
                readings=read_all(panels, child),
            )
            for child in children
        ),
    )


def panel_snapshot(panel: Panel[Any], own: Readings, content: Content) -> PanelSnapshot:
    """Return a panel as it is stored, its picture drawn."""
    picture = content.picture
    return PanelSnapshot(
        key=panel.key,
        question=str(panel.question),
        outcome=panel.outcome,
        lead=panel.lead,
        measures=tuple(own),
        sentence=content.sentence,
        table=content.table,
        further=content.further,
        support=content.support,
        rag=content.rag,
        notes=content.notes,
        title=picture.title if picture else "",
        description=picture.description if picture else "",
        svg=drawn(picture, DEFAULT_WIDTH),
        narrow_svg=drawn(picture, NARROW_WIDTH),
    )


def drawn(picture: Picture | None, width: float) -> str:
    """Return a picture as SVG, empty where there is none."""
    if picture is None:
        return ""
    return render(
        picture.figure,
        title=picture.title,
        description=picture.description,
        width=width,
    )


@contextmanager
def naming(panel: Panel[Any], period: Period) -> Iterator[None]:
    """Let an error say which panel and which period it comes from."""
    try:
        yield
    except Exception as error:
        error.add_note(f"panel {panel.key}, period {period.key}")
        raise
