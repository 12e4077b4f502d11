"""The measures of the loop, ready for a page."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pmo_value import formatting
from recognition.models import CarriedValue
from scorecards.loop import Held
from scorecards.models import Scorecard
from scorecards.panels.contract import Reading
from scorecards.panels.terms import TERMS
from scorecards.presenting.values import change_in_words, on, status_of, told

Page = dict[str, Any]


def panel_urls(scorecard: Scorecard) -> dict[str, str]:
    """Return where each measure of a stored scorecard is explained."""
    slug, period = scorecard.portfolio.slug, f"?period={scorecard.period_key}"
    return {
        name: reverse("scorecards:panel_detail", args=[slug, panel.key]) + period
        for panel in reversed(scorecard.snapshot.panels)
        for name in (*panel.measures, panel.lead)
    }


# So many pieces of value are listed on a page; the file has all of them.
MOST_CARRIED = 20


def carried_table(carried: Sequence[CarriedValue]) -> Page:
    """Return the first pieces of value that wait, and what all of them come to."""
    totals: dict[str, Decimal] = {}
    since: dict[str, Decimal] = {}
    for one in carried:
        code = one.currency
        totals[code] = totals.get(code, Decimal(0)) + one.amount
        since[code] = since.get(code, Decimal(0)) + one.acknowledged_since
    return {
        "rows": carried[:MOST_CARRIED],
        "number": len(carried),
        "left_out": max(0, len(carried) - MOST_CARRIED),
        "total": _sums(totals),
        "since": _sums(since),
    }


def _sums(amounts: dict[str, Decimal]) -> str:
    """Return amounts of several currencies one beside the other: "€1.2M + £40K"."""
    return " + ".join(
        formatting.compact_money(amounts[code], code) for code in sorted(amounts)
    )


def measure_rows(measures: Iterable[Held], urls: dict[str, str]) -> list[Page]:
    """Return each measure with its value, or why there is none, and its parts.

    `urls` lead from the name of a reading to where it is explained.
    """
    return [_row(one, urls) for one in measures]


def _row(one: Held, urls: dict[str, str]) -> Page:
    lead = one.lead
    row: Page = {
        "key": one.link.key,
        "label": str(one.link.label),
        "url": next((urls[name] for name in one.readings if name in urls), ""),
        "parts": [],
    }
    if lead is None or not lead.measure.is_ok:
        lacking = _("neither computed nor found missing")
        return row | {
            "status": "none",
            "missing": one.missing or (lead.missing if lead else lacking),
            "is_lacking": one.is_lacking,
        }
    return row | {
        "value": told(lead),
        "name": name_of(one),
        "status": _status(one),
        "change": _change(lead),
        "parts": [
            {
                "label": reading.label,
                "value": told(reading),
                "missing": reading.missing,
            }
            for reading in one.readings.values()
            if reading is not lead
        ],
    }


def _status(one: Held) -> str:
    """The status of the leading reading, or of the first part that is judged."""
    readings = [one.lead, *one.readings.values()]
    known = [reading for reading in readings if reading and reading.measure.is_ok]
    return next(filter(None, map(status_of, known)), "")


def name_of(one: Held) -> str:
    """Return what the leading reading is called, without what is said of it."""
    name = next(name for name, reading in one.readings.items() if reading is one.lead)
    return str(TERMS[name].label) if name in TERMS else ""


def _change(reading: Reading) -> str:
    if reading.comparison is None:
        return ""
    return on(change_in_words(reading), reading.comparison.label)
