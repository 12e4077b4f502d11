"""Priority marks of a file that has a column for each criterion, as a ranking has."""

from collections.abc import Iterable
from dataclasses import replace

from delivery.imports.columns import plain_name
from delivery.imports.kinds import KINDS
from delivery.imports.mapping import ColumnName, FactRule, FieldRule, Mapping
from delivery.models import Portfolio, PriorityCriterion

KIND = "priority-marks"


def by_criterion(
    mapping: Mapping, header: Iterable[str], portfolio: Portfolio
) -> Mapping:
    """Return a mapping that makes a mark of each column named like a criterion.

    A file of marks that says in a column which criterion a row is about is left as it
    is, and so is any other. A blank cell makes no mark.
    """
    names = {plain_name(name) for name in header}
    if mapping.kinds != (KIND,) or names & _columns_of("criterion", "mark"):
        return mapping
    project = next(rule for rule in mapping.facts[0].fields if rule.field == "project")
    taken = _columns_of("project") | {"portfolio"}
    criteria = PriorityCriterion.objects.applying_to(portfolio)
    found = [
        criterion.name
        for criterion in criteria
        if plain_name(criterion.name) in names - taken
    ]
    if not found:
        return mapping
    return replace(mapping, facts=tuple(_mark(project, name) for name in found))


def _columns_of(*fields: str) -> set[str]:
    """What the columns of some fields of a mark may be called."""
    aliases = KINDS[KIND].aliases
    return {name for field in fields for name in (field, *aliases.get(field, ()))}


def _mark(project: FieldRule, criterion: str) -> FactRule:
    return FactRule(
        kind=KIND,
        fields=(
            project,
            FieldRule("criterion", constant=criterion),
            FieldRule("mark", columns=(ColumnName(criterion),)),
        ),
        needs_any=("mark",),
    )
