"""The page in a browser: when its pictures are to be seen, and what holds it up."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

from bench.lines import Line
from tests.services.chromium import chromium_program

VISITS = 15
# High enough for every picture to be in the window.
WINDOW: ViewportSize = {"width": 1440, "height": 6000}
LONG_TASK = 50

# Notes when the frame that first shows all pictures has been painted (a message sent
# while a frame is prepared arrives after it), and the longest stretch until then in
# which the browser could not react.
WATCH = """
window.seen = new Promise((resolve) => {
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({
    type: "longtask",
    buffered: true,
  });
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    const at = performance.now();
    setTimeout(() => {
      const before = tasks.filter((task) => task.startTime < at);
      resolve({ at, longest: Math.max(0, ...before.map((task) => task.duration)) });
    }, 200);
  };
  const look = () => {
    const pictures = [...document.querySelectorAll("svg[viewBox]")];
    const drawn = pictures.some((picture) => picture.getClientRects().length);
    if (document.readyState !== "loading" && drawn) painted.port2.postMessage("");
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """When the pictures were there and the longest task before that, in ms."""

    at: float
    longest: float


def pictures_in_sight(url: str, cookie: str, page: str, bare: str) -> Iterator[Line]:
    """Compare a page with a bare one of the same pictures, opened in turns."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_program())
        first = [
            (
                first_visit(browser, url, cookie, page),
                first_visit(browser, url, "", bare),
            )
            for _ in range(VISITS)
        ]
        context = new_context(browser, url, cookie)
        again = [
            (visit(context, url + page), visit(context, url + bare))
            for _ in range(VISITS + 1)
        ][1:]
        browser.close()
    for what, pairs in (("first visit", first), ("next visits", again)):
        yield Line.of_samples(
            f"{what}: pictures in sight / bare page",
            [page_visit.at / 1000 for page_visit, _ in pairs],
            [bare_visit.at / 1000 for _, bare_visit in pairs],
            goal=1.3,
        )
    yield Line(
        what="longest task before that",
        value=median(page_visit.longest for page_visit, _ in [*first, *again]),
        unit="ms",
        limit=median(bare_visit.longest for _, bare_visit in [*first, *again]) or None,
        goal=LONG_TASK,
        note=f"median of {2 * VISITS} visits; Chromium reports tasks above 50 ms",
    )


def new_context(browser: Browser, url: str, cookie: str) -> BrowserContext:
    """Return a browser that has seen nothing yet, signed in with the cookie."""
    context = browser.new_context(viewport=WINDOW)
    context.add_init_script(WATCH)
    if cookie:
        name, value = cookie.split("=", 1)
        context.add_cookies([{"name": name, "value": value, "url": url}])
    return context


def first_visit(browser: Browser, url: str, cookie: str, path: str) -> Visit:
    context = new_context(browser, url, cookie)
    try:
        return visit(context, url + path)
    finally:
        context.close()


def visit(context: BrowserContext, address: str) -> Visit:
    page = context.new_page()
    try:
        page.goto(address)
        return Visit(**page.evaluate("window.seen"))
    finally:
        page.close()
