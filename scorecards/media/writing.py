"""The media that a report is written in, and what each of them is."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pmo_value.exports import XLSX
from scorecards.media.report import Report

# Told how many of how many pictures are drawn.
Tell = Callable[[int, int], None]

PAPERS: Final = ("A4", "Letter")
TYPES: Final = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": XLSX,
    "csv": "text/csv; charset=utf-8",
}
# What stands at the end of a PDF, within so many bytes.
PDF_END: Final = b"%%EOF"
LAST_BYTES: Final = 1024


def _pdf(report: Report, paper: str, tell: Tell) -> bytes:
    from scorecards.media.pdf import pdf_of

    return pdf_of(report, paper, tell)


def _slides(report: Report, paper: str, tell: Tell) -> bytes:
    from scorecards.media.slides import slides_of

    return slides_of(report, tell=tell)


def _csv(report: Report, paper: str, tell: Tell) -> bytes:
    from scorecards.media.sheets import csv_of

    return csv_of(report)


def _xlsx(report: Report, paper: str, tell: Tell) -> bytes:
    from scorecards.media.sheets import xlsx_of

    return xlsx_of(report)


# What writes them is slow to load, so it is loaded by whoever writes one.
WRITERS: Final[dict[str, Callable[[Report, str, Tell], bytes]]] = {
    "pdf": _pdf,
    "pptx": _slides,
    "csv": _csv,
    "xlsx": _xlsx,
}


def is_whole(path: Path, medium: str) -> bool:
    """Whether a file is one of its medium, from its first byte to its last."""
    match medium:
        case "pdf":
            with path.open("rb") as file:
                start = file.read(5)
                file.seek(max(0, path.stat().st_size - LAST_BYTES))
                return start == b"%PDF-" and PDF_END in file.read()
        case "csv":
            return path.read_bytes().endswith(b"\n")
        case _:
            return _is_whole_archive(path)


def _is_whole_archive(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return (
                archive.testzip() is None
                and "[Content_Types].xml" in archive.namelist()
            )
    except (zipfile.BadZipFile, EOFError):
        return False
