"""What Norwick takes for granted, and the improvements it puts into money by it."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionStory:
    """An assumption: `months` old, and approved or not; numbers as they are typed."""

    portfolio: str
    name: str
    value: str
    per: str
    owner: str
    source: str
    months: int
    low: str = ""
    high: str = ""
    is_approved: bool = True
    is_share: bool = False


A = AssumptionStory

ASSUMPTIONS = [
    A(
        portfolio="norwick",
        name="Standard cost of an hour in customer service",
        value="38.5",
        low="36",
        high="41",
        per="per hour",
        owner="Peter Nwosu",
        source="Pay scale with overheads, people department",
        months=4,
    ),
    A(
        portfolio="norwick",
        name="Standard cost of a day of a back-office team",
        value="2150",
        per="per day",
        owner="Peter Nwosu",
        source="Pay scale with overheads, seven people on average",
        months=4,
    ),
    A(
        portfolio="norwick",
        name="Cost of a day of waiting for a decision",
        value="640",
        low="400",
        high="900",
        per="per day",
        owner="Ruth Calder",
        source="Estimate of four project managers",
        months=2,
        is_approved=False,
    ),
    A(
        portfolio="smart-metering",
        name="Cost of a second visit",
        value="86",
        low="78",
        high="95",
        per="per visit",
        owner="Helen Marsh",
        source="Field service contract, schedule 2",
        months=7,
    ),
    A(
        portfolio="networks",
        name="Cost of a day of delay of a main",
        value="5200",
        low="4000",
        high="6500",
        per="per day",
        owner="Tomas Reid",
        source="Regulator’s price review, annex on incentives",
        months=19,
    ),
    A(
        portfolio="billing",
        name="Seat of the old billing desk",
        value="285",
        per="per seat and quarter",
        owner="Martin Okoye",
        source="Supplier’s price list",
        months=3,
        is_approved=False,
    ),
    A(
        portfolio="billing",
        name="Hours to repair a record by hand",
        value="0.4",
        per="per record",
        owner="Martin Okoye",
        source="Timed on 60 records by two clerks",
        months=6,
    ),
    A(
        portfolio="enterprise",
        name="Interest on what is borrowed, for a day",
        value="0.000115",
        per="per day",
        owner="Peter Nwosu",
        source="Treasury report, average of the quarter",
        months=5,
        is_share=True,
    ),
]


class Typed(NamedTuple):
    """A number that somebody typed, with what it counts and where that stands."""

    number: str
    note: str
    reference: str


class Read(NamedTuple):
    """A number of a KPI, by its code."""

    source: str
    code: str


class Assumed(NamedTuple):
    """A number of an assumption, by its name."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationStory:
    """An improvement in money: its driver, volume and unit value.

    `moved` is by how much the driver has moved since somebody looked.
    """

    portfolio: str
    name: str
    formula: str
    numbers: tuple[Typed | Read | Assumed, ...]
    attribution: str
    confidence: str
    project: str = ""
    method: str = "owner_estimate"
    moved: str = ""
    benefit: str = ""
    note: str = ""


T = TranslationStory

TRANSLATIONS = [
    T(
        portfolio="smart-metering",
        name="Fewer second visits",
        formula="rework_avoided",
        numbers=(
            Read("kpi_change", "SM-K5"),
            Read("kpi", "SM-K1"),
            Assumed("Cost of a second visit"),
        ),
        attribution="0.7",
        confidence="0.9",
        method="trend",
        project="SM-01",
        note="The appointment service began in the month of the break.",
    ),
    T(
        portfolio="enterprise",
        name="Faster month end",
        formula="decision_lead_time",
        numbers=(
            Read("kpi_change", "EN-K1"),
            Typed("3", "Month ends in the quarter", "Calendar of the finance team"),
            Assumed("Standard cost of a day of a back-office team"),
        ),
        attribution="0.8",
        confidence="0.8",
        project="EC-01",
        moved="0.4",
    ),
    T(
        portfolio="networks",
        name="Mains released early",
        formula="time_to_market",
        numbers=(
            Typed("9", "Days before the plan, on average", "Handover protocols"),
            Typed("4", "Mains handed over in the quarter", "Handover protocols"),
            Assumed("Cost of a day of delay of a main"),
        ),
        attribution="0.6",
        confidence="0.7",
    ),
    T(
        portfolio="billing",
        name="Old billing desks given up",
        formula="tools_retired",
        numbers=(
            Typed("140", "Seats of each desk", "Licence register"),
            Typed("2", "Desks switched off", "Licence register"),
            Assumed("Seat of the old billing desk"),
        ),
        attribution="1",
        confidence="0.9",
        project="BR-01",
    ),
    T(
        portfolio="billing",
        name="Records repaired by rule",
        formula="hours_freed",
        numbers=(
            Assumed("Hours to repair a record by hand"),
            Typed("5400", "Records repaired by rule", "Log of the rule engine"),
            Assumed("Standard cost of an hour in customer service"),
        ),
        attribution="0.9",
        confidence="0.8",
        method="comparison_group",
        project="BR-03",
        benefit="Data repairs",
    ),
    T(
        portfolio="enterprise",
        name="Invoices collected sooner",
        formula="working_capital",
        numbers=(
            Typed("4", "Days sooner, weighted by amount", "Ledger of receivables"),
            Typed("7800000", "Invoiced in the quarter", "Ledger of receivables"),
            Assumed("Interest on what is borrowed, for a day"),
        ),
        attribution="0.5",
        confidence="0.9",
    ),
    T(
        portfolio="norwick",
        name="Change requests decided sooner",
        formula="decision_lead_time",
        numbers=(
            Typed("6", "Days less for a decision", "Change log, before and after"),
            Typed("45", "Decisions in the quarter", "Change log"),
            Assumed("Cost of a day of waiting for a decision"),
        ),
        attribution="0.8",
        confidence="0.7",
    ),
]
