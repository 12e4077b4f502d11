"""The form of what a KPI should reach: a target with limits, or with bands."""

from itertools import pairwise
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from delivery.calculations.bands import (
    BEST_SCORE,
    MOST,
    Band,
    as_json,
    flaw_of,
    rises,
)
from delivery.forms.fact import FactForm, refuse_negative
from delivery.forms.kpi import enter_in_percent
from delivery.models import Kpi, KpiTarget
from delivery.models.kpi import BAND_FLAWS
from pmo_value.form_fields import NumberField, validate_line


class KpiTargetForm(FactForm):
    """Where a KPI should get to, and what counts as on and as off track."""

    parents = ("kpi",)
    error_fields: ClassVar = {
        "delivery_kpi_target_once_a_day": "valid_from",
        "delivery_kpi_target_range_in_order": "high",
        "delivery_kpi_target_says_something": "target",
    }
    # From the best value to the worst one.
    steps = ("target", "green_limit", "red_limit", "worst")
    range_ends = ("low", "high", "fail_distance")

    class Meta(FactForm.Meta):
        model = KpiTarget
        fields = [
            "kpi",
            "valid_from",
            "target",
            "green_limit",
            "red_limit",
            "worst",
            "low",
            "high",
            "fail_distance",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kpi = self.instance.kpi
        is_range = kpi.direction == Kpi.Direction.RANGE
        for name in self.steps if is_range else self.range_ends:
            del self.fields[name]
        if is_range:
            self.fields["low"].required = self.fields["high"].required = True
        else:
            self.fields["target"].required = True
        enter_in_percent(self, kpi, *(self.range_ends if is_range else self.steps))
        if is_range:
            refuse_negative(self, "fail_distance")
        else:
            self._add_bands(kpi)

    def _add_bands(self, kpi: Kpi) -> None:
        """Offer as many bands as there may be, filled with those there are."""
        stored = self.instance.scale
        for number in range(1, MOST + 1):
            begins, score, name = band_fields(number)
            self.fields[begins] = NumberField(
                label=_("Begins at"), required=False, max_digits=18, decimal_places=6
            )
            self.fields[score] = NumberField(
                label=_("Scores"),
                required=False,
                min_value=0,
                max_value=BEST_SCORE,
                decimal_places=2,
            )
            self.fields[name] = forms.CharField(
                label=_("Name"),
                required=False,
                max_length=40,
                validators=[validate_line],
            )
            enter_in_percent(self, kpi, begins)
            if number <= len(stored):
                band = stored[number - 1]
                self.initial[begins] = band.begins_at
                self.initial[score] = band.score
                self.initial[name] = band.name

    @property
    def band_rows(self) -> list[list[forms.BoundField]]:
        """The fields of each band, for the page; none for a range."""
        if band_fields(1)[0] not in self.fields:
            return []
        return [
            [self[name] for name in band_fields(number)]
            for number in range(1, MOST + 1)
        ]

    @property
    def has_bands(self) -> bool:
        """Whether bands are stored or were sent, so that the page shows them open."""
        return any(field.value() for row in self.band_rows for field in row)

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """The fields beside the bands."""
        return [
            field
            for field in self.visible_fields()
            if not field.name.startswith("band_")
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.instance.kpi.direction != Kpi.Direction.RANGE:
            self._check_order(cleaned)
            self._take_bands(cleaned)
        return cleaned

    def _take_bands(self, cleaned: dict[str, Any]) -> None:
        entered = []
        for number in range(1, MOST + 1):
            begins, score, name = (cleaned.get(field) for field in band_fields(number))
            if begins is None and score is None and not name:
                continue
            if begins is None or score is None:
                lacking = band_fields(number)[0 if begins is None else 1]
                if lacking not in self.errors:
                    self.add_error(lacking, _("A band needs its begin and its score."))
                return
            entered.append(Band(begins, score, name or ""))
        if entered and self._fits(entered, cleaned):
            self.instance.bands = as_json(entered)
        elif not entered:
            self.instance.bands = []

    def _fits(self, entered: list[Band], cleaned: dict[str, Any]) -> bool:
        """Whether bands can take the place of the limits."""
        first = band_fields(1)[0]
        flaw = flaw_of(entered)
        if flaw is not None:
            self.add_error(first, BAND_FLAWS[flaw])
            return False
        is_increase = self.instance.kpi.direction == Kpi.Direction.INCREASE
        if rises(entered) is not is_increase:
            self.add_error(first, _("List the bands from the worst to the best."))
            return False
        limits = [name for name in self.steps[1:] if cleaned.get(name) is not None]
        for name in limits:
            self.add_error(name, _("Leave it empty: the bands below say it."))
        return not limits

    def written_fields(self) -> list[str]:
        return [*super().written_fields(), "bands"]

    def _check_order(self, cleaned: dict[str, Any]) -> None:
        """Each step must be no better than the one before it."""
        is_increase = self.instance.kpi.direction == Kpi.Direction.INCREASE
        message = (
            _("Higher is better: this cannot be above the %(step)s.")
            if is_increase
            else _("Lower is better: this cannot be below the %(step)s.")
        )
        given = [name for name in self.steps if cleaned.get(name) is not None]
        for better, worse in pairwise(given):
            apart = cleaned[better] - cleaned[worse]
            if (apart if is_increase else -apart) < 0:
                step = str(self.fields[better].label).lower()
                self.add_error(worse, message % {"step": step})


def band_fields(number: int) -> tuple[str, str, str]:
    """Return the names of the fields of a band: begin, score and name."""
    return f"band_{number}_from", f"band_{number}_score", f"band_{number}_name"
