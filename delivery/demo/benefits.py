"""The sixty benefits of Norwick Utilities, from promise to proof."""

from dataclasses import dataclass
from decimal import Decimal

from delivery.models import Benefit

CASH = Benefit.Kind.CASHABLE
AVOID = Benefit.Kind.COST_AVOIDANCE
CAPACITY = Benefit.Kind.NON_CASHABLE
MEASURED = Benefit.Kind.QUANTIFIED
QUALITY = Benefit.Kind.QUALITATIVE


@dataclass(frozen=True, slots=True)
class BenefitStory:
    """What a benefit promised and what came of it.

    Units: `monthly` is the planned steady amount of a month, in thousands of
    euros or in `unit`; `begins` the month of the demonstration in which it
    starts. `came_true` is the share of the plan that is claimed in the end and
    `confirmed` the share of the claim that finance validated; None means that
    nobody has measured it. `ramp` is the number of months to full level.
    """

    project: str
    name: str
    kind: Benefit.Kind
    monthly: int
    begins: int
    came_true: str | None = "1.0"
    confirmed: str = "1.0"
    ramp: int = 6
    owner: str = ""
    unit: str = ""
    once: bool = False
    is_loss: bool = False

    @property
    def amount(self) -> Decimal:
        """The planned amount of a month, in euros or in the benefit's unit."""
        return Decimal(self.monthly) * (1 if self.unit else 1000)


B = BenefitStory

BENEFITS = [
    B("SM-01", "Meter reading rounds no longer driven", CASH, 42, 20, "0.71", "0.98", 8,
      "Helen Marsh"),
    B("SM-01", "Reading disputes avoided", AVOID, 11, 21, "0.80", "0.90", 6,
      "Helen Marsh"),
    # The benefit nobody measures.
    B("SM-02", "Fewer site visits for final readings", AVOID, 28, 18, None,
      owner="Helen Marsh"),
    B("SM-02", "Households warned of a leak at home", MEASURED, 900, 19, "0.84", "1.0",
      6, "Helen Marsh", unit="households"),
    B("SM-03", "Meter reading rounds, inner city", CASH, 55, 24, "0.52", "0.95", 10,
      "Helen Marsh"),
    B("SM-03", "Access refusals avoided", CAPACITY, 8, 25, None, owner="Helen Marsh"),
    B("SM-04", "Data contract replaced", CASH, 19, 22, "1.02", "1.0", 2, "Helen Marsh"),
    B("SM-05", "Travel time released", CAPACITY, 14, 27, "0.60", "0.85", 4,
      "Helen Marsh"),
    B("SM-05", "Appointment changes handled without a call", MEASURED, 1200, 27, "0.70",
      "1.0", 4, "Helen Marsh", unit="calls"),
    B("LK-01", "Water not bought from neighbours", CASH, 38, 14, "1.08", "1.0", 5,
      "Tomas Reid"),
    B("LK-01", "Pumping energy saved", CASH, 12, 14, "1.05", "1.0", 5, "Tomas Reid"),
    B("LK-02", "Water not bought, eastern zone", CASH, 33, 28, "0.95", "1.0", 5,
      "Tomas Reid"),
    B("LK-03", "Emergency digs avoided", AVOID, 24, 19, "1.12", "0.94", 4, "Tomas Reid"),
    B("LK-03", "Night work released", CAPACITY, 9, 19, "0.92", "0.90", 4, "Tomas Reid"),
    B("LK-04", "Bursts avoided by lower pressure", AVOID, 31, 20, "0.97", "0.92", 8,
      "Tomas Reid"),
    B("LK-04", "Regulatory penalty avoided", AVOID, 450, 26, "1.0", "1.0", 1,
      "Tomas Reid", once=True),
    B("LK-05", "Repairs on renewed mains avoided", AVOID, 21, 22, "1.01", "0.96", 6,
      "Tomas Reid"),
    B("LK-05", "Traffic disruption claims", AVOID, 4, 6, "1.20", "1.0", 2, "Tomas Reid",
      is_loss=True),
    B("LK-06", "Repairs avoided, south", AVOID, 25, 29, None, owner="Tomas Reid"),
    B("LK-06", "Customers with better pressure", QUALITY, 0, 29, None),
    B("TW-01", "Tankered water no longer needed", CASH, 64, 24, "0.90", "0.97", 3,
      "Ingrid Vale"),
    B("TW-01", "Chemical use", CASH, 16, 24, "0.84", "1.0", 4, "Ingrid Vale"),
    B("TW-01", "Extra operators during start-up", CASH, 12, 24, "1.30", "1.0", 1,
      "Ingrid Vale", is_loss=True),
    B("TW-02", "Sludge transport", CASH, 47, 34, None, owner="Ingrid Vale"),
    B("TW-03", "Growth served without a new works", AVOID, 90, 33, None,
      owner="Ingrid Vale"),
    B("TW-04", "Call-outs at night", CAPACITY, 13, 25, "0.66", "0.90", 5, "Ingrid Vale"),
    B("TW-04", "Spare parts no longer kept", CASH, 210, 27, "0.80", "1.0", 1,
      "Ingrid Vale", once=True),
    B("TW-05", "Energy bought", CASH, 18, 26, "1.04", "1.0", 6, "Ingrid Vale"),
    B("TW-05", "Tonnes of carbon", MEASURED, 85, 26, "1.02", "1.0", 6, "Ingrid Vale",
      unit="tonnes"),
    B("BR-01", "Two billing systems switched off", CASH, 95, 26, None,
      owner="Martin Okoye"),
    B("BR-01", "Manual corrections", CAPACITY, 34, 26, "0.20", "0.70", 8,
      "Martin Okoye"),
    B("BR-02", "Tariff changes without a supplier", CASH, 17, 20, "0.88", "1.0", 3,
      "Martin Okoye"),
    B("BR-02", "Lead time of a tariff change", MEASURED, 20, 20, "0.90", "1.0", 3,
      "Martin Okoye", unit="days"),
    B("BR-03", "Data repairs", CAPACITY, 15, 29, None, owner="Martin Okoye"),
    B("BR-04", "Bad debt", CASH, 58, 27, "0.76", "0.88", 6, "Martin Okoye"),
    B("BR-04", "Collection agency fees", CASH, 9, 27, "0.95", "1.0", 3, "Martin Okoye"),
    B("BR-05", "Paper and postage", CASH, 13, 11, "1.15", "1.0", 9, "Martin Okoye"),
    B("BR-05", "Faster payment", CAPACITY, 6, 12, "1.05", "0.85", 6, "Martin Okoye"),
    B("DS-01", "Calls that did not need a person", CAPACITY, 29, 12, "1.10", "0.92", 9,
      "Aisha Lindqvist"),
    B("DS-01", "Print room closed", CASH, 120, 15, "1.0", "1.0", 1, "Aisha Lindqvist",
      once=True),
    B("DS-01", "Customers who rate us 4 or 5", QUALITY, 0, 12, None),
    B("DS-02", "Readings sent by customers", CASH, 8, 20, "1.06", "1.0", 5,
      "Aisha Lindqvist"),
    B("DS-02", "Text messages no longer sent", CASH, 3, 20, "0.97", "1.0", 3,
      "Aisha Lindqvist"),
    B("DS-03", "Agency staff in peak weeks", CASH, 36, 20, "0.96", "0.97", 4,
      "Aisha Lindqvist"),
    B("DS-03", "Repeat calls", CAPACITY, 22, 20, "1.00", "0.90", 6, "Aisha Lindqvist"),
    B("DS-03", "Telephone licences", CASH, 7, 19, "1.0", "1.0", 1, "Aisha Lindqvist"),
    B("DS-04", "Calls during outages", CAPACITY, 10, 25, "1.22", "0.95", 2,
      "Aisha Lindqvist"),
    B("DS-05", "Back-office hours for moves", CAPACITY, 16, 33, None,
      owner="Aisha Lindqvist"),
    B("DS-06", "Compensation payments", CASH, 12, 33, None, owner="Aisha Lindqvist"),
    B("EC-01", "Old finance system switched off", CASH, 31, 19, "0.93", "1.0", 2,
      "Peter Nwosu"),
    B("EC-01", "Audit findings", QUALITY, 0, 20, None),
    B("EC-02", "Early payment discount", CASH, 14, 27, "0.58", "1.0", 8, "Peter Nwosu"),
    B("EC-02", "Duplicate payments avoided", AVOID, 9, 27, "0.70", "0.80", 4,
      "Peter Nwosu"),
    B("EC-03", "Overtime", CASH, 26, 23, "0.89", "0.96", 6, "Ruth Calder"),
    B("EC-04", "Outside monitoring contract", CASH, 22, 24, "1.0", "1.0", 1,
      "Ruth Calder"),
    B("EC-04", "Incident cost avoided", AVOID, 18, 24, "0.90", "0.60", 3, "Ruth Calder"),
    B("EC-06", "Rent", CASH, 52, 18, "1.0", "1.0", 1, "Peter Nwosu"),
    B("EC-06", "Travel between sites", CASH, 5, 18, "0.75", "1.0", 3, "Peter Nwosu"),
    B("EC-08", "Fuel", CASH, 12, 20, "0.82", "1.0", 12, ""),
    B("EC-09", "Outside laboratory tests", CASH, 11, 24, "1.03", "1.0", 3,
      "Ruth Calder"),
]  # fmt: skip
