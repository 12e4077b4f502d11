"""What Norwick's PMO offers, what it costs, and what its benefits rest on."""

from decimal import Decimal
from typing import NamedTuple

from delivery.models import Attribution, Benefit, BenefitLeak, ServiceCost

STAFF = ServiceCost.Category.STAFF
CONTRACTORS = ServiceCost.Category.CONTRACTORS
TOOLS = ServiceCost.Category.TOOLS
TRAINING = ServiceCost.Category.TRAINING
OVERHEAD = ServiceCost.Category.OVERHEAD
OTHERS = ServiceCost.Category.OTHERS


class ServiceStory(NamedTuple):
    """A service of the PMO and what a month of it costs.

    Units: `costs` in euros a month, in the order of the categories; 0 is none.
    """

    code: str
    name: str
    owner: str
    description: str
    costs: tuple[int, int, int, int, int, int]


SERVICES = [
    ServiceStory("PS-01", "Portfolio reporting", "Nadia Farrow",
        "One report a month to the board, and the facts behind it.",
        (9800, 0, 2100, 0, 1400, 3600)),
    ServiceStory("PS-02", "Risk review", "Simon Achterberg",
        "Two people from outside the project read its risks every quarter.",
        (6400, 2500, 0, 300, 900, 2200)),
    ServiceStory("PS-03", "Planning support", "Priya Raman",
        "A planner for the first plan, and for every new baseline.",
        (8200, 4200, 1600, 400, 1200, 1800)),
    ServiceStory("PS-04", "Benefits coaching", "Simon Achterberg",
        "Help to write down what is to improve, and how one will know.",
        (5100, 0, 0, 600, 700, 2900)),
    ServiceStory("PS-05", "Coaching of project managers", "Priya Raman",
        "An hour a week with somebody who has done it before.",
        (4300, 1800, 0, 1500, 600, 1100)),
    ServiceStory("PS-06", "Lessons and standards", "Nadia Farrow",
        "What we would do the same way again, and what not.",
        (2600, 0, 500, 0, 400, 700)),
]  # fmt: skip

# Which projects each service helped, and how.
USES = [
    ("PS-01", "SM-01", "Milestones of the suppliers beside our own"),
    ("PS-01", "BR-01", ""),
    ("PS-01", "TW-01", ""),
    ("PS-02", "TW-01", "Found the ground risk a year before it came"),
    ("PS-02", "SM-03", ""),
    ("PS-02", "LK-04", ""),
    ("PS-03", "LK-01", "The plan of the night shifts"),
    ("PS-03", "LK-03", ""),
    ("PS-03", "DS-01", "Two releases in place of one"),
    ("PS-03", "SM-01", ""),
    ("PS-04", "DS-03", "How repeat calls are counted"),
    ("PS-04", "EC-06", ""),
    ("PS-04", "BR-04", ""),
    ("PS-05", "DS-01", ""),
    ("PS-05", "EC-04", ""),
]

# The KPI that says how well a service does what it is there for.
KPI_OF = {"PS-01": "PM-K6", "PS-03": "PM-K5", "PS-04": "PM-K7", "PS-05": "PM-K1"}

COMPARED, TREND, ESTIMATE = (
    Attribution.Way.COMPARISON,
    Attribution.Way.TREND,
    Attribution.Way.ESTIMATE,
)


class ShareStory(NamedTuple):
    """The share of a service in the benefits of a project, and how one knows."""

    project: str
    service: str
    share: str
    method: Attribution.Way
    confidence: str
    note: str = ""


SHARES = [
    ShareStory("SM-01", "PS-03", "0.30", ESTIMATE, "0.70"),
    ShareStory("SM-04", "PS-04", "0.25", ESTIMATE, "0.70"),
    ShareStory("LK-01", "PS-03", "0.40", TREND, "0.80",
        "Losses fell in the week the new shifts began"),
    ShareStory("LK-03", "PS-03", "0.35", COMPARED, "0.90",
        "Crews with the plan against crews without"),
    ShareStory("LK-04", "PS-02", "0.35", ESTIMATE, "0.75"),
    ShareStory("TW-01", "PS-02", "0.30", ESTIMATE, "0.75"),
    ShareStory("DS-01", "PS-03", "0.30", ESTIMATE, "0.75"),
    ShareStory("DS-01", "PS-05", "0.15", ESTIMATE, "0.60"),
    ShareStory("DS-03", "PS-04", "0.40", TREND, "0.75"),
    ShareStory("BR-04", "PS-04", "0.30", ESTIMATE, "0.70"),
    ShareStory("BR-05", "PS-04", "0.20", ESTIMATE, "0.60"),
    ShareStory("EC-01", "PS-01", "0.20", ESTIMATE, "0.60"),
    ShareStory("EC-03", "PS-05", "0.25", ESTIMATE, "0.60"),
    ShareStory("EC-04", "PS-05", "0.25", ESTIMATE, "0.60"),
    ShareStory("EC-06", "PS-04", "0.25", ESTIMATE, "0.80"),
]  # fmt: skip


class OverlapStory(NamedTuple):
    """A measure that benefits share; `total` None: nobody has looked at it yet."""

    code: str
    name: str
    portfolio: str
    benefits: tuple[str, ...]
    total: int | None
    note: str


OVERLAPS = [
    OverlapStory("OV-1", "Contract for meter reading rounds", "smart-metering",
        ("Meter reading rounds no longer driven", "Meter reading rounds, inner city"),
        365_000, "Invoices of the contractor against those of the year before."),
    OverlapStory("OV-2", "Messages to customers", "digital-service",
        ("Readings sent by customers", "Text messages no longer sent"), None, ""),
]  # fmt: skip


class LeakStory(NamedTuple):
    """What a benefit lost to a cause, in planned months at full level."""

    benefit: str
    cause: BenefitLeak.Cause
    months: Decimal
    note: str


LEAKS = [
    LeakStory("Manual corrections", BenefitLeak.Cause.ADOPTION, Decimal(4),
        "Two of three teams still correct by hand."),
    LeakStory("Bad debt", BenefitLeak.Cause.DELAY, Decimal(2),
        "The reminders started two months late."),
    LeakStory("Early payment discount", BenefitLeak.Cause.ESTIMATE, Decimal(3),
        "Fewer suppliers offer it than was thought."),
    LeakStory("Travel time released", BenefitLeak.Cause.SCOPE, Decimal(2),
        "Rural rounds were taken out."),
    LeakStory("Fuel", BenefitLeak.Cause.EROSION, Decimal(2),
        "Prices fell, and so did what is saved."),
]  # fmt: skip

# What finance writes where it lets a part of a claim stand, by class.
IN_PART = {
    Benefit.Kind.CASHABLE: "Only what left the budget line counts.",
    Benefit.Kind.COST_AVOIDANCE: "Held against the quote, not against the list price.",
    Benefit.Kind.NON_CASHABLE: "Valued at standard cost, without overhead.",
    Benefit.Kind.QUANTIFIED: "Counted again from the system of record.",
}
# A claim that finance rejected, and a benefit whose avoided cost nobody explains.
REJECTED = "Duplicate payments avoided"
WHY_REJECTED = "The same invoices are in the claim of the month before."
UNPROVED = "Growth served without a new works"
