"""The wheel of ten steps, drawn as SVG: each step is a link to what is known of it."""

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from scorecards.figures.canvas import wrapped
from scorecards.flywheel import Turn
from scorecards.svg.markup import element, literal, short

SIZE: Final = 640
MIDDLE: Final = SIZE / 2
OUTER: Final = 262.0
INNER: Final = 138.0
LOOP: Final = 284.0
# Between two steps, in parts of the whole turn.
GAP: Final = 0.004
LABEL: Final = 12.0
LABEL_ROOM: Final = 104.0
LINE: Final = 15.0
# The steps that this application is about.
DELIVERED_FROM: Final = 9


def place(part: float, radius: float) -> tuple[float, float]:
    """Return a point: `part` of the whole turn from the top, clockwise."""
    angle = 2 * pi * part - pi / 2
    return MIDDLE + radius * cos(angle), MIDDLE + radius * sin(angle)


def wheel(turns: Sequence[Turn], title: str, lines: Sequence[str]) -> SafeString:
    """Return the wheel with `lines` in its middle. What it says, the list says too."""
    steps = "".join(_step(turn, index, len(turns)) for index, turn in enumerate(turns))
    content = "".join(
        (
            element("title", {"id": "wheel-title"}, literal(title)),
            steps,
            _loop(len(turns)),
            _middle(lines),
        )
    )
    drawn = element(
        "svg",
        {
            "class": "wheel",
            "viewBox": "40 10 560 580",
            "role": "group",
            "aria-labelledby": "wheel-title",
        },
        content,
    )
    return mark_safe(drawn)  # noqa: S308 - every text in it is escaped by `literal`


def _step(turn: Turn, index: int, count: int) -> str:
    begin, end = index / count + GAP, (index + 1) / count - GAP
    middle = (begin + end) / 2
    step = turn.step
    kind = "wheel__step"
    if step.number >= DELIVERED_FROM:
        kind += " wheel__step--ours"
    said = _("Step %(number)s, %(label)s. %(summary)s") % {
        "number": step.number,
        "label": step.label,
        "summary": turn.summary,
    }
    parts = [
        element("title", {}, literal(said)),
        element("path", {"d": _segment(begin, end), "class": "wheel__field"}),
        _words(turn, middle),
    ]
    return element(
        "a",
        {"href": f"#step-{step.number}", "class": kind, "aria-label": said},
        "".join(parts),
    )


def _segment(begin: float, end: float) -> str:
    """The outline of a piece of the ring."""
    outer = short(OUTER)
    inner = short(INNER)
    first, second = _point(begin, OUTER), _point(end, OUTER)
    third, fourth = _point(end, INNER), _point(begin, INNER)
    return (
        f"M{first}A{outer} {outer} 0 0 1 {second}"
        f"L{third}A{inner} {inner} 0 0 0 {fourth}Z"
    )


def _point(part: float, radius: float) -> str:
    x, y = place(part, radius)
    return f"{short(x)} {short(y)}"


def _words(turn: Turn, middle: float) -> str:
    """The number of a step and its name, cut where it has no room."""
    x, y = place(middle, (OUTER + INNER) / 2 + 4)
    lines = wrapped(turn.step.label, LABEL_ROOM, 3, LABEL)
    top = y - LINE * len(lines) / 2
    texts = [
        element(
            "text",
            {"class": "wheel__number", "x": x, "y": top},
            literal(turn.step.number),
        )
    ]
    texts += [
        element(
            "text",
            {"class": "wheel__label", "x": x, "y": top + LINE * row + 4},
            literal(line),
        )
        for row, line in enumerate(lines, start=1)
    ]
    return "".join(texts)


def _loop(count: int) -> str:
    """The arrow from the last step to the first, where the next turn begins."""
    begin, end = (count - 0.5) / count - 1, 0.5 / count
    radius = short(LOOP)
    x, y = place(end, LOOP)
    head = f"M{short(x - 9)} {short(y - 9)}L{short(x + 2)} {short(y + 1)}"
    head += f"L{short(x - 12)} {short(y + 5)}"
    arc = f"M{_point(begin, LOOP)}A{radius} {radius} 0 0 1 {_point(end, LOOP)}"
    return "".join(
        (
            element("path", {"d": arc, "class": "wheel__loop"}),
            element("path", {"d": head, "class": "wheel__loop"}),
            element(
                "text",
                {"class": "wheel__handed", "x": MIDDLE, "y": MIDDLE - LOOP - 12},
                literal(_("trust, demand and momentum for the next turn")),
            ),
        )
    )


def _middle(lines: Sequence[str]) -> str:
    top = MIDDLE - LINE * (len(lines) - 1) / 2 + 4
    return "".join(
        element(
            "text",
            {
                "class": "wheel__cycle" if not row else "wheel__note",
                "x": MIDDLE,
                "y": top + LINE * 1.4 * row,
            },
            literal(line),
        )
        for row, line in enumerate(lines)
    )
