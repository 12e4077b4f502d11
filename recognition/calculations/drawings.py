"""SVG drawings that people upload, taken apart and put together from what we know.

An SVG is a program as much as a picture. Nothing of it is trusted: elements and
attributes that only draw are written anew, everything else is left out, and what would
be drawn without end is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LARGEST = 512 * 1024
MOST_ELEMENTS = 5000
DEEPEST = 40
# With every part drawn as often as it is referred to.
MOST_DRAWN = 20_000
LONGEST_SIDE = 20_000.0
# One side may be so many times as long as the other.
MOST_OBLONG = 20.0

DRAWING = """
    svg g defs symbol use title desc path rect circle ellipse line polyline polygon text
    tspan linearGradient radialGradient stop clipPath mask
"""
PLACING = """
    id d points x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height transform viewBox
    preserveAspectRatio offset gradientUnits gradientTransform spreadMethod
    clipPathUnits maskUnits maskContentUnits
"""
PAINTING = """
    fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity opacity stop-color stop-opacity color clip-path
    clip-rule mask display visibility font-family font-size font-weight font-style
    text-anchor letter-spacing
"""
ELEMENTS = frozenset(DRAWING.split())
ATTRIBUTES = frozenset(PLACING.split())
# What may stand as an attribute, or within the attribute `style`.
PROPERTIES = frozenset(PAINTING.split())
REFERRING = frozenset({"use", "linearGradient", "radialGradient"})

DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
# A document type brings entities; only comments and texts may start like one.
DOCUMENT_TYPE = re.compile(r"<!(?!--|\[CDATA\[)")
INNER = re.compile(r"#([A-Za-z_][\w.-]*)\Z")
INNER_URL = re.compile(r"""url\(\s*['"]?#([A-Za-z_][\w.-]*)['"]?\s*\)\Z""")
NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)(?:px)?\s*\Z")
# What begins an address, an escape or a rule in a style sheet.
SUSPECT = re.compile(r"[\\<>@]|url|script|expression|import|&#", re.IGNORECASE)
# A text keeps what is printed, and a path its line ends.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Element = Any


class NoDrawingError(ValueError):
    """What was uploaded is no drawing that can be shown."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of which only that is left which draws it.

    `left_out` names the kinds of elements that are not in it any more.
    """

    data: bytes
    width: float
    height: float
    left_out: tuple[str, ...]


def redrawn(data: bytes) -> Drawing:
    """Return an SVG written anew from what we know to be harmless.

    Raises NoDrawingError for what is no SVG, has a document type, is too large, or
    would be drawn without end.

    Source: docs/formulas.md, "Drawings taken apart".
    """
    root = _parsed(data)
    left_out: set[str] = set()
    clean = _copied(root, None, left_out, depth=0)
    width, height = _size(root)
    view_box = root.get("viewBox") or f"0 0 {width:g} {height:g}"
    clean.set("viewBox", _safe(view_box))
    clean.set("width", f"{width:g}")
    clean.set("height", f"{height:g}")
    _check_references(clean)
    return Drawing(
        bytes(etree.tostring(clean, encoding="utf-8")),
        width,
        height,
        tuple(sorted(left_out)),
    )


def _parsed(data: bytes) -> Element:
    if len(data) > LARGEST:
        raise NoDrawingError("too large")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoDrawingError("not in UTF-8") from error
    text = DECLARATION.sub("", text, count=1)
    if DOCUMENT_TYPE.search(text):
        raise NoDrawingError("a document type")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoDrawingError("no XML") from error
    if root.tag != f"{{{SVG}}}svg":
        raise NoDrawingError("no SVG")
    return root


def _copied(
    element: Element, parent: Element | None, left_out: set[str], depth: int
) -> Element:
    """Copy an element with what is known of it, and all that is within."""
    if depth > DEEPEST:
        raise NoDrawingError("too deep")
    kind = etree.QName(element).localname
    if parent is None:
        copy = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG, "xlink": XLINK})
    else:
        copy = etree.SubElement(parent, f"{{{SVG}}}{kind}")
    for name, value in _attributes(kind, element):
        copy.set(name, value)
    copy.text = _safe_text(element.text)
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child)
        if name.namespace == SVG and name.localname in ELEMENTS:
            _copied(child, copy, left_out, depth + 1).tail = _safe_text(child.tail)
        elif name.namespace == SVG and name.localname != "metadata":
            left_out.add(name.localname)
    return copy


def _attributes(kind: str, element: Element) -> Iterator[tuple[str, str]]:
    """Yield the attributes of an element that only draw; a style becomes some of them.

    What stands in the style goes before what stands beside it.
    """
    for name, value in element.attrib.items():
        places = name in ATTRIBUTES and not SUSPECT.search(value)
        if places or (name in PROPERTIES and _is_plain(value)):
            yield name, _safe(value)
        elif name in {"href", f"{{{XLINK}}}href"} and kind in REFERRING:
            if INNER.match(value.strip()):
                yield f"{{{XLINK}}}href", value.strip()
        elif name == XML_SPACE and value == "preserve":
            yield name, value
    for declaration in element.get("style", "").split(";"):
        name, _colon, value = declaration.partition(":")
        name, value = name.strip(), value.strip()
        if name in PROPERTIES and value and _is_plain(value):
            yield name, _safe(value)


def _is_plain(value: str) -> bool:
    """Whether a value leads nowhere, or to a part of the drawing itself."""
    return bool(INNER_URL.match(value.strip())) or not SUSPECT.search(value)


def _safe(value: str) -> str:
    return UNPRINTABLE.sub("", value)


def _safe_text(text: str | None) -> str | None:
    return _safe(text) if text and text.strip() else None


def _size(root: Element) -> tuple[float, float]:
    """Return width and height of the drawing, in its own units."""
    parts = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    if len(parts) == 4:
        sides = parts[2:]
    else:
        sides = [root.get("width", ""), root.get("height", "")]
    found = [NUMBER.match(side) for side in sides]
    if None in found:
        raise NoDrawingError("no size")
    width, height = (float(one.group(1)) for one in found if one)
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        raise NoDrawingError("no size")
    if max(width / height, height / width) > MOST_OBLONG:
        raise NoDrawingError("too long for its width")
    return width, height


def _check_references(root: Element) -> None:
    """Refuse what refers to itself, or is drawn more often than anybody can see."""
    elements = list(root.iter(etree.Element))
    if len(elements) > MOST_ELEMENTS:
        raise NoDrawingError("too many parts")
    named = {one.get("id"): one for one in elements if one.get("id")}
    costs: dict[Element, int] = {}
    open_: set[Element] = set()

    def cost(element: Element) -> int:
        if element in costs:
            return costs[element]
        if element in open_ or len(open_) > 4 * DEEPEST:
            raise NoDrawingError("it refers to itself")
        open_.add(element)
        parts = [
            *element,
            *(named[name] for name in _referred(element) if name in named),
        ]
        total = 1 + sum(map(cost, parts))
        if total > MOST_DRAWN:
            raise NoDrawingError("drawn without end")
        open_.remove(element)
        costs[element] = total
        return total

    cost(root)


def _referred(element: Element) -> Iterator[str]:
    """Yield the names of the parts that an element refers to."""
    for name, value in element.attrib.items():
        pattern = INNER if name.endswith("href") else INNER_URL
        if found := pattern.match(value.strip()):
            yield found.group(1)
