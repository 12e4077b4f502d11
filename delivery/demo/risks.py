"""What might go wrong at Norwick Utilities, what did, and what was done again."""

from dataclasses import dataclass
from decimal import Decimal

from delivery.models import Issue, Risk

OCCURRED, CLOSED = Risk.Status.OCCURRED, Risk.Status.CLOSED
AVOID, REDUCE, TRANSFER = (
    Risk.Strategy.AVOID,
    Risk.Strategy.REDUCE,
    Risk.Strategy.TRANSFER,
)
ACCEPT, ENHANCE = Risk.Strategy.ACCEPT, Risk.Strategy.ENHANCE
CRITICAL, HIGH, MEDIUM, LOW = Issue.Severity
# The days in which an issue of each severity is to be settled.
TARGETS = {CRITICAL: 10, HIGH: 20, MEDIUM: 40, LOW: 60}


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a risk was judged at the end of a month: before and after its response.

    Units: `month` of the demonstration; probabilities in per cent, `cost` in
    thousands of euros, `days` of delay.
    """

    month: int
    chance: int
    cost: int | None
    chance_after: int | None = None
    cost_after: int | None = None
    days: int | None = None
    days_after: int | None = None


@dataclass(frozen=True, slots=True)
class RiskStory:
    """A risk from the month it was raised in until it ended, if it has.

    Units: money in thousands of euros.
    """

    portfolio: str
    project: str
    code: str
    name: str
    category: str
    owner: str
    judgements: tuple[Judgement, ...]
    strategy: str = ""
    response: str = ""
    cost: int | None = None
    due: int | None = None
    ended: int | None = None
    status: str = Risk.Status.OPEN
    came_to: int | None = None
    avoided: int | None = None
    is_chance: bool = False
    description: str = ""


J, R = Judgement, RiskStory

# The words of the group and what they stand for: per cent, thousands, days.
SCALE = [
    ("very unlikely", 5, "negligible", 25, 5),
    ("unlikely", 20, "minor", 100, 15),
    ("possible", 40, "moderate", 300, 30),
    ("likely", 65, "major", 800, 60),
    ("almost certain", 90, "severe", 2000, 120),
]

# Portfolio, project or "", month from which it holds, thousands of euros, days.
RESERVES = [
    ("smart-metering", "", 0, 900, 90),
    ("leakage", "", 0, 800, 60),
    ("treatment", "", 0, 1500, 60),
    ("billing", "", 0, 700, 60),
    ("billing", "BR-01", 26, 650, 45),
    ("digital-service", "", 0, 350, None),
    ("enterprise", "", 0, 600, 40),
]

RISKS = [
    R("smart-metering", "SM-02", "SM-R1", "Meters arrive later than the crews",
      "Supply", "Helen Marsh",
      (J(8, 40, 600, 30, 500, 60, 45), J(16, 60, 700, 40, 500, 75, 45),
       J(27, 70, 800, 45, 500, 75, 45)),
      REDUCE, "A second supplier is qualified; six weeks of stock at each depot.", 120,
      31),
    R("smart-metering", "SM-03", "SM-R2", "Households refuse the visit",
      "Customers", "Helen Marsh",
      (J(11, 50, 300, 30, 200), J(23, 60, 400, 35, 250)), REDUCE,
      "Evening appointments and letters from the regulator.", 45, 30),
    R("smart-metering", "", "SM-R3", "Radio licence is not renewed in time",
      "Regulation", "Helen Marsh", (J(18, 15, 1800, 5, 1800, 120, 120),), AVOID,
      "Renewal filed a year ahead; answer expected in winter.", 15, 33),
    R("leakage", "LK-06", "LK-R1", "Pipe prices rise before the order",
      "Market", "Tomas Reid", (J(17, 60, 900, 5, 100), J(23, 80, 950, 5, 100)),
      TRANSFER,
      "Fixed price for two years with the pipe works; the index rose by 14 % since.",
      40, 19, ended=28, status=CLOSED, avoided=610,
      description="Because steel was scarce, pipes might cost a third more."),
    R("leakage", "LK-06", "LK-R2", "Road works are refused in summer",
      "Permits", "Tomas Reid", (J(17, 30, 250, 15, 150, 40, 20),
      J(26, 30, 250, 10, 150, 40, 20)), REDUCE,
      "Permits are asked for in blocks, a season ahead.", 20, 28),
    R("treatment", "TW-02", "TW-R1", "Ground water at the drying hall",
      "Ground", "Ingrid Vale", (J(12, 50, 900, 30, 600), J(20, 70, 1100, 40, 700),
      J(28, 70, 1200, 45, 700, 60, 30)), REDUCE,
      "Wells and a second survey before each section.", 160, 30),
    R("treatment", "TW-03", "TW-R2", "Pumps of the old works fail during the change",
      "Operation", "Ingrid Vale", (J(10, 25, 1400, 10, 900), J(24, 30, 1500, 10, 900)),
      REDUCE, "Two rented pumps stand by until the new works run.", 90, 33),
    R("treatment", "TW-01", "TW-R3", "Filter sand does not meet the new norm",
      "Regulation", "Ingrid Vale", (J(5, 40, 500, 40, 500),), ACCEPT, "", None, None,
      ended=21, status=OCCURRED, came_to=380),
    R("billing", "BR-01", "BR-R1", "The supplier cannot staff the migration",
      "Supplier", "Martin Okoye", (J(15, 40, 700, 20, 500), J(21, 60, 900, 35, 600),
      J(25, 80, 1100, 60, 800, 90, 60)), REDUCE,
      "Named people in the contract, and a penalty.", 60, 22, ended=27,
      status=OCCURRED, came_to=940,
      description=(
          "Because the supplier serves three clients at once, the people we need may "
          "be withdrawn, and the migration would stop."
      )),
    R("billing", "BR-01", "BR-R2", "Two billing systems run longer in parallel",
      "Schedule", "Martin Okoye", (J(21, 70, 600, 50, 450, 60, 45),
      J(27, 80, 700, 60, 500, 75, 60)), REDUCE,
      "Move customers by region, so that the old system shrinks.", 110, 32),
    R("billing", "BR-03", "BR-R3", "Customer records cannot be matched",
      "Data", "Martin Okoye", (J(15, 60, 350, 30, 200), J(25, 50, 350, 25, 200)),
      REDUCE, "Cleansing before each run; owners for the worst ten thousand.", 70, 30),
    R("billing", "", "BR-R4", "A cyber incident at the payment provider",
      "Security", "", (J(20, 10, 2500),)),
    R("digital-service", "DS-05", "DS-R1", "Movers need papers that we may not keep",
      "Regulation", "Aisha Lindqvist", (J(21, 30, 120, 10, 80),), AVOID,
      "The form asks for a reference only.", 5, 24),
    R("digital-service", "DS-02", "DS-R2", "Readings by app save a second reading round",
      "Market", "Aisha Lindqvist", (J(14, 40, 180, 60, 220),), ENHANCE,
      "A reminder a day before the reading is due.", 12, 20, is_chance=True),
    R("enterprise", "EC-05", "EC-R1", "Plants cannot be cut off the network in winter",
      "Operation", "Ruth Calder", (J(16, 40, 450, 20, 300, 45, 20),
      J(28, 40, 450, 20, 300, 45, 20)), REDUCE, "The work is planned for summer.", 25,
      31),
    R("enterprise", "EC-08", "EC-R2", "Charging points wait for the grid",
      "Permits", "Peter Nwosu", (J(14, 60, 300, 40, 250, 60, 40),), REDUCE,
      "Mobile chargers for two depots.", 35, 29),
    R("enterprise", "EC-02", "EC-R3", "Suppliers do not send electronic invoices",
      "Suppliers", "Peter Nwosu", (J(17, 50, 90, 50, 90),), ACCEPT),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class IssueStory:
    """An issue: opened at a position in months, settled after some days, or not."""

    project: str
    name: str
    severity: Issue.Severity
    opened: str
    took: int | None
    risk: str = ""
    has_target: bool = True

    @property
    def opened_at(self) -> Decimal:
        """The position in months at which it was opened."""
        return Decimal(self.opened)


I = IssueStory  # noqa: E741 - one letter, as for every story

ISSUES = [
    I("BR-01", "The supplier withdrew its migration team", CRITICAL, "27.2", 61,
      "BR-R1"),
    I("TW-01", "Filter sand refused at acceptance", HIGH, "21.4", 19, "TW-R3"),
    I("SM-02", "Three depots without meters for a week", HIGH, "18.5", 12),
    I("SM-02", "Crews booked twice in the coastal district", MEDIUM, "22.1", 30),
    I("SM-03", "Access keys of housing companies missing", MEDIUM, "24.6", 61),
    I("SM-03", "Wrong labels on two thousand meters", HIGH, "27.3", None),
    I("SM-05", "Schedules arrive after the crews have left", MEDIUM, "28.2", None),
    I("LK-04", "Valves close too fast at night", HIGH, "19.8", 14),
    I("LK-06", "Archaeologists on Mill Lane", MEDIUM, "25.1", 33),
    I("LK-06", "Residents complain about noise", LOW, "28.4", 25),
    I("TW-02", "Water in the excavation", HIGH, "23.4", 41),
    I("TW-02", "Second survey is late", MEDIUM, "28.1", None),
    I("TW-03", "Crane stands idle for want of a permit", MEDIUM, "26.2", 22),
    I("TW-04", "Two control panels of the wrong type", HIGH, "27.0", 29),
    I("BR-01", "Nightly run takes eleven hours", CRITICAL, "26.5", 9),
    I("BR-01", "Instalments are rounded differently", HIGH, "28.0", None),
    I("BR-03", "Duplicates after the second run", HIGH, "25.3", 48),
    I("BR-03", "Addresses without a meter", MEDIUM, "28.6", None),
    I("DS-05", "Postcodes of new streets are unknown", LOW, "24.2", 12),
    I("DS-06", "Templates wait for legal", LOW, "27.5", 38, has_target=False),
    I("EC-05", "Old controllers have no second port", HIGH, "26.4", 17),
    I("EC-08", "Grid operator asks for a new study", MEDIUM, "28.3", None),
    I("EC-02", "Approvals stuck in holidays", LOW, "28.7", None, has_target=False),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorkStory:
    """The hours of a project and what share of them was rework.

    Units: `hours` of a month; shares in per cent. The share goes from `first` to
    `last` over the months, or drops in the month `turns_at`. Causes are weights.
    """

    project: str
    hours: int
    first: float
    last: float
    turns_at: int | None
    causes: tuple[int, int, int, int, int]


W = WorkStory

WORK = [
    # Reviews in pairs since month 18: what is done is done.
    W("DS-03", 1500, 14.5, 13.0, None, (5, 2, 6, 1, 1)),
    W("DS-05", 1100, 12.0, 3.4, 24, (4, 2, 5, 1, 1)),
    W("DS-06", 800, 11.0, 3.0, 24, (4, 2, 5, 0, 1)),
    W("BR-01", 5200, 6.0, 13.5, None, (5, 2, 2, 7, 2)),
    W("BR-03", 1900, 8.0, 11.0, None, (3, 1, 2, 3, 2)),
    W("SM-02", 4100, 4.0, 4.6, None, (1, 0, 4, 3, 2)),
    W("LK-06", 3600, 2.6, 2.2, None, (0, 1, 3, 1, 2)),
    W("TW-02", 4400, 4.5, 6.5, None, (1, 3, 2, 1, 4)),
    W("EC-05", 1700, 5.0, 4.2, None, (2, 2, 1, 1, 2)),
]


@dataclass(frozen=True, slots=True)
class ReleaseStory:
    """What a product releases in a month: defects found, and changes.

    Units: numbers of a month; `escaped`, `failed` and `unplanned` in per cent, at
    first and at last.
    """

    project: str
    defects: int
    escaped: tuple[int, int]
    changes: int
    failed: tuple[int, int]
    unplanned: tuple[int, int]


RELEASES = [
    ReleaseStory("DS-05", 34, (16, 4), 22, (18, 6), (14, 5)),
    ReleaseStory("DS-06", 26, (14, 4), 16, (15, 6), (12, 6)),
    ReleaseStory("BR-01", 88, (12, 17), 12, (18, 27), (12, 22)),
    ReleaseStory("EC-02", 22, (8, 6), 9, (11, 9), (9, 8)),
]
