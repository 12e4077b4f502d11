"""Colours as eyes and paper see them: contrast, colour blindness, difference."""

Channels = tuple[float, float, float]
Matrix = tuple[Channels, Channels, Channels]

# Machado, Oliveira and Fernandes 2009, full severity, on linear RGB.
PROTAN: Matrix = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTAN: Matrix = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
GREY: Matrix = ((0.2126, 0.7152, 0.0722),) * 3


def channels(colour: str) -> Channels:
    """The red, green and blue of a hex colour, 0 to 255."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def linear(colour: str) -> Channels:
    """A hex colour as light: linear red, green and blue, 0 to 1."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in channels(colour))
    )
    return red, green, blue


def through(light: Channels, matrix: Matrix) -> Channels:
    """Light as it arrives through an eye, or on grey paper."""
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True))))
        for row in matrix
    )
    return red, green, blue


def luminance(colour: str) -> float:
    """WCAG's relative luminance."""
    return through(linear(colour), GREY)[0]


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(light: Channels) -> Channels:
    """Light in CIELAB under D65."""
    red, green, blue = light
    ratios = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (
        ratio ** (1 / 3) if ratio > 0.008856 else 7.787 * ratio + 16 / 116
        for ratio in ratios
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, matrix: Matrix) -> float:
    """CIE76 difference of two colours seen through an eye or on grey paper."""
    seen = (lab(through(linear(colour), matrix)) for colour in (one, other))
    return float(sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5)


def laid_over(colour: str, strength: float, ground: str) -> str:
    """A colour of some strength on a ground, as hex."""
    mixed = (
        round(strength * top + (1 - strength) * below)
        for top, below in zip(channels(colour), channels(ground), strict=True)
    )
    return "#" + bytes(mixed).hex()
