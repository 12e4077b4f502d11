"""The face of the report: cut from one file once, and kept.

To cut a variable font takes seconds, whatever few letters of it. So a good part of it
is cut and kept in the folder of the installation, and reports take that; what embeds a
font in a file leaves out the letters that are not in it. A report with others takes a
cut of its own.
"""

import contextlib
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final

import fontpkg_inter
from django.conf import settings
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from pmo_value.files import write_whole

FAMILY: Final = fontpkg_inter.FAMILY
FILE: Final = Path(fontpkg_inter.ROOT) / "files" / "Inter[opsz,wght].ttf"
WEIGHTS: Final = (400, 600)
# The design for type of up to 14 points.
SMALL_TYPE: Final = 14
FEATURES: Final = ["ccmp", "kern", "locl", "mark", "mkmk", "tnum"]
# Latin letters with their accents, punctuation, signs of money, arrows and shapes.
USUAL: Final = frozenset(
    [
        *range(0x20, 0x7F),
        *range(0xA0, 0x180),
        *range(0x2000, 0x2070),
        *range(0x20A0, 0x20C0),
        *range(0x2190, 0x2194),
        *range(0x2200, 0x2270),
        *range(0x25A0, 0x2600),
    ]
)
FOLDER: Final = "faces"
MOST_KEPT: Final = 40


def faces(characters: Iterable[str]) -> dict[int, bytes]:
    """Return a font file for each weight, able to write these characters.

    What the face does not have is left to the fonts of the system.
    """
    others = {ord(one) for one in characters} & _known() - USUAL
    return {weight: _kept(weight, frozenset(others)) for weight in WEIGHTS}


@lru_cache(1)
def _known() -> frozenset[int]:
    with TTFont(FILE, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(4)
def _kept(weight: int, others: frozenset[int]) -> bytes:
    """A cut that is on the disk, or will be: nobody waits for it twice."""
    wanted = f"{FILE.stat().st_size} {FEATURES} {sorted(USUAL | others)}"
    name = sha256(wanted.encode()).hexdigest()[:24]
    folder = Path(settings.VAR_DIR) / FOLDER
    path = folder / f"{name}-{weight}.ttf"
    with contextlib.suppress(OSError):
        return path.read_bytes()
    cut = _cut(weight, USUAL | others)
    # A disk without room is no reason to have no report.
    with contextlib.suppress(OSError):
        write_whole(path, cut)
        _tidy(folder)
    return cut


def _tidy(folder: Path) -> None:
    newest = sorted(folder.glob("*.ttf"), key=lambda one: one.stat().st_mtime)
    for path in newest[:-MOST_KEPT]:
        path.unlink(missing_ok=True)


@lru_cache(1)
def _part(letters: frozenset[int]) -> bytes:
    """The variable font with these letters alone, of which each weight is cut."""
    subsetter = Subsetter(Options(layout_features=FEATURES, notdef_outline=True))
    subsetter.populate(unicodes=letters)
    with TTFont(FILE, recalcTimestamp=False) as font:
        subsetter.subset(font)
        return _saved(font)


def _cut(weight: int, letters: frozenset[int]) -> bytes:
    with TTFont(BytesIO(_part(letters)), recalcTimestamp=False) as font:
        return _saved(
            instantiateVariableFont(font, {"wght": weight, "opsz": SMALL_TYPE})
        )


def _saved(font: TTFont) -> bytes:
    file = BytesIO()
    font.save(file)
    return file.getvalue()
