"""The bands of a target in one cell: "0.6 = 0 Poor; 0.8 = 50; 0.95 = 80 Good"."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from delivery.calculations.bands import as_json, from_text
from delivery.imports.errors import CellError
from delivery.imports.parsing.cells import Cell
from delivery.imports.parsing.words import Text


@dataclass(frozen=True, slots=True)
class BandList:
    """Bands from the worst to the best: where each begins, its score, its name."""

    def __call__(self, cell: Cell) -> list[dict[str, str]] | None:
        text = Text(is_multiline=True)(cell)
        if text is None:
            return None
        try:
            return as_json(from_text(text))
        except ValueError:
            raise CellError(
                _("is not a list of bands"),
                _("Write “0.6 = 0 Poor; 0.8 = 50; 0.95 = 80 Good; 1 = 100”."),
            ) from None
