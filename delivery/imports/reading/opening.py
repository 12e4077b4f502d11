"""Look at a file's first bytes and size, and give it to the reader that suits."""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Self

from django.conf import settings
from django.utils.translation import gettext as _

from delivery.imports.errors import UnreadableFileError
from delivery.imports.reading.delimited import DelimitedSource
from delivery.imports.reading.rows import ReadOptions, Source
from delivery.imports.reading.unpacked import ChildLimits, UnpackedSource

MEGABYTE = 1 << 20
ZIP_START = b"PK\x03\x04"
OLD_OFFICE_START = bytes.fromhex("d0cf11e0a1b11ae1")
TEXT_SUFFIXES = {".csv", ".tsv", ".txt"}

# First bytes of files that people take for tables.
FOREIGN_STARTS = {
    b"MZ": "exe",
    b"\x7fELF": "exe",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7-Zip",
    b"Rar!": "RAR",
    b"{\\rtf": "RTF",
    b"SQLite format": "SQLite",
}
# The name space of the plans that Microsoft Project saves as XML.
PLAN_MARK = b"http://schemas.microsoft.com/project"
MARKUP_STARTS = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<script")


@dataclass(frozen=True, slots=True)
class FileLimits:
    """How large a file may be, and what unpacking it may cost."""

    text_megabytes: int = 200
    workbook_megabytes: int = 50
    child: ChildLimits = field(default_factory=ChildLimits)

    @classmethod
    def from_settings(cls) -> Self:
        """Return the limits that this installation sets."""
        return cls(settings.IMPORT_MAX_MB, settings.IMPORT_MAX_WORKBOOK_MB)


@contextmanager
def open_source(
    path: Path,
    options: ReadOptions | None = None,
    limits: FileLimits | None = None,
    name: str = "",
) -> Iterator[Source]:
    """Open a file of rows; `name` is what its owner calls it.

    Raises UnreadableFileError when it is none, or too large.
    """
    options = options or ReadOptions()
    limits = limits or FileLimits()
    form = form_of(path, name or path.name)
    check_size(path.stat().st_size, form, limits)
    source: Source
    if form == "csv":
        source = DelimitedSource(path, options)
    else:
        source = UnpackedSource(path, form, options, limits.child)
    try:
        yield source
    finally:
        source.close()


def check_size(size: int, form: str, limits: FileLimits) -> None:
    """Refuse a file by its length alone."""
    most = limits.text_megabytes if form == "csv" else limits.workbook_megabytes
    if size > most * MEGABYTE:
        raise UnreadableFileError(
            _("The file has %(size)s MB; the limit is %(limit)s MB.")
            % {"size": -(-size // MEGABYTE), "limit": most}
        )


def form_of(path: Path, name: str) -> str:
    """Return "csv", "xlsx", "json" or "mspdi" by what a file holds, not by its name."""
    with path.open("rb") as file:
        start = file.read(512)
    if start.removeprefix(codecs.BOM_UTF8).startswith(b"<?xml") and PLAN_MARK in start:
        return "mspdi"
    refuse_foreign(start)
    if start.startswith(ZIP_START):
        return "xlsx"
    suffix = PurePath(name.lower()).suffix
    looks_like_json = start.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in {b"{", b"["}
    if suffix == ".json" or (looks_like_json and suffix not in TEXT_SUFFIXES):
        return "json"
    return "csv"


def refuse_foreign(start: bytes) -> None:
    """Refuse a file that holds no table, by its first bytes."""
    if not start.strip():
        raise UnreadableFileError(_("The file is empty."))
    if start.startswith(OLD_OFFICE_START):
        raise UnreadableFileError(
            _(
                "This is an old .xls or a password-protected file. Save it as .xlsx "
                "without a password."
            )
        )
    for mark, kind in FOREIGN_STARTS.items():
        if start.startswith(mark):
            raise UnreadableFileError(
                _("This is a file of type %s. Save the table as .xlsx or CSV.") % kind
            )
    if start.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(MARKUP_STARTS):
        raise UnreadableFileError(
            _("This is a web page or XML. Save the table as .xlsx or CSV.")
        )
