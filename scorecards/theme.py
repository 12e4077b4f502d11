"""The colours and type of every picture, named as in `static/css/tokens.css`.

A figure is stored once, with the light value of each colour. The static picture
and the browser put the token in its place, so that light, dark and print need
one stored figure.
"""

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
    "critical": ("#a5261c", "#f0897f"),
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
