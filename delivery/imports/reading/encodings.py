"""Which encoding a text file has: UTF-8, UTF-16 with its mark, or the one named."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.imports.errors import UnreadableFileError

# What a person may name. Codecs that run escapes or hide text are left out.
ENCODINGS = {
    "utf-8": gettext_lazy("UTF-8"),
    "utf-16-le": gettext_lazy("UTF-16, little endian"),
    "utf-16-be": gettext_lazy("UTF-16, big endian"),
    "cp1252": gettext_lazy("Western European (Windows-1252)"),
    "iso-8859-1": gettext_lazy("Western European (Latin-1)"),
    "iso-8859-15": gettext_lazy("Western European (Latin-9)"),
    "mac-roman": gettext_lazy("Western European (Macintosh)"),
    "cp850": gettext_lazy("Western European (DOS)"),
    "cp437": gettext_lazy("United States (DOS)"),
    "cp1250": gettext_lazy("Central European (Windows-1250)"),
    "iso-8859-2": gettext_lazy("Central European (Latin-2)"),
    "cp1251": gettext_lazy("Cyrillic (Windows-1251)"),
    "koi8-r": gettext_lazy("Cyrillic (KOI8-R)"),
    "cp1253": gettext_lazy("Greek (Windows-1253)"),
    "cp1254": gettext_lazy("Turkish (Windows-1254)"),
    "cp1255": gettext_lazy("Hebrew (Windows-1255)"),
    "cp1256": gettext_lazy("Arabic (Windows-1256)"),
    "cp1257": gettext_lazy("Baltic (Windows-1257)"),
    "shift_jis": gettext_lazy("Japanese (Shift-JIS)"),
    "euc_kr": gettext_lazy("Korean (EUC-KR)"),
    "gb18030": gettext_lazy("Chinese (GB 18030)"),
    "big5": gettext_lazy("Chinese (Big5)"),
}

CHUNK = 1 << 20


def settled_encoding(path: Path, named: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the codec to read a text file with, and notes for its reader.

    A file that is valid UTF-8 beyond ASCII is read as UTF-8 whatever was named:
    other encodings do not produce such bytes by chance, and reading them by the
    wrong one gives garbled text.

    Raises UnreadableFileError when the text does not fit its encoding.
    """
    if named and named not in ENCODINGS:
        raise UnreadableFileError(_("There is no encoding %s here.") % named)
    start = next(_chunks(path), b"")
    marked = _marked(start)
    if marked or named.startswith("utf-16"):
        _check(path, marked or named)
        return marked or named, ()
    if start.count(0) * 4 > len(start):
        raise UnreadableFileError(
            _(
                "Every other character is NUL, as in UTF-16 without its mark. Choose "
                "the encoding, or in Excel: Save as > CSV UTF-8."
            )
        )
    bad_line = _first_bad_line(path, "utf-8")
    if bad_line is None:
        if named in {"", "utf-8"} or all(chunk.isascii() for chunk in _chunks(path)):
            return "utf-8", ()
        return "utf-8", (_("Read as UTF-8, which it is, and not as %s.") % named,)
    if named and named != "utf-8":
        _check(path, named)
        return named, ()
    raise UnreadableFileError(
        _(
            "The text is not UTF-8 (first at line %s). Choose its encoding, or in "
            "Excel: Save as > CSV UTF-8."
        )
        % bad_line
    )


def _marked(start: bytes) -> str:
    """Return the codec that a byte order mark names, or nothing."""
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UnreadableFileError(
            _("The text is UTF-32. Save it as UTF-8, in Excel: Save as > CSV UTF-8.")
        )
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return ""


def _check(path: Path, encoding: str) -> None:
    bad_line = _first_bad_line(path, encoding)
    if bad_line is not None:
        raise UnreadableFileError(
            _("The text is not %(encoding)s (first at line %(line)s).")
            % {"encoding": encoding.removesuffix("-sig"), "line": bad_line}
        )


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _first_bad_line(path: Path, encoding: str) -> int | None:
    """Return the line of the first byte that does not fit, None when all do."""
    decoder = codecs.getincrementaldecoder(encoding)()
    count = _LineCount()
    try:
        for chunk in _chunks(path):
            count.feed(decoder.decode(chunk))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        # What was kept back from the chunk before is part of the error's text.
        decoder.setstate((b"", decoder.getstate()[1]))
        count.feed(decoder.decode(error.object[: error.start]))
        return count.line
    return None


class _LineCount:
    """The number of the line that the text read so far ends in."""

    def __init__(self) -> None:
        self.line = 1
        self._ends_in_return = False

    def feed(self, text: str) -> None:
        self.line += text.count("\n") + text.count("\r") - text.count("\r\n")
        if self._ends_in_return and text.startswith("\n"):
            self.line -= 1
        self._ends_in_return = text.endswith("\r")
