"""Says at the end of a run how much of the reference table was checked."""

from typing import Any

from tests.reference.table import CHECKED, ROWS, STILL_TO_COME


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name the rows that were checked and the functions still to come."""
    terminalreporter.section("reference values")
    terminalreporter.write_line(
        f"{len(CHECKED)} of {len(ROWS)} rows checked"
        if ROWS
        else "the reference table is not there"
    )
    if STILL_TO_COME:
        terminalreporter.write_line(f"still to come: {', '.join(STILL_TO_COME)}")
