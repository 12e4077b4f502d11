"""The logo of an organisation, made harmless and ready for every medium."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

import resvg_py
from lxml import etree
from PIL import Image, UnidentifiedImageError

from scorecards.media.words import Brand

SVG: Final = "image/svg+xml"
PNG: Final = "image/png"
# Wide enough for a title slide, and for a screen of double density.
WIDTH: Final = 640
# A drawing may hold pictures of these kinds within itself, and lead to its own parts.
HARMLESS: Final = ("#", "data:image/png;", "data:image/jpeg;")


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as a drawing or as points, and as points in any case."""

    content: bytes
    kind: str
    png: bytes
    width: int
    height: int


def logo_of(brand: Brand | None) -> Logo | None:
    """Return the logo of a brand; None where there is none that can be drawn.

    A program that draws SVG opens the files that it names, so those are taken out.
    """
    if brand is None or not brand.logo:
        return None
    try:
        if brand.logo_type == SVG:
            content = _alone(brand.logo)
            drawn = bytes(
                resvg_py.svg_to_bytes(svg_string=content.decode(), width=WIDTH)
            )
        else:
            content = drawn = brand.logo
        with Image.open(BytesIO(drawn), formats=["PNG"]) as picture:
            picture.verify()
            width, height = picture.size
    except (ValueError, OSError, SyntaxError, UnidentifiedImageError):
        return None
    except Image.DecompressionBombError:
        return None
    return Logo(content, brand.logo_type, drawn, width, height)


def _alone(drawing: bytes) -> bytes:
    """Return an SVG that refers to nothing outside itself."""
    safe = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(drawing, safe)
    for element in root.iter(etree.Element):
        for name, value in list(element.attrib.items()):
            is_address = etree.QName(name).localname in ("href", "base")
            if is_address and not value.strip().startswith(HARMLESS):
                del element.attrib[name]
    return bytes(etree.tostring(root))
