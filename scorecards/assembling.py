"""From facts, and from what lies below, to one snapshot: plain values throughout."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache, reduce
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
    Reading,
    Readings,
    Scene,
)
from scorecards.snapshots import PanelSnapshot, Snapshot
from scorecards.svg import DEFAULT_WIDTH, NARROW_WIDTH, render

Panels: TypeAlias = Sequence[Panel[Any]]
Components: TypeAlias = Mapping[str, Component]
PanelReadings: TypeAlias = Mapping[str, Readings]

# One changed number leaves most pictures as they are, here and above.
DRAWN_LAST = 512

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
    """What is known about a period: a portfolio and everything below it, summed up.

    `readings` are those of each panel, by its key, and stand for themselves: nothing
    is compared yet.
    """

    period: Period
    as_of: date
    components: Components
    readings: PanelReadings


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


def currencies_as_text(components: Mapping[str, Components]) -> str:
    """Return the one text of components in several currencies; "" for none."""
    return encode(components).decode() if components else ""


def currencies_in_text(text: str) -> Mapping[str, str]:
    """Return the texts of components by currency that `currencies_as_text` wrote."""
    if not text:
        return {}
    stored = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    return {currency: bytes(raw).decode() for currency, raw in stored.items()}


def readings_as_text(readings: PanelReadings) -> str:
    """Return the one text that equal readings have."""
    return encode(readings).decode()


def readings_from_text(text: str) -> PanelReadings:
    """Return the readings that `readings_as_text` wrote."""
    return msgspec.json.decode(text, type=dict[str, dict[str, Reading]])


def flat(readings: PanelReadings) -> Readings:
    """Return the readings of all panels by name."""
    return {name: one for own in readings.values() for name, one in own.items()}


def digest(*values: object) -> str:
    """Return the fingerprint of plain values; equal values have the same."""
    return hashlib.sha256(encode(values)).hexdigest()


def scene(
    identity: Identity, period: Period, as_of: date, children: Sequence[Child]
) -> Scene:
    """Return where and when a portfolio is read."""
    return Scene(
        slug=identity.slug,
        name=identity.name,
        currency=identity.currency,
        period=period,
        as_of=as_of,
        time_tolerance=identity.time_tolerance,
        cost_tolerance=identity.cost_tolerance,
        children=tuple(children),
    )


def read(panels: Panels, components: Components, where: Scene) -> PanelReadings:
    """Return the readings of each panel, in the order in which they are stored."""
    readings = {}
    for panel in panels:
        with naming(panel, where.period):
            own = panel.read(components[panel.key], where)
            readings[panel.key] = dict(sorted(own.items()))
    return dict(sorted(readings.items()))


def assemble(
    panels: Panels,
    identity: Identity,
    this: Part,
    before: PanelReadings | None = None,
    children: Sequence[Child] = (),
) -> Snapshot:
    """Return what the scorecard of a portfolio says about a period.

    `before` is what the period before reads, where anything is known about it, and
    `children` are the portfolios directly below, in the order in which they are shown.
    """
    past = flat(before) if before else {}
    readings = {
        name: reading.compared_with(past.get(name), this.period.previous())
        for name, reading in flat(this.readings).items()
    }
    where = replace(
        scene(identity, this.period, this.as_of, children), readings=readings
    )
    shown: list[PanelSnapshot] = []
    figures = {}
    for panel in panels:
        with naming(panel, this.period):
            own = {name: readings[name] for name in this.readings[panel.key]}
            content = panel.present(this.components[panel.key], own, where)
            if content is None:
                continue
            shown.append(panel_snapshot(panel, own, content))
        if content.picture:
            figures[panel.key] = content.picture.figure
    return Snapshot(readings=readings, panels=tuple(shown), figures=figures)


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
    figure = msgspec.json.encode(picture.figure)
    return _drawn(figure, picture.title, picture.description, width)


@lru_cache(DRAWN_LAST)
def _drawn(figure: bytes, title: str, description: str, width: float) -> str:
    return render(
        msgspec.json.decode(figure), title=title, description=description, width=width
    )


@contextmanager
def naming(panel: Panel[Any], period: Period) -> Iterator[None]:
    """Let an error say which panel and which period it comes from."""
    try:
        yield
    except Exception as error:
        error.add_note(f"panel {panel.key}, period {period.key}")
        raise
