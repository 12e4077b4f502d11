"""The stored picture and the chart that takes its place, side by side."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect

from scorecards import theme
from tests.browser.charts import PICTURES, TITLE
from tests.browser.conftest import LiveBrowser

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 900}
DESK = {"width": 560, "height": 900}
PATIENCE = 60_000

# Marks, texts and their boxes of what is visible in the chart, both ways of drawing.
LOOK = """
(chart) => {
  const live = chart.querySelector(".chart__live");
  const isLive = chart.classList.contains("chart--live");
  const pictures = [...chart.querySelectorAll(".chart__picture svg")];
  const static_ = pictures.find((svg) => svg.getBoundingClientRect().width > 0);
  const root = isLive ? live : static_;
  const box = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const seen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width + height > 0;
  };
  // Plotly draws a bar of no length as well, as a path that nobody sees.
  const area = (path) => {
    const { width, height } = path.getBoundingClientRect();
    return width > 0.01 && height > 0.01;
  };
  const subpaths = (selector) =>
    [...root.querySelectorAll(selector)]
      .filter(selector.includes("bar") ? area : seen)
      .map((path) => (path.getAttribute("d").match(/M/g) ?? []).length)
      .reduce((sum, count) => sum + count, 0);
  const texts = (selector) =>
    [...root.querySelectorAll(selector)]
      .filter((text) => text.textContent.trim() && seen(text))
      .map((text) => ({ text: text.textContent, ...box(text) }));
  const frame = isLive ? box(live) : box(static_);
  const names = isLive
    ? {
        bars: ".bars .point path",
        lines: ".scatterlayer .js-line",
        dots: ".scatterlayer .point",
        areas: ".js-fill",
        ticks: ".xtick text, .ytick text",
        labels: "text.annotation-text",
      }
    : {
        bars: ".bar",
        lines: ".line",
        dots: ".dot",
        areas: ".area",
        ticks: ".tick text",
        labels: ".label text",
      };
  return {
    frame,
    marks: Object.fromEntries(
      ["bars", "lines", "dots", "areas"].map((name) => [name, subpaths(names[name])]),
    ),
    ticks: texts(names.ticks),
    labels: texts(names.labels),
    inside: [...root.querySelectorAll([names.bars, names.lines, names.dots].join())]
      .filter(seen)
      .map(box),
    links: root.querySelectorAll("a, b, script, tspan[style*=bold]").length,
  };
}
"""

Box = dict[str, Any]


class Chart:
    """One chart on a page."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.figure = page.locator(f"#{name} figure.chart")
        self.button = self.figure.locator(".chart__explore")
        self.live = self.figure.locator(".chart__live")
        self.picture = self.figure.locator(".chart__picture--whole svg")
        self.status = self.figure.locator(".chart__status")

    def explore(self) -> None:
        self.button.click()
        self.wait()

    def wait(self) -> None:
        """Wait until the drawing is there; a busy machine takes its time to load it."""
        drawing = self.live.locator(".main-svg").first
        expect(drawing).to_be_visible(timeout=PATIENCE)
        expect(self.status).to_be_empty(timeout=PATIENCE)

    def look(self) -> Box:
        seen: Box = self.figure.evaluate(LOOK)
        return seen


@pytest.fixture(autouse=True)
def _chart_pages() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.browser.charts"):
        yield


def overlap(one: Box, other: Box) -> bool:
    """Tell whether two lines of text touch, by more than their empty edges."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    along = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return bool(across > 1 and along > 3)


def faults(seen: Box) -> list[Any]:
    """Return the texts and marks outside the frame, and the texts that touch."""
    frame = seen["frame"]
    texts = seen["ticks"] + seen["labels"]
    outside = [
        item
        for item in [*texts, *seen["inside"]]
        if item["left"] < frame["left"] - 1
        or item["right"] > frame["right"] + 1
        or item["top"] < frame["top"] - 2
        or item["bottom"] > frame["bottom"] + 2
    ]
    touching = [
        (one["text"], other["text"])
        for one, other in combinations(texts, 2)
        if overlap(one, other)
    ]
    return outside + touching


def words(items: list[Box]) -> list[str]:
    return sorted(" ".join(item["text"].split()) for item in items)


def size(chart: Chart) -> tuple[float, float]:
    """Return the width and height that the whole figure takes on the page."""
    box = chart.figure.bounding_box()
    assert box is not None
    return box["width"], box["height"]


def differences(chart: Chart) -> dict[str, Any]:
    """Hold picture and drawing side by side; return what is wrong with either."""
    picture = chart.look()
    before = size(chart)
    chart.explore()
    after = size(chart)
    drawing = chart.look()
    found = {
        "layout of the picture": faults(picture),
        "layout of the drawing": faults(drawing),
        "jump": before != pytest.approx(after, abs=1) and (before, after),
        "marks": drawing["marks"] != picture["marks"]
        and (picture["marks"], drawing["marks"]),
        "labels": set(words(picture["labels"])) ^ set(words(drawing["labels"])),
        "ticks": set(words(picture["ticks"])) ^ set(words(drawing["ticks"])),
        "markup": drawing["links"] + picture["links"],
    }
    return {what: wrong for what, wrong in found.items() if wrong}


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_picture_and_drawing_say_the_same(live_browser: LiveBrowser, viewport: Any):
    live_browser.page.set_viewport_size(viewport)
    page = live_browser.open("/charts/")
    wrong = {name: differences(Chart(page, name)) for name in PICTURES}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_plotly_is_fetched_only_when_a_reader_asks(live_browser: LiveBrowser):
    asked: list[str] = []
    live_browser.page.on("request", lambda request: asked.append(request.url))
    chart = Chart(live_browser.open("/charts/?only=trend"), "trend")
    chart.page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "plotly" in url or "figure.json" in url]
    chart.explore()
    assert [url for url in asked if "plotly.min.js" in url]


def test_a_chart_cannot_be_shared_with_anybody_elses_server(
    live_browser: LiveBrowser,
):
    chart = Chart(live_browser.open("/charts/?only=trend"), "trend")
    chart.explore()
    titles = chart.live.locator(".modebar-btn").evaluate_all(
        "buttons => buttons.map((button) => button.dataset.title)"
    )
    assert titles
    assert not [title for title in titles if "hare" in title or "loud" in title]
    assert chart.live.locator("a[href*='plotly.com']").count() == 0


def test_the_keyboard_opens_a_chart_and_goes_back_to_the_picture(
    live_browser: LiveBrowser,
):
    chart = Chart(live_browser.open("/charts/?only=ratings"), "ratings")
    chart.button.focus()
    chart.page.keyboard.press("Enter")
    chart.wait()
    expect(chart.button).to_be_focused()
    expect(chart.button).to_have_accessible_name(f"Back to the picture {TITLE}")
    chart.page.keyboard.press("Enter")
    expect(chart.live).to_be_hidden()
    expect(chart.picture).to_be_visible()
    expect(chart.button).to_have_accessible_name(f"Explore {TITLE}")


def test_the_drawing_follows_light_and_dark(live_browser: LiveBrowser):
    chart = Chart(live_browser.open("/charts/?only=cumulative"), "cumulative")
    chart.explore()
    line = chart.live.locator(".js-line").last
    light, dark = theme.TOKENS["accent"]
    chart.page.emulate_media(color_scheme="light")
    expect(line).to_have_css("stroke", _rgb(light))
    chart.page.emulate_media(color_scheme="dark")
    expect(line).to_have_css("stroke", _rgb(dark))


def _rgb(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour[1:])
    return f"rgb({red}, {green}, {blue})"


def test_paper_shows_the_picture_even_while_its_chart_is_explored(
    live_browser: LiveBrowser,
):
    chart = Chart(live_browser.open("/charts/?only=share"), "share")
    chart.explore()
    chart.page.emulate_media(media="print")
    expect(chart.picture).to_be_visible()
    expect(chart.live).to_be_hidden()
    expect(chart.button).to_be_hidden()


def test_a_figure_that_cannot_be_fetched_leaves_the_picture_and_says_so(
    live_browser: LiveBrowser,
):
    chart = Chart(live_browser.open("/charts/?only=trend&figure=gone"), "trend")
    chart.button.click()
    expect(chart.status).to_have_text(
        "The chart could not be loaded. The picture stays; try again later."
    )
    expect(chart.picture).to_be_visible()
    assert len(live_browser.problems) == 2
    assert all("404" in problem for problem in live_browser.problems)
    live_browser.problems.clear()


def test_without_scripts_the_picture_shows_and_no_button(
    live_browser: LiveBrowser, chromium: Browser
):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_browser.url}/charts/?only=trend")
    chart = Chart(page, "trend")
    expect(chart.picture).to_be_visible()
    expect(chart.button).to_be_hidden()
    context.close()


def test_a_screen_reader_hears_the_name_and_the_description_of_a_picture(
    live_browser: LiveBrowser,
):
    page = live_browser.open("/charts/?only=trend")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    (image,) = [node for node in tree["nodes"] if node["role"]["value"] == "image"]
    assert image["name"]["value"] == TITLE
    assert image["description"]["value"] == "It does."
