"""Forms of priority criteria, and the marks of many projects as a grid."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.actions.priorities import NewMark, record_marks, stored_marks
from delivery.calculations.priorities import HIGHEST_MARK
from delivery.forms.fact import HIGHEST_VERSION, FactForm
from delivery.models import PriorityCriterion, PriorityScore, Project

NO_MARK = 0
OUT_OF_RANGE = gettext_lazy("Enter a whole number from 0 to 10.")
EMPTIED = gettext_lazy("Only a PMO lead takes a mark back; enter another one.")


class PriorityCriterionForm(FactForm):
    """What makes projects matter, and how much it weighs."""

    parents = ("portfolio",)
    error_fields: ClassVar = {
        "delivery_priority_criterion_name_once": "name",
        "delivery_priority_criterion_weighs_something": "weight",
    }

    class Meta(FactForm.Meta):
        model = PriorityCriterion
        fields = ["portfolio", "name", "description", "weight"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}


class PriorityMarksForm(forms.Form):
    """A row a project, a column a criterion.

    Each cell carries the version it was opened with, so that two people can mark
    different projects at once, and nobody overwrites a mark unawares.
    """

    def __init__(
        self,
        *args: Any,
        projects: Sequence[Project],
        criteria: Sequence[PriorityCriterion],
        may_remove: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.projects = projects
        self.criteria = criteria
        self.may_remove = may_remove
        self.conflict = False
        self.changed: list[NewMark] = []
        self.known = stored_marks(
            [project.pk for project in projects],
            [criterion.pk for criterion in criteria],
        )
        for project, criterion in product(projects, criteria):
            self._add_cell(project, criterion)

    def _add_cell(self, project: Project, criterion: PriorityCriterion) -> None:
        name = mark_name(project.pk, criterion.pk)
        row: Any = self.known.get((project.pk, criterion.pk))
        self.fields[name] = forms.IntegerField(
            label=f"{project.code}, {criterion.name}",
            required=False,
            min_value=0,
            max_value=HIGHEST_MARK,
            initial=row.mark if row else None,
            widget=forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off"}
            ),
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_value"), OUT_OF_RANGE
            ),
        )
        self.fields[f"{name}-version"] = forms.IntegerField(
            min_value=NO_MARK,
            max_value=HIGHEST_VERSION,
            widget=forms.HiddenInput,
            initial=row.version if row else NO_MARK,
        )

    def rows(
        self,
    ) -> Iterator[tuple[Project, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """Yield each project with its fields and their versions, one a criterion."""
        for project in self.projects:
            names = [mark_name(project.pk, one.pk) for one in self.criteria]
            yield project, [(self[name], self[f"{name}-version"]) for name in names]

    def clean(self) -> dict[str, Any]:
        """Find the marks that were changed, and let only leads take one back."""
        cleaned = super().clean() or {}
        self.changed = []
        for project, criterion in product(self.projects, self.criteria):
            name = mark_name(project.pk, criterion.pk)
            version = cleaned.get(f"{name}-version")
            if name not in cleaned or version is None:
                continue
            mark = cleaned[name]
            if mark == self._opened(project, criterion, version):
                continue
            if mark is None and not self.may_remove:
                self.add_error(name, EMPTIED)
            else:
                self.changed.append(NewMark(project.pk, criterion.pk, mark, version))
        return cleaned

    def _opened(
        self, project: Project, criterion: PriorityCriterion, version: int
    ) -> int | None:
        """Return the mark of the version that was opened."""
        row: Any = self.known.get((project.pk, criterion.pk))
        if row is not None and row.version == version:
            return int(row.mark)
        if version == NO_MARK:
            return None
        past = PriorityScore.history.filter(history_id=version)
        return past.values_list("mark", flat=True).first()

    def stored(self, recorded_by: User) -> bool:
        """Save the changed marks, all or none; the errors say why not."""
        if not self.is_valid():
            return False
        overtaken = record_marks(self.changed, recorded_by)
        for row in overtaken:
            self._tell_conflict(row)
        return not overtaken

    def _tell_conflict(self, row: Any) -> None:
        name = mark_name(row.project_id, row.criterion_id)
        self.conflict = True
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix(f"{name}-version")] = str(row.version)  # type: ignore[index]
        self.add_error(
            name,
            _("Somebody saved %(stored)s meanwhile. Save again to put yours there.")
            % {"stored": row.mark},
        )


def mark_name(project: int, criterion: int) -> str:
    """Return the name of a cell in the form: "mark-12-3"."""
    return f"mark-{project}-{criterion}"
