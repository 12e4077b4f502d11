"""How wide the columns of a table are, wherever it is set."""

from collections.abc import Sequence
from typing import Final

from scorecards import theme
from scorecards.media.report import Cell, Column, Table

# What stands between two columns, for type of 10 px.
GAP: Final = 14
TREND: Final = 76
# A text is broken rather than that it takes more room than this.
WIDEST: Final = 260
NARROWEST: Final = 34
LONGEST_WORD: Final = 110
# The first column names its row, and may stand in bold.
BOLD: Final = 1.08
# A table of few columns stays narrow, so that the eye finds from a name to its number.
MOST_STRETCHED: Final = 1.5
SIZE: Final = 10


def widths(table: Table, room: float) -> list[float]:
    """Return the width of each column, for type of 10 px in `room` px.

    Numbers stand on one line. Where there is not room for everything, texts are
    broken; where there is more than enough, the table does not take it all.
    """
    wanted = [
        _wanted(column, [row[index] for row in table.rows]) * (1 if index else BOLD)
        for index, column in enumerate(table.columns)
    ]
    spare = room - sum(wanted)
    if spare >= 0:
        stretch = min(room / sum(wanted), MOST_STRETCHED) if wanted else 1
        return [width * stretch for width in wanted]
    breakable = [
        _is_text(column) and not any(row[index].status for row in table.rows)
        for index, column in enumerate(table.columns)
    ]
    flexible = sum(width for width, can in zip(wanted, breakable, strict=True) if can)
    kept = max(room - (sum(wanted) - flexible), flexible * 0.25)
    least = [
        _least(column, [row[index] for row in table.rows]) * (1 if index else BOLD)
        for index, column in enumerate(table.columns)
    ]
    shrunk = [
        max(narrowest, width * kept / flexible) if can else width
        for width, narrowest, can in zip(wanted, least, breakable, strict=True)
    ]
    return [width * room / sum(shrunk) for width in shrunk]


def shares(table: Table, room: float) -> list[int]:
    """Return the same in whole percents of the room."""
    return [max(1, int(width / room * 100)) for width in widths(table, room)]


def _is_text(column: Column) -> bool:
    return not column.is_numeric and not column.is_trend


def _wanted(column: Column, cells: Sequence[Cell]) -> float:
    if column.is_trend:
        return TREND + GAP
    heads = [theme.text_width(word, SIZE) for word in column.label.split()]
    texts = [theme.text_width(_text(cell), SIZE) for cell in cells]
    widest = max([*heads, *texts, NARROWEST])
    return (min(widest, WIDEST) if _is_text(column) else widest) + GAP


def _least(column: Column, cells: Sequence[Cell]) -> float:
    """The room of the longest word: none is broken that could stand."""
    words = [
        word for text in (column.label, *map(_text, cells)) for word in text.split()
    ]
    longest = max((theme.text_width(word, SIZE) for word in words), default=0.0)
    return min(longest, LONGEST_WORD) + GAP


def _text(cell: Cell) -> str:
    return f"{cell.status.shape} {cell.status.word}" if cell.status else cell.text
