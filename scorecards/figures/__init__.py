"""Pictures: plain values in, a Plotly figure as plain data out."""

from scorecards.figures.behaviour import Marked, Zone, behaviour_figure
from scorecards.figures.bullets import Bullet, bullet_figure
from scorecards.figures.canvas import Figure, empty_figure
from scorecards.figures.curves import (
    BenefitPoint,
    CostForecast,
    EarnedPoint,
    cumulative_figure,
    s_curve_figure,
)
from scorecards.figures.lines import Note, Place
from scorecards.figures.numbers import (
    DAYS,
    HOURS,
    INDEX,
    NUMBER,
    PERCENT,
    Kind,
    Unit,
    money,
)
from scorecards.figures.returns import (
    Ends,
    Mark,
    cash_flow_figure,
    distribution_figure,
    tornado_figure,
)
from scorecards.figures.shares import (
    Completeness,
    Part,
    RatingPeriod,
    ShareRow,
    completeness_figure,
    rating_distribution_figure,
    share_figure,
)
from scorecards.figures.tones import Tone
from scorecards.figures.trends import (
    Multiple,
    Series,
    index_figure,
    small_multiples_figure,
    sparkline_figure,
    trend_figure,
)
from scorecards.figures.variances import (
    Step,
    Variance,
    variance_figure,
    waterfall_figure,
)

__all__ = [
    "DAYS",
    "HOURS",
    "INDEX",
    "NUMBER",
    "PERCENT",
    "BenefitPoint",
    "Bullet",
    "Completeness",
    "CostForecast",
    "EarnedPoint",
    "Ends",
    "Figure",
    "Kind",
    "Mark",
    "Marked",
    "Multiple",
    "Note",
    "Part",
    "Place",
    "RatingPeriod",
    "Series",
    "ShareRow",
    "Step",
    "Tone",
    "Unit",
    "Variance",
    "Zone",
    "behaviour_figure",
    "bullet_figure",
    "cash_flow_figure",
    "completeness_figure",
    "cumulative_figure",
    "distribution_figure",
    "empty_figure",
    "index_figure",
    "money",
    "rating_distribution_figure",
    "s_curve_figure",
    "share_figure",
    "small_multiples_figure",
    "sparkline_figure",
    "tornado_figure",
    "trend_figure",
    "variance_figure",
    "waterfall_figure",
]
