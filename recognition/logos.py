"""Logos that people upload, made harmless and drawn for pages."""

from dataclasses import dataclass

import resvg_py

from recognition.calculations.drawings import redrawn
from recognition.calculations.pictures import PNG_START, NoPictureError, cleaned
from recognition.models.branding import PNG, SVG

# What a page shows is drawn so large on its longer side.
DRAWN_SIDE = 640


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as it is stored; `left_out` is what a drawing lost on the way."""

    data: bytes
    kind: str
    png: bytes
    left_out: tuple[str, ...] = ()


def logo_from(data: bytes) -> Logo:
    """Return a logo of which nothing is left but what draws it.

    Raises NoDrawingError, NoPictureError.
    """
    if data.startswith(PNG_START):
        picture = cleaned(data)
        return Logo(picture.data, PNG, picture.data)
    drawing = redrawn(data)
    is_wide = drawing.width >= drawing.height
    try:
        drawn = resvg_py.svg_to_bytes(
            svg_string=drawing.data.decode(),
            width=DRAWN_SIDE if is_wide else None,
            height=None if is_wide else DRAWN_SIDE,
        )
    except ValueError as error:
        raise NoPictureError("it cannot be drawn") from error
    return Logo(drawing.data, SVG, bytes(drawn), drawing.left_out)
