"""What rows about KPIs must fit in with: formulas, and the two sides of a ratio."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from delivery import formulas
from delivery.calculations.measure import divide, exact
from delivery.imports.binding import Draft
from delivery.imports.findings import Findings
from delivery.imports.reading import Row
from delivery.imports.stores import refused
from delivery.models import Kpi, Portfolio

# From here on a share is more likely a percentage that was written as one.
RARE = 10
SIX_PLACES = Decimal("0.000001")


class KpiRules:
    """The rules of one import; the KPIs of its rows join those of the portfolio."""

    def __init__(self, portfolio: Portfolio, findings: Findings) -> None:
        self.portfolio = portfolio
        self.findings = findings

    @cached_property
    def kpis(self) -> dict[str, Kpi]:
        return formulas.kpis_by_code(self.portfolio)

    def before(self, draft: Draft, row: Row) -> None:
        """Complete a measurement, or refuse it.

        A value that follows from a formula is not entered; that of a ratio follows
        from its two sides. Raises RefusedError.
        """
        if draft.rule.kind.name != "measurements":
            return
        values = draft.values
        kpi = self.kpis.get(values.get("kpi", ""))
        if kpi is None:
            return
        if kpi.formula:
            problem = _("is worked out from other KPIs and takes no values")
            raise refused(row, draft.rule, "kpi", kpi.code, problem)
        if kpi.aggregation == Kpi.Aggregation.RATIO:
            self._divide(draft, row, values)
        value = values.get("value")
        if kpi.unit == Kpi.Unit.RATIO and value is not None and abs(value) >= RARE:
            self.findings.remark(
                _("Values of 1,000 % and more; is 91 % meant, it is written 0.91")
            )

    def _divide(self, draft: Draft, row: Row, values: dict[str, Any]) -> None:
        ratio = divide(values.get("numerator"), values.get("denominator"))
        if not ratio.is_ok:
            return
        worked_out, given = exact(ratio.number), values.get("value")
        if given is not None and round(worked_out, _places(given)) != given:
            raise refused(
                row,
                draft.rule,
                "value",
                str(given),
                _("is not numerator / denominator, which is %s")
                % f"{worked_out.quantize(SIX_PLACES).normalize():f}",
                _("Leave the value empty: it follows from the two."),
            )
        values["value"] = worked_out.quantize(SIX_PLACES)

    def after(self, draft: Draft, row: Row, fact: Any) -> None:
        """Refuse a KPI whose formula does not work. Raises RefusedError."""
        if not isinstance(fact, Kpi):
            return
        if fact.formula:
            wrong = formulas.what_is_wrong(fact, self.kpis)
            if wrong:
                problem = _("cannot be used: %s") % wrong.rstrip(".")
                raise refused(row, draft.rule, "formula", fact.formula, problem)
        self.kpis[fact.code] = fact


def _places(value: Decimal) -> int:
    return max(-int(value.normalize().as_tuple().exponent), 0)
