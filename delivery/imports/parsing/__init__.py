"""Strict parsers of single cells: the one right value, or words for the reader.

A parser returns None for a blank cell: blank is unknown, never 0.
"""

from delivery.imports.parsing.bands import BandList
from delivery.imports.parsing.cells import BrokenCell, Cell, Defect, is_blank
from delivery.imports.parsing.dates import Day, Month, Timespan
from delivery.imports.parsing.numbers import Integer, Number, NumberFormat
from delivery.imports.parsing.words import Boolean, Choice, Code, Text, Worded

__all__ = [
    "BandList",
    "Boolean",
    "BrokenCell",
    "Cell",
    "Choice",
    "Code",
    "Day",
    "Defect",
    "Integer",
    "Month",
    "Number",
    "NumberFormat",
    "Text",
    "Timespan",
    "Worded",
    "is_blank",
]
