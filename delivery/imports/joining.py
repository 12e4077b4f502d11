"""Two files read as one: what a second file says about the same key, in each row."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from delivery.imports.columns import Columns
from delivery.imports.errors import UnreadableFileError
from delivery.imports.mapping import ColumnName, Companion
from delivery.imports.parsing import Cell
from delivery.imports.reading import FileLimits, Layout, Row, Source, open_source


@dataclass(slots=True)
class JoinedSource:
    """A file with the columns of another one at the right of its own.

    A row whose key the other file does not have gets blank cells there.
    """

    source: Source
    layout: Layout
    place: int
    cells: dict[str, tuple[Cell, ...]]
    width: int

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the file, each with what the other one says."""
        own = len(self.source.layout.header)
        nothing = (None,) * self.width
        for row in self.source.rows():
            if len(row.cells) != own:  # for the reader of the rows to refuse
                yield row
                continue
            found = self.cells.get(str(row.cells[self.place]).strip(), nothing)
            yield row._replace(cells=(*row.cells, *found))

    def close(self) -> None:
        """Nothing of its own was unpacked."""


def joined(
    source: Source, companion: Companion, folder: Path, limits: FileLimits
) -> JoinedSource:
    """Read the second file, which lies beside the first, and join the two.

    Raises UnreadableFileError when it is not there, or contradicts itself.
    """
    path = folder / companion.file
    if not path.is_file():
        raise UnreadableFileError(
            _(
                "This file is read together with %s, which does not lie beside it. "
                "Import it by the command, with both in one folder."
            )
            % companion.file
        )
    with open_source(path, companion.options, limits) as other:
        header = other.layout.header
        key = place_of(companion.on, header)
        kept = [place for place in range(len(header)) if place != key]
        cells: dict[str, tuple[Cell, ...]] = {}
        for row in other.rows():
            name = str(row.cells[key]).strip()
            said = tuple(row.cells[place] for place in kept)
            if cells.setdefault(name, said) != said:
                raise UnreadableFileError(
                    _("In %(file)s, %(key)s stands twice and says two things.")
                    % {"file": companion.file, "key": name}
                )
    own = source.layout
    return JoinedSource(
        source=source,
        layout=replace(own, header=(*own.header, *(header[place] for place in kept))),
        place=place_of(companion.on, own.header),
        cells=cells,
        width=len(kept),
    )


def place_of(column: ColumnName, header: tuple[str, ...]) -> int:
    """Return where the key stands; raise UnreadableFileError where it does not."""
    columns = Columns(header, allow_doubles=True)
    place = columns.find(column)
    if place is None:
        raise columns.missing([column])
    return place
