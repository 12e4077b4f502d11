"""Where the texts and marks of a static picture lie, read from the SVG itself."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from scorecards import theme

SVG = "{http://www.w3.org/2000/svg}"
STEP = re.compile(r"([MLHVhvlaz])([^MLHVhvlaz]*)")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Box:
    """A rectangle in px, and what lies in it."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def touches(self, other: "Box") -> bool:
        """Tell whether two boxes overlap by more than rounding."""
        across = min(self.right, other.right) - max(self.left, other.left)
        along = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.2 and along > 0.2


class Picture:
    """A rendered SVG, read back."""

    def __init__(self, svg: str) -> None:
        # Our own output, a few kB, read in a test.
        self.root = ET.fromstring(svg)  # noqa: S314
        _, _, self.width, self.height = map(float, self.root.attrib["viewBox"].split())

    def paths(self, name: str) -> list[ET.Element]:
        """The paths of one class: bar, line, area, dot, rule, shape."""
        return [p for p in self.root.iter(f"{SVG}path") if p.get("class") == name]

    def count(self, name: str) -> int:
        """How many marks of one class are drawn; a path may hold several."""
        return sum(path.attrib["d"].count("M") for path in self.paths(name))

    def texts(self, role: str | None = None) -> list[str]:
        """The texts of one role, or all, in order."""
        return [
            text.text or ""
            for group in self.root.iter(f"{SVG}g")
            if role in {None, group.get("class")}
            for text in group
        ]

    def text_boxes(self) -> Iterator[Box]:
        """The room of each text, in the widest face it may be set in."""
        for group in self.root.iter(f"{SVG}g"):
            size = float(group.get("font-size", theme.TEXT_SIZE))
            for text in group:
                x, y = float(text.attrib["x"]), float(text.attrib["y"])
                words = text.text or ""
                width = theme.text_width(words, size)
                anchor = group.get("text-anchor", "start")
                left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
                yield Box(left, y - 0.75 * size, left + width, y + 0.21 * size, words)

    def mark_boxes(self) -> Iterator[Box]:
        """The room of each path."""
        for path in self.root.iter(f"{SVG}path"):
            xs, ys = zip(*track(path.attrib["d"]), strict=True)
            yield Box(min(xs), min(ys), max(xs), max(ys), path.get("class", ""))

    def outside(self) -> list[Box]:
        """What leaves the frame."""
        return [
            box
            for box in [*self.text_boxes(), *self.mark_boxes()]
            if box.left < -0.2
            or box.top < -0.2
            or box.right > self.width + 0.2
            or box.bottom > self.height + 0.2
        ]

    def touching(self) -> list[tuple[Box, Box]]:
        """Texts that overlap."""
        pairs = combinations(self.text_boxes(), 2)
        return [(one, other) for one, other in pairs if one.touches(other)]


def track(path: str) -> Iterator[tuple[float, float]]:
    """The corners of a path as we write them: M L H V h v l a z."""
    x = y = 0.0
    for command, rest in STEP.findall(path):
        numbers = [float(number) for number in NUMBER.findall(rest)]
        for x, y in CORNERS[command](x, y, numbers):  # noqa: B020
            yield x, y


CORNERS: dict[str, Callable[[float, float, list[float]], list[tuple[float, float]]]] = {
    "M": lambda _x, _y, n: [(n[0], n[1])],
    "L": lambda _x, _y, n: [(n[0], n[1])],
    "H": lambda _x, y, n: [(n[0], y)],
    "V": lambda x, _y, n: [(x, n[0])],
    "h": lambda x, y, n: [(x + n[0], y)],
    "v": lambda x, y, n: [(x, y + n[0])],
    "l": lambda x, y, n: [
        (x + sum(n[:end:2]), y + sum(n[1:end:2])) for end in range(2, len(n) + 1, 2)
    ],
    "a": lambda x, y, n: [(x + n[5], y + n[6])],
    "z": lambda _x, _y, _n: [],
}
