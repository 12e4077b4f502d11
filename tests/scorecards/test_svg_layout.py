"""No text of a picture leaves its frame or touches another, whatever it holds."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecards.figures import (
    DAYS,
    INDEX,
    NUMBER,
    PERCENT,
    BenefitPoint,
    Bullet,
    Completeness,
    CostForecast,
    EarnedPoint,
    Figure,
    Multiple,
    Note,
    Part,
    Place,
    RatingPeriod,
    Series,
    ShareRow,
    Step,
    Tone,
    Variance,
    bullet_figure,
    completeness_figure,
    cumulative_figure,
    index_figure,
    money,
    rating_distribution_figure,
    s_curve_figure,
    share_figure,
    small_multiples_figure,
    sparkline_figure,
    trend_figure,
    variance_figure,
    waterfall_figure,
)
from scorecards.svg import render
from tests.scorecards.lettering import Picture
from tests.scorecards.pictures import EXAMPLES

WIDTHS = (288, 440, 900)
EXAMPLES_EACH = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

names = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="MW漢Ж ", min_size=1, max_size=80),
    st.sampled_from(["Rail", "High Speed Rail Programme, eastern leg, phase two"]),
)
numbers = st.one_of(
    st.none(),
    st.floats(-1e18, 1e18, allow_nan=False),
    st.integers(-100, 100),
    st.decimals(-1_000_000, 1_000_000, places=4),
)
known = st.one_of(
    st.floats(-1e18, 1e18, allow_nan=False), st.integers(-1000, 1000), st.just(0)
)
units = st.sampled_from([NUMBER, PERCENT, DAYS, INDEX, money("EUR"), money("JPY")])
ratings = st.sampled_from(list(Tone))


@st.composite
def times(draw: st.DrawFn) -> list[Place]:
    """Month ends or other days, one after the other, with short names."""
    day = date(2024, 1, 31)
    places = []
    for _ in range(draw(st.integers(1, 40))):
        places.append(Place(day, f"{day:%b %Y}"))
        day += timedelta(days=draw(st.integers(1, 120)))
    return places


def values(places: list[Place]) -> st.SearchStrategy[list[object]]:
    return st.lists(numbers, min_size=len(places), max_size=len(places))


def check(figure: Figure) -> None:
    for width in WIDTHS:
        svg = render(figure, title="T", description="D", width=width)
        picture = Picture(svg)
        assert picture.outside() == [], width
        assert picture.touching() == [], width


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - {"bullet", "sparkline"}))
def test_every_example_is_well_set(name: str):
    check(EXAMPLES[name]())


@EXAMPLES_EACH
@given(st.data(), times(), units)
def test_trends(data: st.DataObject, places: list[Place], unit: object):
    series = st.builds(Series, names, values(places))
    days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
    check(
        trend_figure(
            data.draw(st.lists(series, min_size=1, max_size=5)),
            places,
            unit=unit,
            target=data.draw(st.none() | known),
            limits=data.draw(st.none() | st.tuples(known, known).map(sorted)),
            notes=data.draw(st.lists(st.builds(Note, days, names), max_size=12)),
        )
    )


@EXAMPLES_EACH
@given(st.data(), times())
def test_indices(data: st.DataObject, places: list[Place]):
    series = st.builds(Series, names, values(places))
    lines = data.draw(st.lists(series, min_size=1, max_size=5))
    check(index_figure(lines, places, good_from=0.95, attention_from=0.9))


@EXAMPLES_EACH
@given(st.data(), times(), units)
def test_cumulative_benefits(data: st.DataObject, places: list[Place], unit: object):
    points = [
        BenefitPoint(place, *data.draw(st.tuples(*[numbers] * 4))) for place in places
    ]
    check(cumulative_figure(points, unit=unit))


@EXAMPLES_EACH
@given(st.data(), times(), units)
def test_s_curves(data: st.DataObject, places: list[Place], unit: object):
    points = [
        EarnedPoint(place, *data.draw(st.tuples(*[numbers] * 3))) for place in places
    ]
    finish = Place(date(2040, 6, 30), "Jun 2040")
    forecast = st.builds(CostForecast, st.just(finish), known, numbers, numbers)
    check(
        s_curve_figure(
            points,
            unit=unit,
            budget=data.draw(st.none() | known),
            forecast=data.draw(st.none() | forecast),
        )
    )


@EXAMPLES_EACH
@given(st.lists(numbers, max_size=60), st.none() | known)
def test_sparklines(row: list[object], target: object):
    check(sparkline_figure(row, target=target))


@EXAMPLES_EACH
@given(st.data(), st.integers(1, 24), units)
def test_small_multiples(data: st.DataObject, count: int, unit: object):
    row = st.lists(numbers, min_size=count, max_size=count)
    multiples = data.draw(st.lists(st.builds(Multiple, names, row), max_size=12))
    check(small_multiples_figure(multiples, unit=unit))


@EXAMPLES_EACH
@given(
    st.lists(
        st.builds(
            Bullet,
            names,
            numbers,
            numbers,
            st.lists(known, max_size=3).map(sorted),
            units,
            st.booleans(),
            names,
        ),
        max_size=12,
    )
)
def test_bullets(bullets: list[Bullet]):
    check(bullet_figure(bullets))


@EXAMPLES_EACH
@given(st.data(), st.lists(st.builds(Part, names, ratings), min_size=1, max_size=7))
def test_rating_distributions(data: st.DataObject, scale: list[Part]):
    counts = st.lists(
        st.integers(0, 5000), min_size=len(scale), max_size=len(scale)
    ).map(tuple)
    periods = [
        RatingPeriod(f"FY{2000 + index}", data.draw(counts))
        for index in range(data.draw(st.integers(1, 30)))
    ]
    check(rating_distribution_figure(scale, periods))


@EXAMPLES_EACH
@given(st.data(), st.lists(st.builds(Part, names, ratings), min_size=1, max_size=4))
def test_shares(data: st.DataObject, parts: list[Part]):
    sizes = st.lists(st.integers(0, 10**12), min_size=len(parts), max_size=len(parts))
    rows = st.lists(
        st.builds(ShareRow, names, sizes, st.sampled_from(["", "24 of 28 on time"])),
        max_size=4,
    )
    check(share_figure(parts, data.draw(rows)))


@EXAMPLES_EACH
@given(
    st.lists(st.builds(Variance, names, numbers, names), max_size=20),
    units,
    names,
    names,
    st.booleans(),
)
def test_variances(
    variances: list[Variance], unit: object, worse: str, better: str, higher: bool
):
    check(
        variance_figure(
            variances, unit=unit, worse=worse, better=better, higher_is_worse=higher
        )
    )


@EXAMPLES_EACH
@given(st.lists(st.builds(Step, names, known, st.booleans()), max_size=12), units)
def test_waterfalls(steps: list[Step], unit: object):
    check(waterfall_figure(steps, unit=unit))


@EXAMPLES_EACH
@given(
    st.lists(
        st.builds(Completeness, names, st.integers(0, 10**6), st.just(10**6)),
        max_size=12,
    )
)
def test_completeness(rows: list[Completeness]):
    check(completeness_figure(rows))
