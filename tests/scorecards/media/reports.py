"""Reports to be set: small, with every kind of picture, and with names that test it."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image

from recognition.report_text import parse
from scorecards.figures import DAYS, Figure, Variance, variance_figure
from scorecards.media.report import (
    Cell,
    Column,
    Computed,
    Group,
    Headline,
    Panel,
    Picture,
    Report,
    Status,
    Step,
    Table,
)
from scorecards.media.report import Family as Line
from scorecards.media.report import Figure as Number
from scorecards.media.words import (
    Brand,
    Narrative,
    Quote,
    Quotes,
    Result,
    Results,
    Stories,
    Story,
)
from tests.scorecards.pictures import EXAMPLES

HOSTILE = {
    "markup": '<img src="http://leak.example/a.png"><script>alert(1)</script>',
    "a file": "<img src=file:///etc/passwd><link rel=stylesheet href=file:///x.css>",
    "styles": "</style><style>@import 'http://leak.example/a.css'; </style>",
    "an emoji": "Roll-out \N{ROCKET} \N{FAMILY}",
    "right to left": "مشروع المياه \N{RIGHT-TO-LEFT OVERRIDE}txt",
    "250 letters": "W" * 250,
    "a formula": '=HYPERLINK("http://leak.example")',
    "controls": "Billing\x00\x0b\x1f core\ud800",
}


def panel(key: str = "on-time", **more: Any) -> Panel:
    """A panel about projects on time."""
    given: dict[str, Any] = {
        "key": key,
        "question": "Do projects finish on time?",
        "status": Status("attention"),
        "number": "68 %",
        "label": "Finished on time",
        "exact": "",
        "missing": "",
        "compared": "+4.0 pp on Q2 FY2026 · target ≥ 80 %",
        "sentence": "17 of 25 projects finished on time. Three were a day late.",
        "data": "Data: 25 of 30. As of Sep 30, 2026.",
        "notes": ("Two projects have no plan.",),
        "picture": None,
        "table": None,
        "computation": (
            Computed(
                name="on_time_rate",
                label="Finished on time",
                value="68 %",
                exact="",
                change="+4.0 pp",
                target="≥ 80 %",
                rests_on="25 of 30",
                missing="",
                sentence="17 of 25 projects finished on time.",
                explanation="The share of projects that finished as planned.",
            ),
        ),
    }
    return Panel(**given | more)


def picture(figure: Figure) -> Picture:
    """A figure as a panel has it."""
    return Picture(title="Projects on time", description="Most were.", figure=figure)


def table(name: str = "Billing core", rows: int = 2) -> Table:
    """Projects with their delays."""
    return Table(
        caption="Projects",
        columns=(
            Column("Project"),
            Column("Days late", "days", True),
            Column("Status"),
        ),
        rows=tuple(
            (Cell(name), Cell("313", True), Cell(status=Status("critical")))
            for _row in range(rows)
        ),
    )


def report(*panels: Panel, title: str = "Norwick Utilities") -> Report:
    """A report with a headline, one step and some panels."""
    sections = (
        Headline(
            status=Status("attention"),
            verdict="Delivered value is behind plan.",
            support="€5.17M of validated benefit against €6.81M planned.",
            figures=(
                Number(label="Validated to date", number="€5.17M", note="target €6M"),
                Number(label="Change on Q2", lines=("Validated: +€1.4M",)),
            ),
        ),
        Step(
            title="Step 9: value delivery",
            before="Q2 FY2026",
            families=(
                Line(
                    name="Benefits",
                    summary="Benefits realized",
                    status=Status("good"),
                    value="82 %",
                    target="≥ 95 %",
                    change="−13.8 pp",
                ),
                Line(
                    name="Alignment",
                    summary="",
                    status=Status("none"),
                    missing="no objective is on record",
                ),
            ),
        ),
        Group(title="Do projects deliver?", panels=panels or (panel(),)),
    )
    return Report(
        title=title,
        slug="norwick",
        period="Q3 FY2026",
        period_key="2026-Q3",
        as_of=date(2026, 9, 30),
        built="Oct 1, 2026, 6:00 AM",
        version=12,
        digest="747a92f25d82" * 5,
        currency="EUR",
        language="en",
        sections=sections,
        kind="Value scorecard",
    )


def of_all_pictures() -> Report:
    """One panel for each kind of picture."""
    return of_pictures(*EXAMPLES)


def of_pictures(*names: str) -> Report:
    """One panel for each of some pictures."""
    return report(
        *(
            panel(
                f"panel-{index}", question=f"{name}?", picture=picture(EXAMPLES[name]())
            )
            for index, name in enumerate(names)
        )
    )


def hostile(*names: str) -> Report:
    """Names that somebody typed, in every place where a name may stand."""
    panels = [
        one
        for index, name in enumerate(names)
        for one in _named(name, f"panel-{index}")
    ]
    return report(*panels, title=" ".join(names))


def _named(name: str, key: str) -> list[Panel]:
    drawn = replace(picture(_of_one_row(name)), title=name, description=f"{name} alone")
    shared = {"question": name, "sentence": f"{name} is late.", "label": name}
    return [
        panel(key, **shared, notes=(name,), picture=drawn),
        panel(f"{key}-rows", **shared, notes=(name,), table=table(name)),
    ]


def _of_one_row(name: str) -> Figure:
    return variance_figure(
        [Variance(name, 3)], unit=DAYS, worse="days late", better="days early"
    )


def empty() -> Report:
    """What a portfolio has about which nothing is known."""
    return replace(report(), sections=())


WORDS = """## What we ask for

The return is **{roi}**, and it *grows*.

- Keep the team
- Fund the second wave

3. Sign
4. Start

> They said so.
"""


def narrative(text: str = WORDS) -> Narrative:
    """Words that somebody wrote, a number of the scorecard among them."""
    return Narrative(title="In our words", blocks=parse(text, {"roi": "182 %"}))


def result(**more: Any) -> Result:
    """A piece of value, as it is told."""
    given: dict[str, Any] = {
        "sentence": "Fewer meters are read by hand.",
        "subject": "Billing core",
        "period": "Q3 FY2026",
        "amount": "€1.42M",
        "evidence": "Validated by finance",
        "state": "Acknowledged",
    }
    return Result(**given | more)


def told(*names: str) -> tuple[Narrative | Results | Stories | Quotes, ...]:
    """Every kind of section that people write, names in each of their places."""
    name = " ".join(names) or "Billing core"
    story = Story(title=f"{name} in time", situation=name, deed=name, outcome=name)
    quote = Quote(text=f"We trust {name}.", author=f"Ada of {name}")
    return (
        narrative(f"- {name}\n\n{WORDS}") if names else narrative(),
        Results(title="What came of it", results=(result(sentence=name),)),
        Stories(title="Stories", stories=(story,)),
        Quotes(title="What sponsors say", quotes=(quote,)),
    )


def with_words(*names: str) -> Report:
    """A report of an organisation with a draft's standing, a warning and words."""
    given = report()
    return replace(
        given,
        kind="Quarterly report",
        standing="Draft",
        banner="3 of 12 numbers are missing.",
        brand=Brand(
            name="Norwick Holding",
            accent="#7a1fa2",
            second="#00695c",
            logo=drawing(),
            logo_type="image/svg+xml",
        ),
        words_sha256="5be1c0ffee00" * 5,
        sections=(*given.sections[:2], *told(*names)),
    )


def drawing(inside: str = "") -> bytes:
    """A logo as SVG."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
        f'<rect width="40" height="20" fill="#7a1fa2"/>{inside}</svg>'
    ).encode()


def points(colour: str = "#7a1fa2") -> bytes:
    """A logo as PNG."""
    file = BytesIO()
    Image.new("RGB", (40, 20), colour).save(file, "PNG")
    return file.getvalue()


def of_one_page() -> Report:
    """What a board gets: the answer, two lines, three sentences, nothing else."""
    given = report()
    words = narrative("It goes well. It is **late**. We ask for {roi} more.")
    return replace(
        given, kind="Board note", appendix=False, sections=(*given.sections[:2], words)
    )
