"""What one turn of the flywheel hands on to the next: the six measures of the loop.

Closing a cycle asks for each of them: its value, or why there is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from scorecards.panels.contract import Reading, Readings
from scorecards.panels.terms import TERMS
from scorecards.snapshots import readings_as_json, readings_from_json

Json = dict[str, Any]


class Link(NamedTuple):
    """One measure of the loop: what it is called and where its readings stand.

    `fn` begins the names of its readings, of which `only` some are meant; `feeds` are
    the steps of the next turn that begin with it. A stock is read as of today: sponsors
    answer when the period is long over.
    """

    key: str
    label: Promise
    fn: str
    feeds: tuple[int, ...]
    only: tuple[str, ...] = ()
    is_stock: bool = False

    @property
    def names(self) -> list[str]:
        """The readings that scorecards have of it, the leading one first."""
        if self.only:
            return list(self.only)
        return [name for name in TERMS if name.split(".")[0] == self.fn]


LOOP: Final = (
    Link(
        "C15",
        gettext_lazy("Value that was told to its sponsor"),
        "recognition",
        (3,),
        ("recognition.communicated",),
        is_stock=True,
    ),
    Link(
        "C16",
        gettext_lazy("Value that was acknowledged"),
        "recognition",
        (3,),
        ("recognition.acknowledged",),
        is_stock=True,
    ),
    Link(
        "C17",
        gettext_lazy("Unacknowledged value"),
        "value_at_risk",
        (3,),
        is_stock=True,
    ),
    Link(
        "C18",
        gettext_lazy("Perception gap"),
        "perception_gap",
        (3,),
        ("perception_gap.gap",),
    ),
    Link(
        "C19",
        gettext_lazy("Trust in the PMO"),
        "trust_index",
        (1,),
        ("trust_index.index",),
    ),
    Link("C20", gettext_lazy("Demand for the next cycle"), "repeat_rate", (2,)),
)


@dataclass(frozen=True, slots=True)
class Held:
    """A measure of the loop as a scorecard has it.

    `missing` says why there is no value, without a full stop. `is_lacking` where the
    scorecard does not even say why: it was drawn before the measure was known.
    """

    link: Link
    readings: Readings
    missing: str = ""
    is_lacking: bool = False

    @property
    def lead(self) -> Reading | None:
        """The reading to show first: the first with a value, or the first of all."""
        found = list(self.readings.values())
        known = [reading for reading in found if reading.measure.is_ok]
        return next(iter(known or found), None)


def held(readings: Readings, newest: Readings | None = None) -> Iterator[Held]:
    """Yield each measure of the loop as it stands among the readings of its period.

    Stocks stand among those of the `newest` period, where that is another one.
    """
    for link in LOOP:
        read = newest if link.is_stock and newest is not None else readings
        found = {name: read[name] for name in link.names if name in read}
        if found:
            yield Held(link, found, _why(found))
        else:
            yield Held(link, {}, is_lacking=True)


def _why(found: Readings) -> str:
    """Why none of the readings has a value; nothing where one has."""
    if any(reading.measure.is_ok for reading in found.values()):
        return ""
    return next(iter(found.values())).missing


def as_json(measures: list[Held]) -> Json:
    """Return the measures for the row of a closing."""
    return {
        one.link.key: {
            "readings": readings_as_json(one.readings),
            "missing": one.missing,
        }
        for one in measures
    }


def from_json(stored: Json) -> list[Held]:
    """Return the measures that `as_json` wrote, equal to the originals.

    A database need not keep the order of what it holds.
    """
    return [
        Held(link, _in_order(link, entry["readings"]), entry["missing"])
        for link in LOOP
        if (entry := stored.get(link.key))
    ]


def _in_order(link: Link, stored: Json) -> Readings:
    places = {name: place for place, name in enumerate(link.names)}
    names = sorted(stored, key=lambda name: places.get(name, len(places)))
    readings = readings_from_json(stored)
    return {name: readings[name] for name in names}
