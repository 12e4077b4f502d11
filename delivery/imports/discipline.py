"""What a file may not do: change a closed period, or leave a red value unexplained."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext as _

from delivery.limits import is_red, limit_in_words
from delivery.models import ExchangeRate, Kpi, KpiMeasurement, KpiTarget, Portfolio
from delivery.models.closing import closed_until, day_of, is_closed
from pmo_value import formatting

FIGURES = {"value", "numerator", "denominator", "not_applicable"}


class Refusal(NamedTuple):
    """Why a fact is not taken from a file: at which field, and what to do instead."""

    field: str
    problem: str
    advice: str


class Discipline:
    """The rules of one portfolio for the facts of a file."""

    def __init__(self, portfolio: Portfolio) -> None:
        self.portfolio = portfolio
        # Rates concern several portfolios; those of a file are of one tree.
        self._closed_pairs: dict[tuple[str, str], date | None] = {}

    def refusal(
        self, fact: models.Model, day_before: date | None, changed: Collection[str]
    ) -> Refusal | None:
        """Return what speaks against storing a fact as it stands now.

        `day_before` is the day it had in the database, `changed` what is new in it:
        nothing, for a fact that is new itself.
        """
        until = self._closed_around(fact)
        if is_closed(until, day_before, day_of(fact)):
            return Refusal(
                "",
                _("lies in a closed period, up to %s") % formatting.day(until),
                _("A lead can correct it on its page, with a reason."),
            )
        if self.portfolio.asks_files_for_notes and isinstance(fact, KpiMeasurement):
            return self._missing_note(fact, changed)
        return None

    @cached_property
    def closed_until(self) -> date | None:
        return Portfolio.objects.closed_until(self.portfolio)

    def _closed_around(self, fact: models.Model) -> date | None:
        if not isinstance(fact, ExchangeRate):
            return self.closed_until
        pair = (fact.from_currency, fact.to_currency)
        if pair not in self._closed_pairs:
            self._closed_pairs[pair] = closed_until(fact)
        return self._closed_pairs[pair]

    def _missing_note(
        self, reading: KpiMeasurement, changed: Collection[str]
    ) -> Refusal | None:
        if reading.note.strip() and (not changed or "note" in changed):
            return None
        if FIGURES & set(changed):
            return Refusal(
                "note",
                _("replaces another value without a new note"),
                _("Say in the column note why it changes."),
            )
        kpi = self._kpis.get(reading.kpi_id)
        target = self._target(reading)
        if reading.note.strip() or not (kpi and target):
            return None
        if is_red(kpi, target, reading.value):
            return Refusal(
                "note",
                _("is missing for a value worse than %s") % limit_in_words(kpi, target),
                _("Say in the column note why."),
            )
        return None

    def _target(self, reading: KpiMeasurement) -> KpiTarget | None:
        held = [
            target
            for target in self._targets[reading.kpi_id]
            if target.valid_from <= reading.period_end
        ]
        return held[-1] if held else None

    @cached_property
    def _kpis(self) -> dict[Any, Kpi]:
        return {kpi.pk: kpi for kpi in Kpi.objects.filter(portfolio=self.portfolio)}

    @cached_property
    def _targets(self) -> defaultdict[Any, list[KpiTarget]]:
        found: defaultdict[Any, list[KpiTarget]] = defaultdict(list)
        targets = KpiTarget.objects.of_portfolio(self.portfolio)
        for target in targets.order_by("valid_from"):
            found[target.kpi_id].append(target)
        return found
