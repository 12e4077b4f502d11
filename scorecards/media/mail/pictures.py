"""Pictures for mail programs, which show points and no drawings."""

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import fontpkg_inter
import resvg_py
from PIL import Image

from scorecards import svg, theme

FONT: Final = str(Path(fontpkg_inter.ROOT) / "files" / "Inter[opsz,wght].ttf")
# Drawn for less room than there is in a letter of 600 px: on a telephone, a picture is
# half as wide, and its letters with it.
WIDTH: Final = 420
# 520 px, on screens of double density.
SCALE: Final = 2 * 520 / WIDTH
# A chart has few colours; the edges of its letters have some more.
COLOURS: Final = 64


def chart(figure: Mapping[str, Any]) -> bytes:
    """Return a figure as PNG, on white: a dark mail shows it as on paper."""
    drawn = svg.render(
        figure,
        title="",
        description="",
        width=WIDTH,
        palette="light",
        face=fontpkg_inter.FAMILY,
    )
    return _points(drawn)


@lru_cache(maxsize=32)
def _points(drawn: str) -> bytes:
    """Turn a drawing into points, once for all copies of a report.

    It takes a tenth of a second, and all the letters of a report show the same.
    """
    points = resvg_py.svg_to_bytes(
        svg_string=drawn,
        zoom=SCALE,
        background=theme.light("raised"),
        font_files=[FONT],
        font_family=fontpkg_inter.FAMILY,
        sans_serif_family=fontpkg_inter.FAMILY,
    )
    with Image.open(BytesIO(bytes(points))) as picture:
        few = picture.convert("RGB").quantize(
            COLOURS, method=Image.Quantize.MAXCOVERAGE
        )
    file = BytesIO()
    few.save(file, "PNG")
    return file.getvalue()
