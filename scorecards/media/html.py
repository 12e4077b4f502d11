"""A scorecard as a file that a browser shows without the installation."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from scorecards.models import Scorecard

STYLES = ("tokens", "base", "layout", "components", "tables", "scorecard", "charts")


def scorecard_file(scorecard: Scorecard) -> str:
    """Return the page of a built scorecard, its styles and pictures within.

    Its links lead to the installation that wrote it.
    """
    context = {
        "scorecard": scorecard,
        "site_url": settings.SITE_URL,
        "styles": "\n".join(_style(name) for name in STYLES),
        "print_styles": _style("print"),
    }
    return render_to_string("scorecards/scorecard_file.html", context)


def _style(name: str) -> str:
    found = finders.find(f"css/{name}.css")
    if not isinstance(found, str):
        raise FileNotFoundError(f"css/{name}.css")
    return Path(found).read_text()
