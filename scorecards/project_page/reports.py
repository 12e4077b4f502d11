"""Every value of the pictures as a table."""

from django.utils.translation import gettext as _

from delivery.calculations.measure import Unit
from scorecards.panels.contract import Column, Row, Table
from scorecards.performance import Performance


def reports(found: Performance) -> Table:
    """Every value of both pictures, the newest first."""
    currency = found.project.currency
    return Table(
        title=_("The figures at each status date"),
        columns=(
            Column(label=_("Status date"), is_date=True),
            Column(label=_("Planned, PV"), unit=Unit.MONEY, currency=currency),
            Column(label=_("Earned, EV"), unit=Unit.MONEY, currency=currency),
            Column(label=_("Spent, AC"), unit=Unit.MONEY, currency=currency),
            Column(label=_("CPI"), unit=Unit.INDEX),
            Column(label=_("SPI"), unit=Unit.INDEX),
            Column(label=_("SPI(t)"), unit=Unit.INDEX),
        ),
        rows=tuple(
            Row(
                cells=(
                    one.day,
                    one.figures.pv,
                    one.figures.ev,
                    one.figures.ac,
                    one.cpi.value,
                    one.spi.value,
                    one.spi_t.value,
                )
            )
            for one in reversed(found.course)
        ),
    )
