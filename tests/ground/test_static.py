"""Static files: plotly.js from the wheel, hashed names, compressed copies."""

from pathlib import Path

import brotli
import plotly
import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from plotly.offline import get_plotlyjs_version

from pmo_value.finders import SHEET, SHEETS, PlotlyFinder


def test_plotly_js_is_the_one_that_python_draws_for():
    found = Path(finders.find("plotly.min.js"))
    assert found.is_relative_to(Path(plotly.__file__).parent)
    assert f"plotly.js v{get_plotlyjs_version()}" in found.read_text()[:200]


def test_the_finder_gives_away_nothing_else_of_the_package():
    finder = PlotlyFinder()
    assert [name for name, _ in finder.list(None)] == ["plotly.min.js"]
    assert finder.find("templates/plotly.json") == []
    assert finder.find("../__init__.py", find_all=True) == []


def test_pages_have_one_style_sheet_in_which_the_tokens_come_first():
    sheet = Path(finders.find(SHEET)).read_text()
    sources = Path(__file__).parents[2] / "static" / "css"
    places = [sheet.index((sources / f"{name}.css").read_text()) for name in SHEETS]
    assert places == sorted(places)
    assert places[0] == 0


def test_every_style_sheet_reaches_the_pages_or_the_printer():
    sources = {path.stem for path in Path("static/css").glob("*.css")}
    assert sources == {*SHEETS, "print"}


@pytest.fixture
def collected(settings, tmp_path) -> Path:
    """Our own static files as production collects them; `make run` collects all."""
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = [
        finder
        for finder in settings.STATICFILES_FINDERS
        if not finder.endswith("AppDirectoriesFinder")
    ]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "pmo_value.staticfiles.Storage"}
    }
    call_command("collectstatic", verbosity=0, interactive=False)
    return tmp_path


def test_collected_files_have_hashed_names_and_compressed_copies(collected: Path):
    url = staticfiles_storage.url("css/pages.css")
    assert url != "/static/css/pages.css"
    css = collected / url.removeprefix("/static/")
    assert brotli.decompress(css.with_name(f"{css.name}.br").read_bytes()) == (
        css.read_bytes()
    )
    assert not (collected / "css" / "pages.css").exists()
    assert len(list(collected.glob("plotly.min.*.js.br"))) == 1
