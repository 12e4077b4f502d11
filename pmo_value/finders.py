"""Serve plotly.js from the installed wheel, so that it always matches Python."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import plotly
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

FILE = "plotly.min.js"


class PlotlyFinder(BaseFinder):
    """Find one file, ``plotly.min.js``, and nothing else of Plotly's package."""

    storage = FileSystemStorage(Path(plotly.__file__).parent / "package_data")

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != FILE:
            return []
        found = self.storage.path(FILE)
        return [found] if find_all else found

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        yield FILE, self.storage
