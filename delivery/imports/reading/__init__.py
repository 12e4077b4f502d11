"""Files turned into rows of cells, whatever their kind, encoding and delimiter."""

from delivery.imports.reading.delimited import DELIMITERS
from delivery.imports.reading.encodings import ENCODINGS
from delivery.imports.reading.opening import FileLimits, open_source
from delivery.imports.reading.rows import Layout, ReadOptions, Row, Source

__all__ = [
    "DELIMITERS",
    "ENCODINGS",
    "FileLimits",
    "Layout",
    "ReadOptions",
    "Row",
    "Source",
    "open_source",
]
