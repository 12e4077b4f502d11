"""One example of each kind of picture, as a portfolio of today would draw it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from delivery.calculations.periods import MONTH_NAMES
from scorecards.figures import (
    DAYS,
    NUMBER,
    PERCENT,
    BenefitPoint,
    Bullet,
    Completeness,
    CostForecast,
    EarnedPoint,
    Ends,
    Figure,
    Mark,
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
    cash_flow_figure,
    completeness_figure,
    cumulative_figure,
    distribution_figure,
    index_figure,
    money,
    rating_distribution_figure,
    s_curve_figure,
    share_figure,
    small_multiples_figure,
    sparkline_figure,
    tornado_figure,
    trend_figure,
    variance_figure,
    waterfall_figure,
)

EURO = money("EUR")
MONTHS = [name[:3] for name in MONTH_NAMES]
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month(number: int) -> Place:
    """The last day of a month counted from January 2025."""
    year, index = 2025 + number // 12, number % 12
    return Place(date(year, index + 1, LENGTHS[index]), f"{MONTHS[index]} {year}")


def months(count: int) -> list[Place]:
    return [month(number) for number in range(count)]


ON_TIME = [0.71, 0.74, 0.7, None, 0.76, 0.79, 0.77, 0.81, 0.8, 0.82, 0.84, 0.82]
ON_TIME += [0.8, 0.83, 0.86, 0.85, 0.84, 0.86, 0.88, 0.86, 0.86]

SCALE = [
    Part("Green", Tone.GOOD),
    Part("Amber/Green", Tone.GOOD_ATTENTION),
    Part("Amber", Tone.ATTENTION),
    Part("Amber/Red", Tone.ATTENTION_CRITICAL),
    Part("Red", Tone.CRITICAL),
    Part("Not rated", Tone.UNKNOWN),
]


def trend() -> Figure:
    return trend_figure(
        [Series("on time", ON_TIME)],
        months(21),
        unit=PERCENT,
        target=Decimal("0.8"),
        limits=(Decimal("0.68"), Decimal("0.9")),
        notes=[
            Note(date(2025, 8, 15), "New gate review"),
            Note(date(2025, 9, 2), "Two projects re-baselined"),
            Note(date(2026, 5, 1), "Supplier changed"),
        ],
    )


def trend_of_several() -> Figure:
    return trend_figure(
        [
            Series("Rail", [41, 44, 46, 45, 43, 44, 40, 38]),
            Series("Highways", [52, 50, 51, 49, 47, 46, 44, 44]),
            Series("Digital services", [30, 33, 35, 38, 41, 42, 44, 45]),
            Series("Estates", [60, 58, None, 55, 56, 54, 52, 51]),
        ],
        months(8),
        unit=DAYS,
        target=40,
    )


def index() -> Figure:
    return index_figure(
        [
            Series("CPI", [1.02, 1.0, 0.99, 0.98, 0.96, 0.95, 0.96, 0.97, 0.97]),
            Series("SPI", [0.98, 0.97, 0.95, 0.93, 0.92, 0.92, 0.93, 0.94, 0.95]),
            Series("SPI(t)", [0.98, 0.96, 0.93, 0.9, 0.88, 0.87, 0.88, 0.88, 0.89]),
        ],
        months(9),
        good_from=0.95,
        attention_from=0.9,
    )


def cumulative() -> Figure:
    planned = [0.2, 0.5, 0.9, 1.3, 1.8, 2.3, 2.8, 3.4, 4.0, 4.6, 5.2, 6.0]
    forecast = [None] * 8 + [4.2, 4.7, 5.4, 6.3]
    claimed = [0.1, 0.5, 1.0, 1.5, 2.1, 2.7, 3.1, 3.7, 4.5, None, None, None]
    validated = [0.0, 0.3, 0.8, 1.2, 1.7, 2.4, 2.9, 3.5, 4.2, None, None, None]

    def amount(value: float | None) -> Decimal | None:
        return None if value is None else Decimal(str(value)) * 1_000_000

    return cumulative_figure(
        [
            BenefitPoint(place, *map(amount, values))
            for place, *values in zip(
                months(12), planned, forecast, claimed, validated, strict=True
            )
        ],
        unit=EURO,
    )


def s_curve() -> Figure:
    planned = [30, 75, 140, 230, 340, 455, 560, 640, 700, 735]
    earned = [26, 66, 122, 198, 290, 380, None, None, None, None]
    spent = [28, 72, 138, 225, 330, 432, None, None, None, None]

    def amount(value: int | None) -> Decimal | None:
        return None if value is None else Decimal(value) * 1000

    return s_curve_figure(
        [
            EarnedPoint(place, *map(amount, values))
            for place, *values in zip(months(10), planned, earned, spent, strict=True)
        ],
        unit=EURO,
        budget=735_000,
        forecast=CostForecast(month(12), 836_000, 790_000, 905_000),
    )


def ratings() -> Figure:
    return rating_distribution_figure(
        SCALE,
        [
            RatingPeriod("FY2019", (14, 38, 47, 22, 5, 7)),
            RatingPeriod("FY2020", (16, 41, 49, 20, 4, 9)),
            RatingPeriod("FY2021", (11, 33, 96, 24, 14, 6)),
            RatingPeriod("FY2022", (24, 0, 128, 0, 25, 8)),
        ],
    )


def ratings_by_month() -> Figure:
    return rating_distribution_figure(
        [SCALE[0], SCALE[2], SCALE[4], SCALE[5]],
        [
            RatingPeriod(place.label, (20 + i % 5, 8 - i % 3, i % 4, 1))
            for i, place in enumerate(months(12))
        ],
    )


def share() -> Figure:
    return share_figure(
        [
            Part("on time", Tone.GOOD),
            Part("late", Tone.CRITICAL),
            Part("not known", Tone.UNKNOWN),
        ],
        [
            ShareRow("Projects", (24, 4, 2), "24 of 28 on time"),
            ShareRow(
                "Value of the projects", (41_200_000, 19_800_000, 1_300_000), "68 %"
            ),
        ],
    )


def variance() -> Figure:
    return variance_figure(
        [
            Variance("Depot electrification", 112),
            Variance("Ticketing platform", 64),
            Variance("Station accessibility programme, phase two", 38),
            Variance("Data centre exit", 12),
            Variance("Fleet renewal", 0),
            Variance("Signal control", -21),
            Variance("Payroll migration", -6),
            Variance("Harbour bridge", None, "no forecast finish"),
            *(Variance(f"Small project {n}", -n) for n in range(10)),
        ],
        unit=DAYS,
        worse="days late",
        better="days early",
    )


def cost_variance() -> Figure:
    return variance_figure(
        [
            Variance("Depot electrification", Decimal(-4200000)),
            Variance("Ticketing platform", Decimal(-1150000)),
            Variance("Data centre exit", Decimal(-90000)),
            Variance("Signal control", Decimal(640000)),
        ],
        unit=EURO,
        worse="over budget",
        better="under budget",
        higher_is_worse=False,
    )


def waterfall() -> Figure:
    return waterfall_figure(
        [
            Step("Planned benefits", 4_000_000, is_total=True),
            Step("Started earlier", 620_000),
            Step("Lower prices", 410_000),
            Step("Scope taken out", -540_000),
            Step("Not confirmed by finance", -290_000),
            Step("Validated benefits", 4_200_000, is_total=True),
        ],
        unit=EURO,
    )


def bullets() -> Figure:
    return bullet_figure(
        [
            Bullet("On-time delivery", 0.86, 0.8, (0.6, 0.8), PERCENT),
            Bullet("Cycle time, median", 44, 40, (40, 50), DAYS, False),
            Bullet("Rework share of effort", 0.041, 0.05, (0.05, 0.08), PERCENT, False),
            Bullet("Validated benefits", 4_200_000, 4_000_000, (3.2e6, 4e6), EURO),
            Bullet("Stakeholder satisfaction (NPS)", 42, 30, (0, 30), NUMBER),
            Bullet("Capacity utilisation", None, 0.85, (), PERCENT, reason="no hours"),
        ]
    )


def bullet() -> Figure:
    return bullet_figure(
        [Bullet("On-time delivery", 0.86, 0.8, (0.6, 0.8), PERCENT)], labelled=False
    )


def sparkline() -> Figure:
    return sparkline_figure(ON_TIME, target=0.8)


def small_multiples() -> Figure:
    return small_multiples_figure(
        [
            Multiple("Rail", ON_TIME),
            Multiple("Highways", [v and v - 0.1 for v in ON_TIME]),
            Multiple("Digital services", [v and 1.5 - v for v in ON_TIME]),
            Multiple("Estates and facilities management", [None] * len(ON_TIME)),
        ],
        unit=PERCENT,
    )


def completeness() -> Figure:
    return completeness_figure(
        [
            Completeness("Baseline finish", 30, 30),
            Completeness("Forecast finish", 28, 30),
            Completeness("Earned value", 17, 30),
            Completeness("Benefit measured this quarter", 9, 24),
            Completeness("Scope register", 0, 0),
        ]
    )


def empty() -> Figure:
    return cumulative_figure([], unit=EURO)


def cash_flow() -> Figure:
    """Five years of a case: the money is back in the fourth."""
    places = [month(number) for number in (2, 14, 26, 38, 50)]
    totals = [-832_605, -1_218_024, -579_535, 271_889, 1_105_157]
    present = [-832_605, -1_196_208, -627_955, 86_917, 746_943]
    return cash_flow_figure(places, totals, present, unit=EURO)


def distribution() -> Figure:
    """Ten thousand outcomes, of which some lose money."""
    counts = (1, 3, 8, 20, 45, 80, 150, 320, 610, 980, 1400, 1800, 1900, 1500, 783, 400)
    marks = [Mark("P10", 326_739), Mark("P50", 659_327), Mark("P90", 884_025)]
    return distribution_figure(-550_000, 1_130_000, counts, marks, unit=EURO)


def tornado() -> Figure:
    """What the worth of a case depends on, with one input that only takes away."""
    return tornado_figure(
        746_943,
        [
            Ends("All costs", 936_009, 179_747),
            Ends("Discount rate", 856_313, 646_292),
            Ends("Calls that did not need a person", 655_479, 823_163),
            Ends("Rent", 730_745, 746_943),
        ],
        unit=EURO,
    )


EXAMPLES: dict[str, Callable[[], Figure]] = {
    made.__name__: made
    for made in (
        trend,
        trend_of_several,
        index,
        cumulative,
        s_curve,
        ratings,
        ratings_by_month,
        share,
        variance,
        cost_variance,
        waterfall,
        cash_flow,
        distribution,
        tornado,
        bullets,
        bullet,
        sparkline,
        small_multiples,
        completeness,
        empty,
    )
}


HOSTILE_NAMES = (
    '<a href="javascript:alert(1)">click</a>',
    "<b>bold</b> &amp; &lt;i&gt; %{y} $x^2$",
    "</title></svg><script>alert(1)</script>",
    "]]>\"'&#x41;\u2028\x00\x07\ud800<br>x",
)


def hostile() -> Figure:
    """Names that try to be markup, in every place where a name is drawn."""
    figure = variance_figure(
        [Variance(name, 10 * place) for place, name in enumerate(HOSTILE_NAMES)],
        unit=DAYS,
        worse="<b>late</b>",
        better="&lt;early&gt;",
    )
    figure["layout"]["xaxis"] |= {
        "visible": True,
        "showgrid": False,
        "zeroline": False,
        "tickvals": [0],
        "ticktext": ["&lt;u&gt;0&lt;/u&gt;"],
    }
    figure["layout"]["margin"]["b"] = 24
    return figure
