"""Slides, read back as the program of a presenter would."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from scorecards.figures import PERCENT, Bullet, bullet_figure
from scorecards.media.report import Report
from scorecards.media.slides import TemplateError, slides_of
from scorecards.media.slides.charts import Kind, chart_of, number_format
from scorecards.media.slides.deck import sentences
from tests.scorecards.media import reports
from tests.scorecards.pictures import EXAMPLES

NATIVE = {
    "trend": Kind.LINES,
    "trend_of_several": Kind.LINES,
    "index": Kind.LINES,
    "cumulative": Kind.LINES,
    "s_curve": Kind.LINES,
    "ratings": Kind.STACKED_COLUMNS,
    "ratings_by_month": Kind.STACKED_COLUMNS,
    "share": Kind.WHOLE_BARS,
    "variance": Kind.BARS,
    "cost_variance": Kind.BARS,
    "waterfall": Kind.STACKED_BARS,
    "completeness": Kind.BARS,
}
OTHERS = sorted(set(EXAMPLES) - set(NATIVE))


def opened(report: Report) -> Any:
    return Presentation(BytesIO(slides_of(report)))


def texts(slide: Any) -> list[str]:
    """What is read on a slide, its tables too."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


def slide_of(deck: Any, title: str) -> Any:
    return next(one for one in deck.slides if one.shapes.title.text == title)


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


@pytest.fixture(scope="module")
def gallery() -> Any:
    """A deck with one panel for each kind of picture."""
    return opened(reports.of_all_pictures())


def test_the_answer_is_the_title_and_the_number_stands_large():
    deck = opened(reports.report(reports.panel(picture=reports.picture(waterfall()))))
    slide = slide_of(deck, "17 of 25 projects finished on time.")
    sizes = {
        run.text: run.font.size.pt
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.size
    }
    assert sizes["68 %"] == 40
    assert sizes["Three were a day late."] < 20
    assert "▲ needs attention" in sizes
    assert "Data: 25 of 30. As of Sep 30, 2026." in sizes


def waterfall() -> Any:
    return EXAMPLES["waterfall"]()


def test_slides_are_wide_and_each_says_of_when_it_is_and_which_one(gallery):
    shape = gallery.slide_width / gallery.slide_height
    assert shape == pytest.approx(16 / 9, abs=0.001)
    for slide in gallery.slides:
        said = texts(slide)
        assert "Norwick Utilities · Q3 FY2026 · as of Sep 30, 2026" in said
        assert 'type="slidenum"' in slide.part.blob.decode()


def test_the_notes_hold_the_arithmetic():
    deck = opened(reports.report())
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    line = "Finished on time: 68 %, change +4.0 pp, target ≥ 80 %, rests on 25 of 30."
    assert any(line in note for note in notes)
    assert all("snapshot 747a92f25d82" in note for note in notes)


@pytest.mark.parametrize(("name", "kind"), NATIVE.items())
def test_a_picture_becomes_a_chart_with_the_same_numbers(gallery, name, kind):
    chart = chart_of(EXAMPLES[name](), "EUR")
    assert chart is not None
    assert chart.kind is kind
    (slide,) = [
        one
        for one in gallery.slides
        if any(said.endswith(f"\n{name}?") for said in texts(one))
    ]
    (drawn,) = charts(slide)
    assert list(drawn.plots[0].categories) == list(chart.categories)
    assert {one.name: tuple(one.values) for one in drawn.plots[0].series} == {
        one.name: one.values for one in chart.series
    }


def test_the_numbers_of_a_chart_are_those_of_the_figure():
    figure = EXAMPLES["variance"]()
    chart = chart_of(figure, "EUR")
    assert chart.series[0].values == tuple(figure["data"][0]["x"])
    figure = EXAMPLES["cumulative"]()
    by_name = {one.name: one.values for one in chart_of(figure, "EUR").series}
    for trace in figure["data"]:
        if trace["mode"] == "lines":
            assert by_name[trace["name"]] == tuple(trace["y"])


def test_a_bullet_of_shares_stands_beside_its_target():
    figure = bullet_figure(
        [
            Bullet("Design", 0.74, target=0.8, unit=PERCENT),
            Bullet("Test", 0.5, unit=PERCENT),
        ]
    )
    value, target = chart_of(figure, "EUR").series
    assert (value.values, target.values) == ((0.74, 0.5), (0.8, None))


@pytest.fixture(scope="module")
def with_tables() -> Any:
    """A deck with one panel for each other kind of picture, beside a table."""
    return opened(
        reports.report(
            *(
                reports.panel(
                    name,
                    sentence=f"This is {name}.",
                    picture=reports.picture(EXAMPLES[name]()),
                    table=reports.table(),
                )
                for name in OTHERS
            )
        )
    )


@pytest.mark.parametrize("name", OTHERS)
def test_a_picture_that_no_chart_can_hold_is_a_table(with_tables, name):
    slide = slide_of(with_tables, f"This is {name}.")
    if charts(slide):
        assert chart_of(EXAMPLES[name](), "EUR") is not None
    else:
        assert {"Billing core", "313", "■ off track"} <= set(texts(slide))


def test_every_chart_and_every_table_has_an_alternative(gallery):
    with_table = opened(reports.report(reports.panel(table=reports.table())))
    for deck in (gallery, with_table):
        for slide in deck.slides:
            for shape in slide.shapes:
                if shape.has_chart or shape.has_table:
                    properties = shape._element.nvGraphicFramePr.cNvPr
                    assert properties.get("descr")


def test_what_cannot_be_said_yet_stands_together_with_the_reason():
    silent = reports.panel(
        number="", missing="no project was completed", sentence="Two are overdue."
    )
    deck = opened(reports.report(silent))
    assert any(
        "not available: no project was completed. Two are overdue." in texts(slide)
        for slide in deck.slides
    )


def test_rows_without_room_are_counted():
    one = reports.panel(table=reports.table(rows=200))
    slide = slide_of(opened(reports.report(one)), "17 of 25 projects finished on time.")
    shown = texts(slide).count("Billing core")
    assert 5 < shown < 30
    assert f"{200 - shown} more rows are shown on the page of the panel." in texts(
        slide
    )


def test_no_name_breaks_them_or_becomes_a_formula():
    file = BytesIO(slides_of(reports.hostile(*reports.HOSTILE.values())))
    assert len(Presentation(file).slides) > len(reports.HOSTILE)
    with ZipFile(file) as package:
        books = [name for name in package.namelist() if name.endswith(".xlsx")]
        assert books
        for name in books:
            sheet = load_workbook(BytesIO(package.read(name))).active
            cells = [cell for row in sheet.iter_rows() for cell in row]
            assert all(cell.data_type != "f" for cell in cells)
            assert all(cell.hyperlink is None for cell in cells)


def test_a_report_without_anything_is_a_first_slide():
    (slide,) = opened(reports.empty()).slides
    assert slide.shapes.title.text == "Norwick Utilities"


def test_an_own_template_gives_size_layouts_and_colours(tmp_path):
    house = Presentation()
    house.slide_width, house.slide_height = Inches(10), Inches(7.5)
    house.slides.add_slide(house.slide_layouts[0])
    house.save(tmp_path / "house.pptx")
    one = reports.panel(picture=reports.picture(waterfall()))
    file = slides_of(reports.report(one), tmp_path / "house.pptx")
    deck = Presentation(BytesIO(file))
    assert deck.slide_width == Inches(10)
    assert deck.slides[0].shapes.title.text == "Norwick Utilities"
    (drawn,) = charts(slide_of(deck, "17 of 25 projects finished on time."))
    assert drawn.chart_type == XL_CHART_TYPE.BAR_STACKED
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_what_is_no_template_is_refused_in_words(tmp_path):
    with pytest.raises(TemplateError, match=r"house\.pptx is no presentation"):
        slides_of(reports.report(), tmp_path / "house.pptx")


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("One. Two. Three.", "One.", "Two. Three."),
        ("It is 2.5 % of all.", "It is 2.5 % of all.", ""),
        ("", "", ""),
    ],
)
def test_the_first_sentence_is_told_from_the_rest(text, first, rest):
    assert sentences(text) == (first, rest)


@pytest.mark.parametrize(
    ("written", "values", "expected"),
    [
        (["5 %", "10 %"], [0.05, 0.5], '0"\N{NARROW NO-BREAK SPACE}"%'),
        (["0", "€20M"], [20_000_000], '"€"0.0,,"M"'),
        (["0", "€20K"], [20_000], '"€"0.0,"K"'),
        (["€20"], [20], '"€"#,##0'),
        (["12", "7"], [12, 7], "#,##0"),
        (["0.97"], [0.97], "0.00"),
    ],
)
def test_numbers_of_a_chart_are_written_as_the_page_writes_them(
    written, values, expected
):
    assert number_format(written, values, "EUR") == expected
