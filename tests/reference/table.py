"""The reference table: published worked examples and our own definitions."""

import csv
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.reference import adapter

REPOSITORY = Path(__file__).resolve().parents[2]
REAL_DATA = Path(
    os.environ.get("PMO_REAL_DATA") or REPOSITORY.parent / "shared" / "data"
)
TABLE = REAL_DATA.parent / "reference" / "reference_values.csv"


@dataclass(frozen=True, slots=True)
class Row:
    """One worked example: a function's output for some inputs."""

    id: str
    function: str
    output: str
    inputs: dict[str, Any]
    expected: Any
    tolerance: Decimal

    @property
    def calculation(self) -> Callable[..., dict[str, Any]] | None:
        """The product's function of that name, None when it is still to come."""
        found = getattr(adapter, self.function, None)
        return found if callable(found) else None

    def __str__(self) -> str:
        return f"{self.id}-{self.function}.{self.output}"


def read_rows() -> list[Row]:
    """Return the rows of the table, none when the table is not there."""
    if not TABLE.is_file():
        return []
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [_row(record) for record in csv.DictReader(file)]


def _row(record: dict[str, str]) -> Row:
    function, output = record["metric"].split(".")
    tolerance = record["tolerance"]
    return Row(
        id=record["id"],
        function=function,
        output=output,
        inputs=json.loads(record["inputs"]),
        expected=json.loads(record["expected"]),
        tolerance=Decimal(0) if tolerance == "exact" else Decimal(tolerance),
    )


ROWS = read_rows()
CHECKED = [row for row in ROWS if row.calculation]
STILL_TO_COME = sorted({row.function for row in ROWS if not row.calculation})
