"""The portfolios of Norwick Utilities and their forty projects."""

from dataclasses import dataclass
from decimal import Decimal

from delivery.models import Project

ROOT = "norwick"

# Short name, name, what it is part of, what it is about.
PORTFOLIOS = [
    (
        ROOT,
        "Norwick Utilities",
        None,
        "Everything the group changes: networks, customer service and enterprise.",
    ),
    (
        "networks",
        "Networks Investment",
        ROOT,
        "Pipes, plants and meters, as agreed with the regulator.",
    ),
    (
        "smart-metering",
        "Smart Metering",
        "networks",
        "Four hundred thousand meters that report by themselves.",
    ),
    (
        "leakage",
        "Leakage Reduction",
        "networks",
        "Finding and mending what the network loses.",
    ),
    (
        "treatment",
        "Treatment Works",
        "networks",
        "Capacity and quality of the treatment works.",
    ),
    (
        "customer",
        "Customer and Digital",
        ROOT,
        "How customers are billed, served and informed.",
    ),
    (
        "billing",
        "Billing Renewal",
        "customer",
        "One billing system in place of three.",
    ),
    (
        "digital-service",
        "Digital Service",
        "customer",
        "Service without waiting: portal, app and contact centre.",
    ),
    (
        "enterprise",
        "Enterprise Change",
        ROOT,
        "Finance, people, security and the workplace.",
    ),
]

DONE = Project.Status.COMPLETED
OPEN = Project.Status.ACTIVE
PLANNED = Project.Status.PLANNED
HOLD = Project.Status.ON_HOLD
STOPPED = Project.Status.CANCELLED


@dataclass(frozen=True, slots=True)
class ProjectStory:
    """How a project was planned and how it went.

    Units: `begins` and `months` in months, `begins` counted from the first month
    of the demonstration; `budget` in thousands of euros. `pace` is the planned
    duration over the real one (0.8 is slow), `cost` what a planned euro of work
    really costs. `rated_kindly` reports say green whatever the figures.
    """

    portfolio: str
    code: str
    name: str
    begins: int
    months: int
    budget: int
    pace: str = "1.0"
    cost: str = "1.0"
    status: Project.Status = OPEN
    priority: int | None = 2
    sponsor: str = ""
    rated_kindly: bool = False
    replanned_at: int | None = None
    has_baseline: bool = True

    @property
    def amount(self) -> Decimal:
        """The approved budget in euros."""
        return Decimal(self.budget) * 1000


P = ProjectStory

PROJECTS = [
    # Smart Metering: reported green, and late.
    P("smart-metering", "SM-01", "Meter data platform", 0, 20, 5200, "0.80", "1.04",
      DONE, 1, "Helen Marsh", rated_kindly=True),
    P("smart-metering", "SM-02", "Roll-out, coastal district", 6, 26, 8800, "0.76",
      "1.02", OPEN, 1, "Helen Marsh", rated_kindly=True),
    P("smart-metering", "SM-03", "Roll-out, inner city", 10, 24, 9600, "0.74", "1.03",
      OPEN, 1, "Helen Marsh", rated_kindly=True),
    P("smart-metering", "SM-04", "Radio network", 3, 18, 3100, "0.84", "1.06", DONE, 1,
      "Helen Marsh", rated_kindly=True),
    P("smart-metering", "SM-05", "Field force scheduling", 14, 18, 1450, "0.82", "1.00",
      OPEN, 2, "Helen Marsh", rated_kindly=True),
    # Leakage Reduction: on plan, with a strong team.
    P("leakage", "LK-01", "District metering, phase 1", 0, 14, 2600, "1.02", "0.97",
      DONE, 1, "Tomas Reid"),
    P("leakage", "LK-02", "District metering, phase 2", 17, 15, 2900, "1.01", "0.98",
      OPEN, 1, "Tomas Reid"),
    P("leakage", "LK-03", "Acoustic loggers", 4, 16, 1800, "1.01", "0.95", DONE, 2,
      "Tomas Reid"),
    P("leakage", "LK-04", "Pressure management", 12, 20, 3400, "1.01", "1.01", OPEN, 1,
      "Tomas Reid"),
    P("leakage", "LK-05", "Mains renewal, north", 2, 24, 7400, "1.00", "1.03", DONE, 1,
      "Tomas Reid"),
    P("leakage", "LK-06", "Mains renewal, south", 16, 24, 8100, "1.00", "1.02", OPEN, 2,
      "Tomas Reid"),
    # Treatment Works: expensive.
    P("treatment", "TW-01", "Eastholm filter hall", 0, 22, 12400, "0.94", "1.14", DONE,
      1, "Ingrid Vale", replanned_at=12),
    P("treatment", "TW-02", "Eastholm sludge drying", 12, 24, 9800, "0.92", "1.17",
      OPEN, 2, "Ingrid Vale", replanned_at=22),
    P("treatment", "TW-03", "Westbrook capacity", 7, 28, 15600, "0.97", "1.09", OPEN, 1,
      "Ingrid Vale"),
    P("treatment", "TW-04", "Control system renewal", 10, 18, 4300, "0.86", "1.06",
      OPEN, 2, "Ingrid Vale"),
    P("treatment", "TW-05", "Solar at six works", 18, 14, 2200, "1.04", "0.96", OPEN, 3,
      "Ingrid Vale"),
    # Billing Renewal: one serious problem, reported honestly.
    P("billing", "BR-01", "Billing core", 4, 24, 11200, "0.70", "1.21", OPEN, 1,
      "Martin Okoye"),
    P("billing", "BR-02", "Tariff engine", 6, 14, 2400, "0.86", "1.08", DONE, 1,
      "Martin Okoye"),
    P("billing", "BR-03", "Customer data migration", 14, 16, 3300, "0.72", "1.18", OPEN,
      1, "Martin Okoye"),
    P("billing", "BR-04", "Debt collection", 19, 12, 1600, "1.00", "1.01", OPEN, 2,
      "Martin Okoye"),
    P("billing", "BR-05", "E-invoice", 1, 10, 700, "1.00", "0.96", DONE, 3,
      "Martin Okoye"),
    P("billing", "BR-06", "Cheque processing", 8, 12, 500, "1.00", "1.00", STOPPED, 3,
      "Martin Okoye"),
    # Digital Service: fast and cheap, with good outcomes.
    P("digital-service", "DS-01", "Customer portal", 0, 12, 1900, "1.05", "0.94", DONE,
      1, "Aisha Lindqvist"),
    P("digital-service", "DS-02", "Customer app", 8, 12, 1700, "1.03", "0.97", DONE, 2,
      "Aisha Lindqvist"),
    P("digital-service", "DS-03", "Contact centre platform", 5, 15, 2800, "1.01",
      "1.02", DONE, 1, "Aisha Lindqvist"),
    P("digital-service", "DS-04", "Outage notices", 16, 9, 600, "1.06", "0.93", DONE, 2,
      "Aisha Lindqvist"),
    P("digital-service", "DS-05", "Moving home, end to end", 20, 14, 1300, "1.00",
      "0.99", OPEN, 2, "Aisha Lindqvist"),
    P("digital-service", "DS-06", "Complaint handling", 22, 12, 900, "1.00", "1.00",
      OPEN, 2, "Aisha Lindqvist"),
    P("digital-service", "DS-07", "Voice assistant", 26, 12, 800, "1.00", "1.00", OPEN,
      None, "", has_baseline=False),
    # Enterprise Change: a mixed bag.
    P("enterprise", "EC-01", "Finance system upgrade", 1, 18, 4200, "1.01", "1.04",
      DONE, 1, "Peter Nwosu"),
    P("enterprise", "EC-02", "Purchase to pay", 14, 16, 2100, "0.97", "1.03", OPEN, 2,
      "Peter Nwosu"),
    P("enterprise", "EC-03", "Workforce planning", 9, 14, 1500, "1.02", "0.99", DONE, 2,
      "Ruth Calder"),
    P("enterprise", "EC-04", "Security operations centre", 6, 18, 2600, "1.00", "1.01",
      DONE, 1, "Ruth Calder"),
    P("enterprise", "EC-05", "Plant network segregation", 15, 20, 3900, "0.88", "1.07",
      OPEN, 1, "Ruth Calder"),
    P("enterprise", "EC-06", "Head office move", 3, 15, 3600, "1.00", "0.98", DONE, 3,
      "Peter Nwosu"),
    P("enterprise", "EC-07", "Records management", 17, 14, 800, "1.00", "1.00", HOLD, 3,
      "Ruth Calder"),
    P("enterprise", "EC-08", "Fleet electrification", 13, 26, 5400, "1.00", "1.02",
      OPEN, 2, "Peter Nwosu"),
    P("enterprise", "EC-09", "Laboratory system", 11, 13, 1100, "0.98", "1.05", DONE, 2,
      "Ruth Calder"),
    P("enterprise", "EC-10", "Carbon reporting", 24, 12, 700, "1.00", "1.00", OPEN,
      None, "", has_baseline=False),
    P("enterprise", "EC-11", "Learning platform", 31, 10, 600, status=PLANNED,
      priority=3),
]  # fmt: skip
