"""Response headers that no package of ours sets."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment")
)

# What plotly.js asks for on a page with charts: an empty <style> element, which it
# fills by script and whose hash this is, style attributes, and blobs to save a chart.
# Views of such pages wear `@csp_update(CHARTS)`; all others stay without it.
CHARTS = {
    "style-src-elem": [SELF, "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"],
    "style-src-attr": [UNSAFE_INLINE],
    "img-src": ["blob:"],
}


class PermissionsPolicyMiddleware:
    """Switch off what no page asks of the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        return response
