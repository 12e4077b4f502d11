"""The colours and the type of every picture, the colours named as in `tokens.css`.

A figure is stored once, with the light value of each colour. The static picture
and the browser put the token in its place, so that light, dark and print need
one stored figure.
"""

import unicodedata
from functools import lru_cache
from typing import Final

TOKENS: Final[dict[str, tuple[str, str]]] = {
    "paper": ("#ffffff", "#14171c"),
    "raised": ("#ffffff", "#1c2027"),
    "sunken": ("#f4f5f7", "#0f1216"),
    "ink": ("#16202e", "#e8ecf2"),
    "ink-2": ("#4a5565", "#b3bccb"),
    "ink-3": ("#667081", "#8d97a8"),
    "line": ("#d9dee6", "#2d343f"),
    "accent": ("#1d4f91", "#8ab4f0"),
    "series-2": ("#5b7fae", "#6f95c9"),
    "series-3": ("#94a9c6", "#a8b9d2"),
    "series-4": ("#b9854a", "#d9a86c"),
    "series-5": ("#7a6a9d", "#a596cb"),
    "good": ("#0b6e4f", "#5cc6a0"),
    "attention": ("#9a5b00", "#e8b05c"),
    "critical": ("#9b1c1c", "#ef7f73"),
    "band-1": ("#eef1f5", "#262c36"),
    "band-2": ("#e0e5ec", "#303844"),
    "band-3": ("#cfd7e1", "#3b4553"),
    "band-4": ("#bcc6d4", "#464f5f"),
    "band-5": ("#a7b3c4", "#505c6d"),
}
"""Light and dark value of each token, in the order of the style sheet."""

# A picture lies on a panel, so white stands for `raised` and not for `paper`.
_TOKEN_BY_LIGHT: Final[dict[str, str]] = {
    light: name for name, (light, _) in TOKENS.items() if name != "paper"
}


def token_of(colour: str) -> str:
    """Return the token whose light value is `colour`.

    Raises KeyError for a colour outside the theme: such a picture would have no
    dark form.
    """
    return _TOKEN_BY_LIGHT[colour.lower()]


def light(token: str) -> str:
    """Return the light value of a token, which is how figures name a colour."""
    return TOKENS[token][0]


RAISED: Final = light("raised")
INK: Final = light("ink")
INK_2: Final = light("ink-2")
INK_3: Final = light("ink-3")
LINE: Final = light("line")
ACCENT: Final = light("accent")
SERIES: Final = tuple(
    light(token) for token in ("accent", "series-2", "series-3", "series-4", "series-5")
)
GOOD: Final = light("good")
ATTENTION: Final = light("attention")
CRITICAL: Final = light("critical")
BANDS: Final = tuple(light(f"band-{number}") for number in range(1, 6))

FONT_FAMILY: Final = (
    '-apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", system-ui, '
    "sans-serif"
)
TEXT_SIZE: Final = 12

# Advance widths in thousandths of the type size, from the space to the tilde: for
# each letter the wider of DejaVu Sans and Arial, the widest and the commonest face
# that the system sans may turn out to be.
_ASCII_WIDTHS: Final = (
    *(318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337),
    *(636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 556),
    *(1015, 684, 686, 722, 770, 667, 611, 778, 752, 295, 500, 667, 557, 863, 748),
    *(787, 667, 787, 722, 667, 611, 732, 684, 989, 685, 667, 685, 390, 337, 390, 838),
    *(556, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634),
    *(612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838),
)
_OTHER_WIDTHS: Final = {
    "\N{NO-BREAK SPACE}": 318,
    "\N{NARROW NO-BREAK SPACE}": 318,
    "\N{MIDDLE DOT}": 318,
    "\N{EN DASH}": 556,
    "\N{EM DASH}": 1000,
    "\N{HORIZONTAL ELLIPSIS}": 1000,
    "\N{MINUS SIGN}": 838,
    "\N{EURO SIGN}": 636,
    "\N{POUND SIGN}": 636,
    "\N{YEN SIGN}": 636,
}
_WIDEST_LETTER: Final = 1100
_WIDEST_SIGN: Final = 1400


@lru_cache(1024)
def _advance(character: str) -> int:
    plain = unicodedata.normalize("NFD", character)[0]
    if " " <= plain <= "~":
        return _ASCII_WIDTHS[ord(plain) - ord(" ")]
    if plain in _OTHER_WIDTHS:
        return _OTHER_WIDTHS[plain]
    if unicodedata.category(plain) in {"Mn", "Me"}:
        return 0
    wide = unicodedata.east_asian_width(plain) in {"W", "F"}
    return _WIDEST_SIGN if wide else _WIDEST_LETTER


@lru_cache(8192)
def text_width(text: str, size: float = TEXT_SIZE) -> float:
    """Return the room a line of text needs, in px, in any face it may be set in."""
    return sum(map(_advance, text)) * size / 1000
