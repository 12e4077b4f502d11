"""What deleting a row would take along, and what keeps it from being deleted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db import models, router
from django.db.models.deletion import Collector, ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delivery.models import Portfolio
from delivery.models.closing import day_of, is_closed, portfolio_of


@dataclass(frozen=True, slots=True)
class Removal:
    """Other rows in words: what goes too, and what still refers to the row.

    `is_for_good` where some of these are never deleted, and the row neither.
    """

    takes_along: tuple[str, ...] = ()
    is_held_by: tuple[str, ...] = ()
    is_for_good: bool = False


def look_ahead(row: models.Model) -> Removal:
    """Say what deleting a row would do, without doing it."""
    collector = Collector(using=router.db_for_write(type(row)), origin=row)
    try:
        collector.collect([row])
    except ProtectedError as error:
        holding = [type(other) for other in error.protected_objects]
        return Removal(
            is_held_by=tuple(rows for rows, _number in count(holding)),
            is_for_good=any(
                getattr(model, "is_kept_for_good", False) for model in holding
            ),
        )
    if closed := list(in_closed_periods(chain(*collector.data.values()))):
        return Removal(
            is_held_by=tuple(
                _("%(rows)s in a closed period") % {"rows": rows}
                for rows, _number in count(map(type, closed))
            )
        )
    found = [type(other) for rows in collector.data.values() for other in rows]
    found.remove(type(row))
    for others in collector.fast_deletes:
        found += [others.model] * len(others)
    return Removal(
        takes_along=tuple(
            ngettext("%(rows)s goes with it.", "%(rows)s go with it.", number)
            % {"rows": rows}
            for rows, number in count(found)
        )
    )


def in_closed_periods(rows: Iterable[models.Model]) -> Iterator[models.Model]:
    """Yield the rows that nobody may take along, because their period is closed."""
    if not Portfolio.objects.filter(locked_until__isnull=False).exists():
        return
    until: dict[int, date | None] = {}
    for row in rows:
        if (day := day_of(row)) is None:
            continue
        portfolio = portfolio_of(row)
        if portfolio is None:
            continue
        if portfolio.pk not in until:
            until[portfolio.pk] = Portfolio.objects.closed_until(portfolio)
        if is_closed(until[portfolio.pk], day):
            yield row


def count(found: Iterable[type[models.Model]]) -> list[tuple[str, int]]:
    """Count rows by their kind: "3 milestones" and 3."""
    return [
        (f"{number} {name_of(model, number)}", number)
        for model, number in Counter(found).items()
    ]


def name_of(model: type[models.Model], number: int) -> str:
    """Return what one row of a kind is called, or several."""
    meta = model._meta
    return str(meta.verbose_name if number == 1 else meta.verbose_name_plural)
