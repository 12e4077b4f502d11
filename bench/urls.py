"""The least that a server can do: what pages are compared with."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from delivery.models import Portfolio
from pmo_value.urls import urlpatterns as pages

BARE_PAGE = "bare.html"


@login_required
def one_row(request: HttpRequest, slug: str) -> HttpResponse:
    """The smallest view for somebody signed in that reads a row."""
    return HttpResponse(Portfolio.objects.get(slug=slug).name)


def bare_page(request: HttpRequest) -> HttpResponse:
    """A file that holds nothing but the pictures of a scorecard."""
    return HttpResponse((settings.VAR_DIR / BARE_PAGE).read_bytes())


urlpatterns = [
    path("bench/one-row/<slug:slug>/", one_row),
    path("bench/bare/", bare_page),
    *pages,
]
