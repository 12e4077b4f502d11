"""From a report to the bytes of a PDF."""

from collections.abc import Callable, Mapping, Sequence
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
from scorecards.media.logo import Logo, logo_of
from scorecards.media.pdf.face import FAMILY, WEIGHTS, faces
from scorecards.media.report import Group, Headline, Panel, Report, Step
from scorecards.media.words import Brand, Narrative, Quotes, Results, Stories
from scorecards.svg.markup import clean

PAPERS: Final = ("A4", "Letter")
TEMPLATES: Final = {
    Headline: "media/_headline.html",
    Step: "media/_step.html",
    Group: "media/_group.html",
    Narrative: "media/_narrative.html",
    Results: "media/_results.html",
    Stories: "media/_stories.html",
    Quotes: "media/_quotes.html",
}
# What a picture is drawn for: half of a page, so that its text is as large as the
# text around it.
PICTURE_WIDTH: Final = 324
# As many panels are spread over both columns.
FEW: Final = 4
# The names of what is loaded; nothing else in the world has such an address.
OWN: Final = "report:"
FONT: Final = f"{OWN}font"
LOGO: Final = f"{OWN}logo"
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


def pdf_of(
    report: Report,
    paper: str = "A4",
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> bytes:
    """Set a report on A4 or Letter: tagged, with bookmarks and fonts of its own.

    `tell` hears how many of how many pictures are drawn.
    """
    if paper not in PAPERS:
        raise ValueError(f"{paper} is none of {', '.join(PAPERS)}")
    logo = logo_of(report.brand)
    page, pictures = clean(page_of(report, logo)), _pictures(report, tell)
    drawn = b"".join(content for _kind, content in pictures.values())
    letters = {*unescape(page), *unescape(drawn.decode()), *ALWAYS}
    fonts = {
        f"{FONT}/{weight}": ("font/ttf", file)
        for weight, file in faces(letters).items()
    }
    parts = {**fonts, **pictures}
    if logo is not None:
        parts[LOGO] = (logo.kind, logo.content)
    fetcher, configuration = NothingElse(parts), FontConfiguration()
    styles = CSS(
        string=_styles(paper, report.brand),
        font_config=configuration,
        url_fetcher=fetcher,
    )
    html = HTML(string=page, url_fetcher=fetcher, base_url=None)
    written: bytes = html.write_pdf(
        stylesheets=[styles],
        font_config=configuration,
        pdf_variant="pdf/ua-1",
        # The same report is the same file, to the last byte.
        pdf_identifier=report.digest.encode(),
    )
    return written


def page_of(report: Report, logo: Logo | None = None) -> SafeString:
    """The report as the page that is set."""
    sections = [
        {
            "template": TEMPLATES[type(section)],
            "section": section,
            "in_first": in_first_column(getattr(section, "panels", ())),
        }
        for section in report.sections
    ]
    context: dict[str, Any] = {
        "report": report,
        "sections": sections,
        "groups": [one for one in report.sections if isinstance(one, Group)],
        "logo": logo,
    }
    return render_to_string("media/report.html", context)


def in_first_column(panels: Sequence[Panel]) -> int:
    """How many of a few panels stand in the first of two columns, to even them out.

    Nought for a single one, and for many: they fill one column after the other.
    """
    if not 1 < len(panels) <= FEW:
        return 0
    # A picture is about as high as all that is said about it.
    heights = [2 if panel.picture else 1 for panel in panels]
    return min(
        reversed(range(1, len(panels))),
        key=lambda count: max(sum(heights[:count]), sum(heights[count:])),
    )


def picture_address(key: str) -> str:
    """Where the page finds the picture of a panel."""
    return f"{OWN}picture/{key}"


def _pictures(
    report: Report, tell: Callable[[int, int], None]
) -> dict[str, tuple[str, bytes]]:
    figures = {
        panel.key: panel.picture.figure for panel in report.panels if panel.picture
    }
    drawn = {}
    for done, (key, figure) in enumerate(figures.items()):
        tell(done, len(figures))
        drawn[picture_address(key)] = ("image/svg+xml", _drawn(figure))
    tell(len(figures), len(figures))
    return drawn


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


def _styles(paper: str, brand: Brand | None) -> str:
    colours = {name: light for name, (light, _) in theme.TOKENS.items()}
    colours["second"] = colours["accent"]
    if brand is not None:
        colours |= {"accent": brand.accent, "second": brand.second}
    tokens = "".join(f"--{name}:{colour};" for name, colour in colours.items())
    own = "".join(
        f'@font-face{{font-family:"{FAMILY}";src:url({FONT}/{weight});'
        f"font-weight:{weight}}}"
        for weight in WEIGHTS
    )
    shares = "".join(f".w{share}{{width:{share}%}}" for share in range(1, 101))
    return f"{own}{shares}\n:root{{{tokens}}}\n@page{{size:{paper}}}\n{_sheet()}"
