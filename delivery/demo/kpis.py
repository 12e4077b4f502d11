"""The forty-six KPIs of Norwick Utilities and what became of each."""

from dataclasses import dataclass

from delivery.models import Kpi, OutcomeFamily

DELIVERY = OutcomeFamily.DELIVERY
RESOURCES = OutcomeFamily.RESOURCES
RISK = OutcomeFamily.RISK
BENEFITS = OutcomeFamily.BENEFITS
ALIGNMENT = OutcomeFamily.ALIGNMENT

RATIO = Kpi.Unit.RATIO
NUMBER = Kpi.Unit.NUMBER
DAYS = Kpi.Unit.DAYS
HOURS = Kpi.Unit.HOURS
POINTS = Kpi.Unit.POINTS
MONEY = Kpi.Unit.MONEY


@dataclass(frozen=True, slots=True)
class KpiStory:
    """How a KPI moved over the months of the demonstration.

    Units: `first`, `last`, `target` and `limit` in the KPI's own unit, ratios as
    0.25; `noise` is the usual month-to-month movement. `turns_at` is the month of
    a step from `first` to `last`; without one the way is a straight line. `limit`
    is where red begins. A higher target than limit means higher is better. With
    `approval` values are approved by the lead; it is what became of the last one.
    """

    portfolio: str
    code: str
    name: str
    family: OutcomeFamily
    unit: Kpi.Unit
    first: float
    last: float
    noise: float
    target: float
    limit: float
    turns_at: int | None = None
    label: str = ""
    promise: str = ""
    quarterly: bool = False
    gap_from: int | None = None
    critical: bool = False
    weight: int = 1
    adds_up: bool = False
    # A percentage whose two sides are entered: so many cases a month.
    cases: int | None = None
    # Follows from other KPIs instead of being entered.
    formula: str = ""
    is_banded: bool = False
    approval: str = ""
    comment: str = ""


K = KpiStory

KPIS = [
    # Improved for real: complaints fell by a third once the portal was complete.
    K("customer", "KC-01", "Billing complaints per 10,000 accounts", RISK, NUMBER, 61,
      41, 2.2, 40, 55, turns_at=17, label="complaints", weight=3,
      promise="Fewer customers have a reason to call us."),
    # Only wobbles: it looks better every other month, and nothing has changed.
    K("digital-service", "KC-15", "Calls answered within 30 seconds", DELIVERY, RATIO,
      0.742, 0.744, 0.031, 0.80, 0.70, promise="Nobody waits in a queue."),
    K("digital-service", "KC-03", "Contacts resolved at first contact", DELIVERY, RATIO,
      0.66, 0.78, 0.015, 0.80, 0.68, cases=5200),
    K("digital-service", "KC-04", "Customers registered online", BENEFITS, RATIO, 0.31,
      0.57, 0.008, 0.60, 0.40, weight=2, is_banded=True),
    K("digital-service", "KC-05", "Time to move a customer’s home", DELIVERY, DAYS, 12.5,
      8.9, 0.7, 6, 10),
    K("digital-service", "KC-06", "Portal availability", RISK, RATIO, 0.991, 0.9978,
      0.001, 0.998, 0.99, critical=True),
    K("billing", "BR-K1", "Bills estimated instead of read", RISK, RATIO, 0.21, 0.17,
      0.012, 0.08, 0.15, promise="Every bill is right.", weight=2),
    K("billing", "BR-K2", "Migration records that reconcile", RISK, RATIO, 0.71, 0.89,
      0.02, 0.995, 0.95, critical=True, weight=2),
    K("billing", "BR-K3", "Defects found after release", RISK, NUMBER, 16, 23, 3.5, 8,
      18, label="defects", adds_up=True, approval="sent_back",
      comment="Are the defects of the pilot in it? Last month they were not."),
    K("billing", "BR-K4", "Cost to issue a bill", BENEFITS, MONEY, 1.42, 1.31, 0.04,
      1.05, 1.35),
    K("billing", "BR-K5", "Days from reading to bill", DELIVERY, DAYS, 9.2, 7.4, 0.6, 5,
      8),
    K("billing", "BR-K6", "Testers booked against plan", RESOURCES, RATIO, 0.93, 1.12,
      0.04, 0.85, 1.0),
    K("smart-metering", "SM-K1", "Meters installed in the month", DELIVERY, NUMBER,
      2100, 6400, 380, 9000, 7000, label="meters", weight=2, adds_up=True,
      promise="Every household sees its own use."),
    K("smart-metering", "SM-K2", "Meters that report daily", BENEFITS, RATIO, 0.86,
      0.943, 0.009, 0.95, 0.90),
    K("smart-metering", "SM-K3", "Appointments kept", DELIVERY, RATIO, 0.88, 0.91, 0.014,
      0.95, 0.90),
    K("smart-metering", "SM-K4", "Cost per installed meter", RESOURCES, MONEY, 171, 149,
      4, 140, 160),
    K("smart-metering", "SM-K5", "Second visits", RISK, RATIO, 0.13, 0.09, 0.011, 0.06,
      0.10),
    K("smart-metering", "SM-K6", "Meters installed that report daily", BENEFITS, NUMBER,
      1800, 6000, 0, 8500, 6300, label="meters", adds_up=True,
      formula="[SM-K1] * [SM-K2]"),
    K("leakage", "LK-K1", "Water lost between works and tap", BENEFITS, RATIO, 0.194,
      0.158, 0.003, 0.15, 0.18, critical=True, weight=3,
      promise="Less of what we clean is lost."),
    K("leakage", "LK-K2", "Leaks found before they surface", DELIVERY, RATIO, 0.38, 0.61,
      0.02, 0.65, 0.45),
    K("leakage", "LK-K3", "Time from finding to repair", DELIVERY, DAYS, 11.8, 6.9, 0.6,
      7, 10),
    K("leakage", "LK-K4", "Bursts per 1,000 km of main", RISK, NUMBER, 13.9, 11.6, 1.1,
      11, 14, label="bursts"),
    K("leakage", "LK-K5", "Crews used against capacity", RESOURCES, RATIO, 0.79, 0.82,
      0.03, 0.85, 0.70),
    K("treatment", "TW-K1", "Samples within the standard", RISK, RATIO, 0.9991, 0.9996,
      0.0002, 0.9995, 0.999, critical=True, weight=3),
    K("treatment", "TW-K2", "Energy per cubic metre", BENEFITS, NUMBER, 0.61, 0.565,
      0.012, 0.54, 0.60, label="kWh"),
    K("treatment", "TW-K3", "Unplanned outage hours", RISK, HOURS, 31, 38, 6, 20, 40,
      adds_up=True),
    K("treatment", "TW-K4", "Contract claims as a share of spend", RISK, RATIO, 0.031,
      0.064, 0.006, 0.02, 0.05),
    K("treatment", "TW-K5", "Designs approved without rework", RISK, RATIO, 0.71, 0.69,
      0.03, 0.85, 0.75),
    # Nobody has entered this one since spring.
    K("treatment", "TW-K6", "Carbon in construction", ALIGNMENT, NUMBER, 1240, 1130, 40,
      1000, 1200, label="tonnes", gap_from=24, adds_up=True),
    K("networks", "NW-K1", "Regulator milestones met", DELIVERY, RATIO, 0.92, 0.87, 0.03,
      0.95, 0.85, quarterly=True, weight=3),
    K("networks", "NW-K2", "Engineers used against capacity", RESOURCES, RATIO, 0.88,
      0.96, 0.02, 0.85, 1.0),
    K("networks", "NW-K3", "Safety incidents per 100,000 hours", RISK, NUMBER, 0.51,
      0.34, 0.06, 0.30, 0.50, label="incidents", critical=True, weight=2),
    K("enterprise", "EN-K1", "Days to close the month", DELIVERY, DAYS, 9, 5.6, 0.5, 5,
      8, turns_at=20),
    K("enterprise", "EN-K2", "Invoices paid without a touch", BENEFITS, RATIO, 0.34,
      0.52, 0.02, 0.70, 0.45),
    K("enterprise", "EN-K3", "Phishing tests reported", RISK, RATIO, 0.42, 0.67, 0.03,
      0.70, 0.50),
    K("enterprise", "EN-K4", "Critical patches within 14 days", RISK, RATIO, 0.81, 0.95,
      0.02, 0.95, 0.85),
    K("enterprise", "EN-K5", "Vacancies filled within 60 days", RESOURCES, RATIO, 0.58,
      0.63, 0.04, 0.75, 0.60),
    K("enterprise", "EN-K6", "Electric share of the fleet", ALIGNMENT, RATIO, 0.04, 0.29,
      0.004, 0.35, 0.20),
    K("enterprise", "EN-K7", "Laboratory results within two days", DELIVERY, RATIO, 0.83,
      0.95, 0.015, 0.95, 0.85),
    K("norwick", "PM-K1", "Change requests decided within ten days", DELIVERY, RATIO,
      0.61, 0.83, 0.03, 0.85, 0.65, promise="Decisions do not hold up the work."),
    K("norwick", "PM-K2", "Spend on top-priority work", ALIGNMENT, RATIO, 0.52, 0.64,
      0.012, 0.65, 0.45, quarterly=True, weight=2),
    K("norwick", "PM-K3", "Spend with a named objective", ALIGNMENT, RATIO, 0.71, 0.88,
      0.01, 0.95, 0.75, quarterly=True, weight=2),
    K("norwick", "PM-K4", "Effort spent on doing work again", RISK, RATIO, 0.083, 0.052,
      0.005, 0.05, 0.10, weight=2),
    K("norwick", "PM-K5", "Forecasts within ten per cent of outturn", RESOURCES, RATIO,
      0.55, 0.71, 0.03, 0.80, 0.60, quarterly=True),
    # Entered, and not approved yet: it does not count so far.
    K("norwick", "PM-K6", "Status reports on the day they are due", RESOURCES, RATIO,
      0.78, 0.96, 0.02, 0.95, 0.85, approval="submitted"),
    K("norwick", "PM-K7", "Benefits with a named owner", BENEFITS, RATIO, 0.63, 0.92,
      0.01, 0.95, 0.80, quarterly=True),
]  # fmt: skip

# What happened in a month, by the KPI whose course it may explain.
ANNOTATIONS = [
    ("KC-01", 17, "The portal is complete: every bill can be explained online."),
    ("KC-15", 20, "The new telephone system is in use."),
    ("SM-K1", 14, "A second contractor installs in the north."),
    ("EN-K1", 20, "The ledgers of all subsidiaries are in one system."),
]

# The months from which a KPI has new limits, and the cause of its shift.
NEW_LIMITS = [
    ("KC-01", 17, "The portal was complete in that month; nothing else had changed."),
]
