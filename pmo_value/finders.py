"""Static files that lie in no folder of ours."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import plotly
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

PLOTLY = "plotly.min.js"

SHEET = "css/pages.css"
# Later ones win over earlier ones. Print has a file of its own, which screens need not
# wait for.
SHEETS = (
    *("tokens", "base", "layout", "navigation", "components"),
    *("forms", "feedback", "tables", "scorecard", "panels", "flywheel"),
    *("charts", "reports", "desk"),
)


class OneFileFinder(BaseFinder):
    """Find one file and nothing else."""

    name: str
    storage: FileSystemStorage

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != self.name:
            return []
        self.prepare()
        found = self.storage.path(path)
        return [found] if find_all else found

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        self.prepare()
        yield self.name, self.storage

    def prepare(self) -> None:
        """Make the file, where it is not there by itself."""


class PlotlyFinder(OneFileFinder):
    """Serve plotly.js from the installed wheel, so that it always matches Python."""

    name = PLOTLY
    storage = FileSystemStorage(Path(plotly.__file__).parent / "package_data")


class StyleSheetFinder(OneFileFinder):
    """Join the style sheets of all pages: a first visit waits for one of them."""

    name = SHEET
    storage = FileSystemStorage(settings.VAR_DIR / "joined")

    def prepare(self) -> None:
        sources = [settings.BASE_DIR / "static/css" / f"{name}.css" for name in SHEETS]
        text = "\n".join(source.read_text() for source in sources)
        joined = Path(self.storage.path(SHEET))
        if joined.exists() and joined.read_text() == text:
            return
        joined.parent.mkdir(parents=True, exist_ok=True)
        # Another process may be reading it.
        fresh = joined.with_suffix(".new")
        fresh.write_text(text)
        fresh.replace(joined)
