"""What happened to a fact, from its history, as values that a page can show."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from itertools import groupby, takewhile
from typing import Any

from django.db import connection, models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.models import HistoricalRecords

from accounts.models import User
from delivery import units
from delivery.calculations import bands
from pmo_value import formatting

# What tells one row from the others of its kind, as a page calls it.
NAME_OF: dict[str, Callable[[Any], str]] = {
    "portfolio": lambda row: row.name,
    "membership": lambda row: f"{row.user}, {row.get_role_display()}",
    "cycle": lambda row: row.name,
    "project": lambda row: f"{row.code} {row.name}",
    "baseline": lambda row: str(row.number),
    "statusupdate": lambda row: formatting.day(row.status_date),
    "milestone": lambda row: row.name,
    "task": lambda row: f"{row.code} {row.name}",
    "scopeitem": lambda row: f"{row.code} {row.name}",
    "kpi": lambda row: row.name,
    "kpitarget": lambda row: formatting.day(row.valid_from),
    "kpimeasurement": lambda row: (
        f"{formatting.day(row.period_start)} – {formatting.day(row.period_end)}"
    ),
    "risk": lambda row: f"{row.code} {row.name}",
    "riskassessment": lambda row: formatting.day(row.assessed_on),
    "risklevel": lambda row: str(row.position),
    "contingency": lambda row: formatting.day(row.valid_from),
    "issue": lambda row: f"{row.code} {row.name}",
    "reworkentry": lambda row: formatting.month(row.month),
    "qualitycount": lambda row: formatting.month(row.month),
    "annotation": lambda row: f"{formatting.day(row.on)}: {row.text}",
    "limitdecision": lambda row: (
        f"{row.get_step_display()}, {formatting.day(row.period_start)}"
    ),
    "benefit": lambda row: f"{row.code} {row.name}",
    "objective": lambda row: f"{row.code} {row.name}",
    "objectivelink": lambda row: str(row.objective or ""),
    "benefitentry": lambda row: (
        f"{formatting.month(row.month)}, {row.get_kind_display()}"
    ),
    "benefitleak": lambda row: str(row.get_cause_display()).lower(),
    "overlapgroup": lambda row: f"{row.code} {row.name}",
    "service": lambda row: f"{row.code} {row.name}",
    "servicecost": lambda row: (
        f"{formatting.month(row.month)}, {row.get_category_display()}"
    ),
    "serviceuse": lambda row: row.service.name,
    "attribution": lambda row: row.service.name,
    "importmapping": lambda row: row.name,
    "resource": lambda row: f"{row.code} {row.name}",
    "capacity": lambda row: formatting.month(row.month),
    "allocation": lambda row: _listed(row.project, formatting.month(row.month)),
    "resourcehours": lambda row: _listed(
        row.project, row.task, formatting.month(row.month)
    ),
    "prioritycriterion": lambda row: row.name,
    "priorityscore": lambda row: _listed(row.criterion),
}
# The field by which a row belongs to something that has a page.
OWNER_OF = {
    "baseline": "project",
    "statusupdate": "project",
    "milestone": "project",
    "task": "project",
    "scopeitem": "project",
    "kpitarget": "kpi",
    "kpimeasurement": "kpi",
    "annotation": "kpi",
    "limitdecision": "kpi",
    "benefitentry": "benefit",
    "benefitleak": "benefit",
    "attribution": "benefit",
    "servicecost": "service",
    "serviceuse": "project",
    "capacity": "resource",
    "allocation": "resource",
    "resourcehours": "resource",
    "priorityscore": "project",
    "riskassessment": "risk",
    "risklevel": "portfolio",
    "reworkentry": "project",
    "qualitycount": "project",
    "objectivelink": "project",
}
MONEY_FIELDS = {
    "final_cost",
    "budget",
    "planned_value",
    "earned_value",
    "actual_cost",
    "forecast_cost",
    "estimate_to_complete",
    "in_year_budget",
    "in_year_forecast",
    "whole_life_cost",
    "response_cost",
    "realised_amount",
    "avoided_loss",
    "impact_money",
    "residual_money",
    "reserve",
    "cost",
    "rework_cost",
}
KPI_FIELDS = {
    "baseline",
    "value",
    "target",
    "green_limit",
    "red_limit",
    "worst",
    "low",
    "high",
    "fail_distance",
}
BENEFIT_FIELDS = {"amount", "baseline_value", "steady_amount"}
SHARES = {
    "time_tolerance",
    "cost_tolerance",
    "percent_complete",
    "probability",
    "residual_probability",
    "target_share",
    "spend_share",
    "share",
    "confidence",
}
ADDED, CHANGED, DELETED = "+", "~", "-"
LIST_COLUMNS = ("at", "number", "who", "what", "field", "from", "to", "why")
# A text longer than this is cut: the timeline tells that it changed, not all of it.
LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One field, as it was before and as it is after; both ready for the reader."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that somebody did to one row, and the page that shows it now."""

    at: datetime
    who: str
    what: str
    changes: tuple[Change, ...] = ()
    url: str = ""
    why: str = ""


def latest_version(fact: models.Model) -> int:
    """Return the number of a row's latest history record, 0 when it has none.

    Numbers are given in the order of the writes, whatever a clock says.
    """
    with connection.cursor() as cursor:
        cursor.execute(_newest_record(type(fact)), [fact.pk])
        return cursor.fetchone()[0] or 0


@cache
def _newest_record(model: type[models.Model]) -> str:
    """The SQL of that number: each form of a row asks for it, twice to save."""
    name = connection.ops.quote_name
    records: Any = model.history.model._meta.db_table  # type: ignore[attr-defined]
    key: Any = model._meta.pk.column
    return f"SELECT MAX(history_id) FROM {name(records)} WHERE {name(key)} = %s"  # noqa: S608 - names of our own models


def author_of(fact: models.Model, field: str) -> tuple[str, datetime] | None:
    """Return who gave a field its present value, and when; None without a history."""
    records = fact.history.select_related("history_user").order_by("-history_id")  # type: ignore[attr-defined]
    present = getattr(fact, field)
    same = list(takewhile(lambda row: getattr(row, field) == present, records))
    return (who(same[-1]), same[-1].history_date) if same else None


def whose_request() -> User | None:
    """Return the person whose request is answered, whom a record would name."""
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None


def fields_of(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    """Return the fields of a fact that a person can change."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key
    ]


def shown(row: Any, field: "models.Field[Any, Any]") -> str:
    """Return the value of one field in the words of a page; nothing is ""."""
    value = getattr(row, field.name)
    if value is None or value in ("", {}, []):
        return ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Decimal():
            return _with_unit(value, field.name, row)
        case date():
            return formatting.day(value)
        case list():
            return _several(value)
        case dict():
            return "; ".join(f"{key}: {reason}" for key, reason in value.items())
    text = str(value)
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"


def _several(value: list[Any]) -> str:
    """Return words one after the other, or bands as they are written."""
    if all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return bands.as_text(bands.from_json(value))


def _with_unit(value: Decimal, field: str, row: Any) -> str:
    """Return a number in its unit, which often stands in the row it belongs to."""
    owner = getattr(row, OWNER_OF.get(_model_name(row), ""), row)
    if owner is None:  # deleted since
        return formatting.trimmed(value)
    if field in MONEY_FIELDS:
        return formatting.money(value, owner.currency)
    if field in KPI_FIELDS:
        return units.kpi_value(value, owner)
    if field == "amount" and _model_name(row) == "servicecost":
        return formatting.money(value, owner.currency)
    if field in BENEFIT_FIELDS and hasattr(owner, "unit_label"):
        return units.benefit_amount(value, owner)
    if field in SHARES:
        return formatting.percent(value, 1)
    return formatting.trimmed(value)


def differences(
    before: Any, after: Any, fields: Iterable["models.Field[Any, Any]"]
) -> Iterator[Change]:
    """Yield the fields in which two versions of a row differ."""
    for field in fields:
        if getattr(before, field.attname) != getattr(after, field.attname):
            yield Change(
                capfirst(str(field.verbose_name)),
                shown(before, field) or _("nothing"),
                shown(after, field) or _("nothing"),
            )


def records_of(
    model: type[models.Model], **conditions: Any
) -> models.QuerySet[models.Model]:
    """Return history records of a fact with all that a timeline reads of them."""
    related = [field.name for field in fields_of(model) if field.is_relation]
    return (
        model.history.filter(**conditions)  # type: ignore[attr-defined]
        .select_related("history_user", *related)
        .order_by("-history_id")
    )


def told(records: Iterable[Any]) -> list[Entry]:
    """Tell what happened to rows of one model, newest first.

    Shape: `records` are newest first and may belong to several rows. A change in
    which no field differs that a person can see gives no entry.
    """
    before: dict[Any, Any] = {}
    entries: list[Entry] = []
    for record in reversed(list(records)):
        previous, before[record.id] = before.get(record.id), record
        changes = tuple(_figures(record))
        if record.history_type == CHANGED and previous is not None:
            fields = fields_of(record.instance_type)
            changes = tuple(differences(previous, record, fields))
            if not changes:
                continue
        entries.append(
            Entry(
                record.history_date,
                who(record),
                what(record),
                changes,
                why=record.history_change_reason or "",
            )
        )
    return entries[::-1]


def _figures(record: Any) -> Iterator[Change]:
    """Yield the number that a row is about, for what was added or deleted."""
    for field in fields_of(record.instance_type):
        if field.name in {"amount", "value"} and (said := shown(record, field)):
            yield Change(capfirst(str(field.verbose_name)), "", said)


def listed(*groups: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Return every change of a field as a row of `LIST_COLUMNS`, oldest first.

    Shape: each group are records of one model, newest first. A row that was added or
    deleted gives one line for each of its fields that says something. Moments are
    those of the world's clock, numbers and days plain; `number` counts the writes to
    one kind of row in their order, whatever a clock said.
    """
    lines = [line for records in groups for line in _lines(records)]
    return sorted(lines, key=lambda line: line[0])


def _lines(records: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    before: dict[Any, Any] = {}
    for record in reversed(list(records)):
        after = None if record.history_type == DELETED else record
        previous = before.get(record.id) if after else record
        before[record.id] = after
        for field in fields_of(record.instance_type):
            old, new = _raw(previous, field), _raw(after, field)
            if old != new:
                yield (
                    record.history_date.astimezone(UTC).isoformat(timespec="seconds"),
                    record.history_id,
                    who(record),
                    what(record),
                    field.name,
                    old,
                    new,
                    record.history_change_reason or "",
                )


def _raw(row: Any, field: "models.Field[Any, Any]") -> Any:
    """Return a value as a file holds it; nothing for no row and no value."""
    if row is None:
        return ""
    value = getattr(row, field.name)
    if isinstance(value, Decimal | date | int):
        return value
    return "" if value is None else str(value)


def told_briefly(records: Iterable[Any]) -> list[Entry]:
    """Tell what happened in many places, newest first: what, where, by whom.

    Rows of one owner that one person wrote within a minute make one entry, so that
    an import does not fill the page.
    """
    records = list(records)
    gone = {record.id for record in records if record.history_type == DELETED}
    entries = []
    for _key, group in groupby(records, key=_occasion):
        newest, *others = group
        place = _shared_place(newest) if others else _own_place(newest, gone)
        entries.append(
            Entry(
                newest.history_date,
                who(newest),
                _many(newest, place) if others else _one(newest, place),
                url=place.get_absolute_url() if place else "",
            )
        )
    return entries


def who(record: Any) -> str:
    """Return the name of the person who wrote a record."""
    return str(record.history_user or "")


def what(record: Any) -> str:
    """Say what one history record is about: "Milestone Go-live added"."""
    words = {
        ADDED: _("%(thing)s added"),
        CHANGED: _("%(thing)s changed"),
        DELETED: _("%(thing)s deleted"),
    }
    return words[record.history_type] % {"thing": _thing(record)}


def timeline(
    *groups: Iterable[Any],
    limit: int = 100,
    tell: Callable[[Iterable[Any]], list[Entry]] = told,
) -> list[Entry]:
    """Tell several models' records as one story, newest first."""
    entries = [entry for records in groups for entry in tell(records)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:limit]


def _thing(record: Any) -> str:
    model = record.instance_type
    name = NAME_OF[_model_name(record)](record)
    return f"{capfirst(str(model._meta.verbose_name))} {name}"


def _occasion(record: Any) -> tuple[Any, ...]:
    field = OWNER_OF.get(_model_name(record), "portfolio")
    return (
        record.history_user_id,
        record.history_type,
        record.history_date.replace(second=0, microsecond=0),
        getattr(record, f"{field}_id"),
    )


def _one(record: Any, owner: Any) -> str:
    if _model_name(record) not in OWNER_OF:
        return what(record)
    words = {
        ADDED: _("%(thing)s of %(owner)s added"),
        CHANGED: _("%(thing)s of %(owner)s changed"),
        DELETED: _("%(thing)s of %(owner)s deleted"),
    }
    return words[record.history_type] % {"thing": _thing(record), "owner": owner.name}


def _own_place(record: Any, gone: set[Any]) -> Any:
    """Return what has a page: a project, KPI or benefit, or the one a row is of.

    What was deleted has none.
    """
    field = OWNER_OF.get(_model_name(record))
    if field:
        return getattr(record, field)
    return None if record.id in gone else record.instance


def _shared_place(record: Any) -> Any:
    """Return what rows of one occasion have in common: their owner or portfolio."""
    return getattr(record, OWNER_OF.get(_model_name(record), "portfolio"))


def _many(record: Any, place: Any) -> str:
    words = {
        ADDED: _("%(things)s of %(place)s added"),
        CHANGED: _("%(things)s of %(place)s changed"),
        DELETED: _("%(things)s of %(place)s deleted"),
    }
    return words[record.history_type] % {
        "things": capfirst(str(record.instance_type._meta.verbose_name_plural)),
        "place": place.name,
    }


def _listed(*parts: Any) -> str:
    """Return what a row is about, without what was deleted since."""
    return ", ".join(str(part) for part in parts if part)


def _model_name(row: Any) -> str:
    """Return the name of the model of a row, or of the row that a record is about."""
    model = getattr(row, "instance_type", type(row))
    return str(model._meta.model_name)
