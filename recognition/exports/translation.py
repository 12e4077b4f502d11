"""Translations with their numbers as files."""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

from delivery.exports.rows import Rows
from recognition.arithmetic import Arithmetic, Line

FACTORS = ("driver", "volume", "unit_value")
TRANSLATION_COLUMNS = (
    "portfolio",
    "name",
    "formula",
    "period",
    "currency",
    *(
        f"{factor}{part}"
        for factor in FACTORS
        for part in ("", "_source", "_fact", "_as_of", "_outdated")
    ),
    "attribution",
    "attribution_method",
    "confidence",
    "amount",
    "low",
    "high",
    "evidence",
    "sentence",
    "claimed_amount",
)
# As exactly as money is kept.
MONEY = Decimal("0.0001")


def translation_rows(found: Iterable[Arithmetic]) -> Rows:
    """Yield translations in the order of TRANSLATION_COLUMNS, not rounded to tell."""
    for one in found:
        row = one.translation
        yield (
            row.portfolio.slug,
            row.name,
            row.formula,
            row.period,
            row.currency,
            *(cell for line in one.lines for cell in _factor(line)),
            row.attribution,
            row.attribution_method,
            row.confidence,
            _money(one.amount),
            _money(one.result.low),
            _money(one.result.high),
            one.evidence.value,
            one.sentence,
            row.claimed_amount,
        )


def _factor(line: Line) -> tuple[object, ...]:
    if line.bound is None:
        return (None, "", "", None, "")
    fact = line.bound.fact or line.bound.reference
    outdated = "yes" if line.is_outdated else "no"
    return (line.bound.number, line.bound.source, str(fact), line.bound.as_of, outdated)


def _money(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.quantize(MONEY, ROUND_HALF_EVEN)
