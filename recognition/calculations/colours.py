"""Colours of an organisation: whether they can be read, and told apart."""

import re

Channels = tuple[float, float, float]

COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
WHITE = "#ffffff"
# What the guidelines for accessible pages ask of text, level AA.
LEAST_CONTRAST = 4.5
# Twenty times what a trained eye just sees, so that two fields of colour are two.
LEAST_DIFFERENCE = 20.0
# By so much a colour is darkened at a time until it can be read.
STEP = 0.98


def contrast(one: str, other: str) -> float:
    """Return how much two colours differ in lightness: 1 to 21, as to one.

    Units: a ratio, the lighter to the darker. Colours are written `#rrggbb`.

    Source: docs/formulas.md, "Colours of a brand".
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def difference(one: str, other: str) -> float:
    """Return how far two colours are apart for an eye; 1 is just seen, 100 is far.

    Source: docs/formulas.md, "Colours of a brand".
    """
    pairs = zip(_lab(one), _lab(other), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def darkened(colour: str, least: float = LEAST_CONTRAST) -> str:
    """Return the same hue as dark as it must be to be read on white."""
    red, green, blue = _channels(colour)
    while contrast(colour, WHITE) < least:
        red, green, blue = red * STEP, green * STEP, blue * STEP
        colour = f"#{int(red):02x}{int(green):02x}{int(blue):02x}"
    return colour


def _channels(colour: str) -> Channels:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _linear(colour: str) -> Channels:
    """A colour as light, 0 to 1."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in _channels(colour))
    )
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lab(colour: str) -> Channels:
    """A colour in CIELAB, seen in daylight (D65)."""
    red, green, blue = _linear(colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.0890
    x, y, z = (
        share ** (1 / 3) if share > 0.008856 else 7.787 * share + 16 / 116
        for share in (x, y, z)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
