"""Tones: what a colour says, with the shape that says the same without colour."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scorecards import theme
from scorecards.figures.canvas import Figure


class Tone(StrEnum):
    """How good a value is. The two mixed tones serve scales of five steps."""

    GOOD = "good"
    GOOD_ATTENTION = "good-attention"
    ATTENTION = "attention"
    ATTENTION_CRITICAL = "attention-critical"
    CRITICAL = "critical"
    UNKNOWN = "unknown"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Fill:
    """How an area of one tone is drawn.

    The strength grows as things get worse, so that the tones differ in grey print
    and to every eye, and what is fine takes the least ink.
    """

    colour: str
    strength: float
    text: str
    shape: str


FILLS: Final = {
    Tone.GOOD: Fill(theme.GOOD, 0.18, theme.INK, "●"),
    Tone.GOOD_ATTENTION: Fill(theme.ATTENTION, 0.25, theme.INK, "▲"),
    Tone.ATTENTION: Fill(theme.ATTENTION, 0.48, theme.INK, "▲"),
    Tone.ATTENTION_CRITICAL: Fill(theme.CRITICAL, 0.84, theme.RAISED, "■"),
    Tone.CRITICAL: Fill(theme.CRITICAL, 1, theme.RAISED, "■"),
    Tone.UNKNOWN: Fill(theme.BANDS[1], 1, theme.INK, "○"),
    Tone.NEUTRAL: Fill(theme.SERIES[1], 0.6, theme.INK, "◆"),
}


def marker(tone: Tone) -> Figure:
    """Return the marker of a bar of one tone."""
    fill = FILLS[tone]
    found: Figure = {"color": fill.colour}
    if fill.strength != 1:
        found["opacity"] = fill.strength
    return found


def shape_colour(tone: Tone) -> str:
    """Return the colour of a tone's shape beside a word: always legible."""
    colour = FILLS[tone].colour
    return theme.INK_3 if tone is Tone.UNKNOWN else colour
