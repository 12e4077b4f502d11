"""The page of a scorecard: how long the server needs, and what it weighs."""

import gzip
import re
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from time import perf_counter
from urllib.parse import urlsplit

import brotli

from bench.lines import Line

WARM_UP = 20
ROUNDS = 300
KIB = 1024
# Everything a page loads by itself; plotly.js only comes when a reader explores.
ASSET = re.compile(r'<(?:link|script)[^>]*(?:href|src)="(/static/[^"]+\.(?:css|js))"')


class Reader:
    """Somebody signed in, on one connection that is kept open."""

    def __init__(self, url: str, cookie: str) -> None:
        self.connection = HTTPConnection(urlsplit(url).netloc)
        self.cookie = cookie

    def read(
        self, path: str, encodings: str = "identity"
    ) -> tuple[HTTPResponse, bytes]:
        """Return the whole answer to a request."""
        headers = {"Cookie": self.cookie, "Accept-Encoding": encodings}
        self.connection.request("GET", path, headers=headers)
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}")
        return response, body

    def time(self, path: str) -> float:
        """Return how many seconds the whole answer took."""
        began = perf_counter()
        self.read(path)
        return perf_counter() - began


def server_time(reader: Reader, page: str, smallest: str) -> Line:
    """Compare a page with the smallest view, asked in turns."""
    for path in [page, smallest] * WARM_UP:
        reader.time(path)
    pairs = [(reader.time(page), reader.time(smallest)) for _ in range(ROUNDS)]
    samples, limits = map(list, zip(*pairs, strict=True))
    return Line.of_samples(
        "server time of the page / smallest view", samples, limits, goal=1.25
    )


def weights(reader: Reader, page: str) -> Iterator[Line]:
    """Weigh the page, then what it loads, compressed as a browser would get it."""
    html = reader.read(page)[1]
    pictures = html.count(b'class="chart__picture chart__picture--whole"')
    yield Line(
        what=f"page with {pictures} pictures, brotli",
        value=len(brotli.compress(html, quality=5)) / KIB,
        unit="KiB",
        goal=40,
        note=(
            f"HTML with every picture, {len(html) / KIB:.0f} KiB plain and "
            f"{len(gzip.compress(html, 6)) / KIB:.1f} KiB with gzip"
        ),
    )
    assets = ASSET.findall(html.decode())
    answers = [reader.read(asset, "br, gzip") for asset in assets]
    encodings = {response.headers["Content-Encoding"] for response, _ in answers}
    yield Line(
        what=f"its {len(assets)} style sheets and scripts",
        value=sum(len(body) for _, body in answers) / KIB,
        unit="KiB",
        note=f"as served ({', '.join(map(str, encodings))}), loaded once and kept",
    )
