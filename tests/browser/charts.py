"""A page of every kind of picture, with the real component and the real policy.

The module is a URL configuration: `/charts/` and `/charts/<name>/figure.json`.
"""

from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import path, reverse

from pmo_value.headers import with_charts
from scorecards.figures import Figure
from scorecards.svg import DEFAULT_WIDTH, NARROW_WIDTH, render
from tests.scorecards.pictures import EXAMPLES, hostile

TITLE = "Do projects finish on time?"
PICTURES = {**EXAMPLES, "hostile": hostile}

PAGE = Path(__file__).parent / "gallery" / "charts.html"


def drawn(figure: Figure, width: float = DEFAULT_WIDTH) -> str:
    """The static picture of a figure."""
    return render(figure, title=TITLE, description="It does.", width=width)


@with_charts
def page(request: HttpRequest) -> HttpResponse:
    """Show the pictures; `?only=` shows one, `?figure=gone` has none to fetch."""
    names = [request.GET["only"]] if "only" in request.GET else list(PICTURES)
    charts = []
    for name in names:
        figure = PICTURES[name]()
        charts.append(
            {
                "name": name,
                "title": TITLE,
                "svg": drawn(figure),
                "narrow_svg": drawn(figure, NARROW_WIDTH),
                "caption": "What it shows, in a sentence.",
                "url": reverse("figure", args=[request.GET.get("figure", name)]),
            }
        )
    template = engines["django"].from_string(PAGE.read_text())
    return HttpResponse(template.render({"charts": charts}, request))


def figure(request: HttpRequest, name: str) -> HttpResponse:
    """Serve one figure as data."""
    if name not in PICTURES:
        return JsonResponse({}, status=404)
    return JsonResponse(PICTURES[name]())


urlpatterns = [
    path("charts/", page),
    path("charts/<slug:name>/figure.json", figure, name="figure"),
]
