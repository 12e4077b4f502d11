"""The face of the report: cut from one file, with the letters that are needed."""

from io import BytesIO
from pathlib import Path
from typing import Final

import fontpkg_inter
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY: Final = fontpkg_inter.FAMILY
FILE: Final = Path(fontpkg_inter.ROOT) / "files" / "Inter[opsz,wght].ttf"
WEIGHTS: Final = (400, 600)
# The design for type of up to 14 points.
SMALL_TYPE: Final = 14
FEATURES: Final = ["ccmp", "kern", "locl", "mark", "mkmk", "tnum"]


def faces(characters: set[str]) -> dict[int, bytes]:
    """Return a font file for each weight, able to write these characters.

    What the face does not have is left to the fonts of the system. A file of all its
    letters would take seconds to cut.
    """
    letters = Subsetter(Options(layout_features=FEATURES, notdef_outline=True))
    letters.populate(unicodes=[ord(character) for character in characters])
    with TTFont(FILE, recalcTimestamp=False) as whole:
        letters.subset(whole)
        some = _saved(whole)
    return {weight: _cut(some, weight) for weight in WEIGHTS}


def _cut(variable: bytes, weight: int) -> bytes:
    with TTFont(BytesIO(variable), recalcTimestamp=False) as font:
        return _saved(
            instantiateVariableFont(font, {"wght": weight, "opsz": SMALL_TYPE})
        )


def _saved(font: TTFont) -> bytes:
    file = BytesIO()
    font.save(file)
    return file.getvalue()
