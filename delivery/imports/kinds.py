"""The kinds of facts a file may hold: their fields, keys and default columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.validators import DecimalValidator, MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from delivery.calculations.periods import Period
from delivery.imports.mapping import ColumnName, FactRule, FieldRule
from delivery.imports.mapping import Mapping as FileMapping
from delivery.models import (
    Baseline,
    Benefit,
    BenefitEntry,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    Milestone,
    Project,
    StatusUpdate,
)

# Validators that a parser makes superfluous.
PARSED = (DecimalValidator, MaxLengthValidator)


def days_of(period: Period) -> dict[str, date]:
    return {"period_start": period.start, "period_end": period.end}


def first_day_of(period: Period) -> dict[str, date]:
    return {"valid_from": period.start}


@dataclass(frozen=True)
class Kind:
    """One kind of fact: a row of one model, known by its `key`.

    `parent` is the field whose object, found by its code, the fact belongs to;
    `links` are further fields that name an object by its code; by `owns` the kind is
    itself named elsewhere. `spread` turns a column "period" into days.
    """

    name: str
    label: Any
    model: type[models.Model]
    fields: tuple[str, ...]
    key: tuple[str, ...]
    parent: str = ""
    owns: str = ""
    links: tuple[str, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spread: Callable[[Period], dict[str, date]] | None = None
    is_immutable: bool = False

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """Every field that a mapping may fill."""
        extra = ("period",) if self.spread else ()
        return (*filter(None, [self.parent]), *extra, *self.fields)

    @cached_property
    def spread_fields(self) -> tuple[str, ...]:
        """The fields that a period stands for."""
        if self.spread is None:
            return ()
        return tuple(self.spread(Period.parse("2000-01")))

    def model_field(self, name: str) -> Any:
        return self.model._meta.get_field(name)

    def is_required(self, name: str) -> bool:
        """Return whether a new row cannot do without the field.

        A currency is the portfolio's unless the file says otherwise.
        """
        if name == "period" or name in self.spread_fields:
            return False
        if name in {*self.key, self.parent}:
            return True
        model_field = self.model_field(name)
        return not (
            model_field.null
            or model_field.blank
            or model_field.has_default()
            or name == "currency"
        )

    def validators(self, name: str) -> list[Callable[[Any], None]]:
        """Return what the model asks of a value beyond its type."""
        if name == "period":
            return []
        return [v for v in self.model_field(name).validators if type(v) not in PARSED]

    def rule(self) -> FactRule:
        """Return the rule for a file whose columns are named like the fields."""
        return FactRule(
            kind=self.name,
            fields=tuple(
                FieldRule(
                    name,
                    columns=_columns(name, *self.aliases.get(name, ())),
                )
                for name in self.field_names
            ),
        )


def _columns(*names: str) -> tuple[ColumnName, ...]:
    return tuple(ColumnName(name) for name in names)


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            name="projects",
            label=_("Projects"),
            model=Project,
            fields=(
                "code",
                "name",
                "description",
                "organisation",
                "category",
                "sponsor",
                "manager",
                "priority_tier",
                "status",
                "currency",
                "actual_start",
                "actual_finish",
                "final_cost",
            ),
            key=("code",),
            owns="project",
            aliases={
                "code": ("project_code", "project", "project_number"),
                "name": ("project_name",),
                "organisation": ("department",),
                "priority_tier": ("priority",),
                "manager": ("project_manager",),
            },
        ),
        Kind(
            name="baselines",
            label=_("Baselines"),
            model=Baseline,
            fields=(
                "number",
                "approved_on",
                "start",
                "finish",
                "budget",
                "scope_size",
                "reason",
            ),
            key=("project", "number"),
            parent="project",
            aliases={
                "project": ("project_code",),
                "number": ("baseline_number",),
                "start": ("baseline_start",),
                "finish": ("baseline_finish",),
                "budget": ("bac",),
            },
            is_immutable=True,
        ),
        Kind(
            name="status-updates",
            label=_("Status updates"),
            model=StatusUpdate,
            fields=(
                "status_date",
                "rating",
                "note",
                "planned_value",
                "earned_value",
                "actual_cost",
                "forecast_start",
                "forecast_finish",
                "forecast_cost",
                "in_year_budget",
                "in_year_forecast",
                "whole_life_cost",
                "scope_approved",
                "scope_accepted",
                "source",
            ),
            key=("project", "status_date"),
            parent="project",
            aliases={
                "project": ("project_code",),
                "planned_value": ("pv",),
                "earned_value": ("ev",),
                "actual_cost": ("ac",),
            },
        ),
        Kind(
            name="milestones",
            label=_("Milestones"),
            model=Milestone,
            fields=("code", "name", "baseline_on", "forecast_on", "actual_on"),
            key=("project", "code"),
            parent="project",
            aliases={
                "project": ("project_code",),
                "code": ("milestone", "milestone_code"),
            },
        ),
        Kind(
            name="kpis",
            label=_("KPIs"),
            model=Kpi,
            fields=(
                "code",
                "name",
                "project",
                "description",
                "promise",
                "group",
                "family",
                "unit",
                "unit_label",
                "currency",
                "direction",
                "aggregation",
                "cadence",
                "baseline",
                "baseline_on",
                "weight",
                "is_critical",
                "retired_on",
            ),
            key=("code",),
            owns="kpi",
            links=("project",),
            aliases={
                "code": ("kpi_code", "kpi"),
                "name": ("kpi_name",),
                "family": ("outcome",),
                "project": ("project_code",),
            },
        ),
        Kind(
            name="kpi-targets",
            label=_("KPI targets"),
            model=KpiTarget,
            fields=(
                "valid_from",
                "target",
                "green_limit",
                "red_limit",
                "worst",
                "low",
                "high",
                "fail_distance",
            ),
            key=("kpi", "valid_from"),
            parent="kpi",
            aliases={"kpi": ("kpi_code",), "valid_from": ("target_from",)},
            spread=first_day_of,
        ),
        Kind(
            name="measurements",
            label=_("KPI measurements"),
            model=KpiMeasurement,
            fields=(
                "period_start",
                "period_end",
                "value",
                "numerator",
                "denominator",
                "not_applicable",
                "note",
                "source",
                "evidence",
            ),
            key=("kpi", "period_start"),
            parent="kpi",
            aliases={"kpi": ("kpi_code",), "value": ("actual",)},
            spread=days_of,
        ),
        Kind(
            name="benefits",
            label=_("Benefits"),
            model=Benefit,
            fields=(
                "code",
                "name",
                "project",
                "description",
                "benefit_class",
                "is_disbenefit",
                "pattern",
                "unit_label",
                "currency",
                "owner",
                "baseline_note",
                "starts_on",
                "retires_on",
            ),
            key=("code",),
            owns="benefit",
            links=("project",),
            aliases={
                "code": ("benefit_code", "benefit"),
                "name": ("benefit_name",),
                "benefit_class": ("class",),
                "project": ("project_code",),
            },
        ),
        Kind(
            name="benefit-entries",
            label=_("Benefit entries"),
            model=BenefitEntry,
            fields=("month", "kind", "amount", "note", "evidence"),
            key=("benefit", "month", "kind"),
            parent="benefit",
            aliases={"benefit": ("benefit_code",)},
        ),
    )
}

# What a person chooses from; baselines and targets also come with their owners.
CHOSEN = (
    "projects",
    "status-updates",
    "kpis",
    "measurements",
    "benefits",
    "benefit-entries",
    "milestones",
    "baselines",
    "kpi-targets",
)


def default_mapping(kind: str) -> FileMapping:
    """Return the mapping of a file whose columns are named like the fields.

    A list of projects may have their original baselines beside them, and a list of
    KPIs their targets.
    """
    rules = [KINDS[kind].rule()]
    if kind == "projects":
        rules.append(_original_baseline())
    elif kind == "kpis":
        rules.append(_first_target())
    return FileMapping(facts=tuple(rules))


def _code_of(kind: str) -> tuple[ColumnName, ...]:
    """Return the columns that hold the code of a row's own object."""
    return _columns("code", *KINDS[kind].aliases["code"])


def _original_baseline() -> FactRule:
    return FactRule(
        kind="baselines",
        fields=(
            FieldRule("project", columns=_code_of("projects")),
            FieldRule("number", constant="1"),
            FieldRule("start", columns=_columns("baseline_start")),
            FieldRule("finish", columns=_columns("baseline_finish")),
            FieldRule("budget", columns=_columns("budget", "bac")),
            FieldRule("scope_size", columns=_columns("scope_size")),
        ),
        needs_any=("start", "finish", "budget", "scope_size"),
        is_optional=True,
    )


def _first_target() -> FactRule:
    values = ("target", "green_limit", "red_limit", "worst", "low", "high")
    return FactRule(
        kind="kpi-targets",
        fields=(
            FieldRule("kpi", columns=_code_of("kpis")),
            FieldRule("valid_from", columns=_columns("target_from", "valid_from")),
            *(FieldRule(name, columns=_columns(name)) for name in values),
        ),
        needs_any=values,
        is_optional=True,
    )
