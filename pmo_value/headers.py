"""Response headers that no package of ours sets."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment")
)

# What plotly.js asks for on a page with charts: an empty <style> element, which it
# fills by script and whose hash this is, style attributes, and blobs to save a chart.
CHARTS = {
    "style-src-elem": [SELF, "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"],
    "style-src-attr": [UNSAFE_INLINE],
    "img-src": ["blob:"],
}

View = TypeVar("View", bound=Callable[..., HttpResponse])


def with_charts(view: View) -> View:
    """Let the pages of a view draw charts; all others keep the stricter policy."""
    return cast("View", csp_update(CHARTS)(cast("Any", view)))


class PermissionsPolicyMiddleware:
    """Switch off what no page asks of the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        return response
