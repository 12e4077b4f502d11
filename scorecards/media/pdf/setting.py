"""From a report to the bytes of a PDF."""

from collections.abc import Mapping
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from scorecards import svg, theme
from scorecards.media.pdf.face import FAMILY, WEIGHTS, faces
from scorecards.media.report import Group, Headline, Report, Step
from scorecards.svg.markup import clean

PAPERS: Final = ("A4", "Letter")
TEMPLATES: Final = {
    Headline: "media/_headline.html",
    Step: "media/_step.html",
    Group: "media/_group.html",
}
# What a picture is drawn for: half of a page, so that its text is as large as the
# text around it.
PICTURE_WIDTH: Final = 324
# The names of what is loaded; nothing else in the world has such an address.
OWN: Final = "report:"
FONT: Final = f"{OWN}font"
# What the sheet of styles writes by itself.
ALWAYS: Final = "0123456789/ •"


class NothingElse(URLFetcher):
    """Gives out the parts of one report, and looks nothing up anywhere."""

    def __init__(self, parts: Mapping[str, tuple[str, bytes]]) -> None:
        super().__init__(allowed_protocols=())
        self.parts = parts

    def fetch(
        self, url: str, headers: Mapping[str, str] | None = None
    ) -> URLFetcherResponse:
        if url not in self.parts:
            raise ValueError(f"{url[:200]} is no part of the report")
        kind, content = self.parts[url]
        return URLFetcherResponse(url, content, {"Content-Type": kind})


def pdf_of(report: Report, paper: str = "A4") -> bytes:
    """Set a report on A4 or Letter: tagged, with bookmarks and fonts of its own."""
    if paper not in PAPERS:
        raise ValueError(f"{paper} is none of {', '.join(PAPERS)}")
    page, pictures = clean(page_of(report)), _pictures(report)
    drawn = b"".join(content for _kind, content in pictures.values())
    letters = {*unescape(page), *unescape(drawn.decode()), *ALWAYS}
    fonts = {
        f"{FONT}/{weight}": ("font/ttf", file)
        for weight, file in faces(letters).items()
    }
    fetcher, configuration = NothingElse({**fonts, **pictures}), FontConfiguration()
    styles = CSS(string=_styles(paper), font_config=configuration, url_fetcher=fetcher)
    html = HTML(string=page, url_fetcher=fetcher, base_url=None)
    written: bytes = html.write_pdf(
        stylesheets=[styles],
        font_config=configuration,
        pdf_variant="pdf/ua-1",
        # The same report is the same file, to the last byte.
        pdf_identifier=report.digest.encode(),
    )
    return written


def page_of(report: Report) -> SafeString:
    """The report as the page that is set."""
    sections = [
        {"template": TEMPLATES[type(section)], "section": section}
        for section in report.sections
    ]
    context: dict[str, Any] = {
        "report": report,
        "sections": sections,
        "groups": [one for one in report.sections if isinstance(one, Group)],
    }
    return render_to_string("media/report.html", context)


def picture_address(key: str) -> str:
    """Where the page finds the picture of a panel."""
    return f"{OWN}picture/{key}"


def _pictures(report: Report) -> dict[str, tuple[str, bytes]]:
    return {
        picture_address(panel.key): ("image/svg+xml", _drawn(panel.picture.figure))
        for panel in report.panels
        if panel.picture
    }


def _drawn(figure: Mapping[str, Any]) -> bytes:
    drawn = svg.render(
        figure,
        title="",
        description="",
        width=PICTURE_WIDTH,
        palette="light",
        face=FAMILY,
    )
    return drawn.encode()


@cache
def _sheet() -> str:
    return (Path(__file__).parent / "paper.css").read_text()


def _styles(paper: str) -> str:
    tokens = "".join(f"--{name}:{light};" for name, (light, _) in theme.TOKENS.items())
    own = "".join(
        f'@font-face{{font-family:"{FAMILY}";src:url({FONT}/{weight});'
        f"font-weight:{weight}}}"
        for weight in WEIGHTS
    )
    shares = "".join(f".w{share}{{width:{share}%}}" for share in range(1, 101))
    return f"{own}{shares}\n:root{{{tokens}}}\n@page{{size:{paper}}}\n{_sheet()}"
