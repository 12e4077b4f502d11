"""Links between projects and objectives as a grid: how strongly each serves each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.actions.objectives import LinkEntry, record_links
from delivery.forms.fact import HIGHEST_VERSION
from delivery.models import Objective, ObjectiveLink, Project
from delivery.models.objective import STRENGTHS
from pmo_value.form_fields import PercentField

NOT_LINKED = ("", gettext_lazy("no link"))
# Stands for "there was no link" where a version is expected.
NO_LINK = 0


def strength_of(text: str) -> Decimal | None:
    """Return the strength that a choice stands for; None for no link."""
    return Decimal(text) if text else None


def choice_of(strength: Decimal) -> str:
    """Return the choice that stands for a strength: "0.5"."""
    return next(f"{known}" for known in STRENGTHS if known == strength)


@dataclass(frozen=True, slots=True)
class Cell:
    """One link: a field where the reader may set it, else nothing can be linked."""

    project: Project
    objective: Objective
    strength: forms.BoundField | None = None
    share: forms.BoundField | None = None
    version: forms.BoundField | None = None


class ObjectiveLinksForm(forms.Form):
    """So many projects times so many objectives.

    A project can serve the objectives of its own portfolio and of those above. Each
    cell carries the version it was opened with, so that two people can fill different
    cells at once, and nobody overwrites a cell unawares. `with_shares` asks also for
    the part of the spend.
    """

    def __init__(
        self,
        *args: Any,
        projects: Sequence[Project],
        objectives: Sequence[Objective],
        with_shares: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.projects, self.objectives = projects, objectives
        self.with_shares = with_shares
        self.conflict = False
        self.changed: list[LinkEntry] = []
        rows = ObjectiveLink.objects.filter(
            project__in=projects, objective__in=objectives
        )
        self.links = {
            (link.project_id, link.objective_id): link for link in rows.with_version()
        }
        for project, objective in self._pairs():
            self._add_cell(project, objective)

    def _pairs(self) -> Iterator[tuple[Project, Objective]]:
        for project, objective in product(self.projects, self.objectives):
            if project.portfolio.path.startswith(objective.portfolio.path):
                yield project, objective

    def _add_cell(self, project: Project, objective: Objective) -> None:
        name = cell_name(project, objective)
        link = self.links.get((project.pk, objective.pk))
        strengths = [(choice_of(value), label) for value, label in STRENGTHS.items()]
        # Somebody may have linked the two since this form was opened without a link.
        opened = self.data.get(self.add_prefix(f"{name}-version"))
        is_linked = link is not None and opened != str(NO_LINK)
        self.fields[name] = forms.TypedChoiceField(
            label=f"{project.name}, {objective.name}",
            required=is_linked,
            choices=strengths if is_linked else [NOT_LINKED, *strengths],
            coerce=strength_of,
            empty_value=None,
            initial=choice_of(link.strength) if link else "",
        )
        if self.with_shares:
            self.fields[f"{name}-share"] = PercentField(
                label=_("Share of spend on %(objective)s, percent")
                % {"objective": objective.name},
                required=False,
                min_value=0,
                max_value=1,
                initial=link.spend_share if link else None,
            )
        self.fields[f"{name}-version"] = forms.IntegerField(
            min_value=NO_LINK,
            max_value=HIGHEST_VERSION,
            widget=forms.HiddenInput,
            initial=link.version if link else NO_LINK,
        )

    def rows(self) -> Iterator[tuple[Project, list[Cell]]]:
        """Yield each project with its cells, one an objective."""
        for project in self.projects:
            yield project, [self._cell(project, one) for one in self.objectives]

    def _cell(self, project: Project, objective: Objective) -> Cell:
        name = cell_name(project, objective)
        if name not in self.fields:
            return Cell(project, objective)
        return Cell(
            project,
            objective,
            strength=self[name],
            share=self[f"{name}-share"] if self.with_shares else None,
            version=self[f"{name}-version"],
        )

    def clean(self) -> dict[str, Any]:
        """Find the links that were changed, and hold the shares together.

        What somebody else wrote since the form was opened is no change of this
        reader's, so each cell is held against the version it was opened with.
        """
        cleaned = super().clean() or {}
        earlier = self._earlier(cleaned)
        self.changed = [
            entry
            for project, objective in self._pairs()
            if (entry := self._entry(project, objective, cleaned, earlier))
        ]
        if self.with_shares:
            self._check_shares(cleaned)
        return cleaned

    def _entry(
        self,
        project: Project,
        objective: Objective,
        cleaned: dict[str, Any],
        earlier: dict[int, tuple[Decimal, Decimal | None]],
    ) -> LinkEntry | None:
        name = cell_name(project, objective)
        version, strength = cleaned.get(f"{name}-version"), cleaned.get(name)
        share = cleaned.get(f"{name}-share")
        if version is None or name in self.errors or f"{name}-share" in self.errors:
            return None
        link = self.links.get((project.pk, objective.pk))
        if link and link.version == version:
            opened: Any = link.strength, link.spend_share
        else:
            opened = earlier.get(version, (None, None))
        if not self.with_shares:
            share = opened[1]
        if (strength, share) == opened:
            return None
        if strength is None:
            if share is not None:
                self.add_error(name, _("Say how strongly it serves the objective."))
            return None
        return LinkEntry(
            project=project.pk,
            objective=objective.pk,
            strength=strength,
            spend_share=share,
            keeps_share=not self.with_shares,
            version=version,
        )

    def _earlier(
        self, cleaned: dict[str, Any]
    ) -> dict[int, tuple[Decimal, Decimal | None]]:
        """Return what those versions said that are no longer the newest."""
        newest = {link.version for link in self.links.values()}
        opened = {
            cleaned.get(name) for name in self.fields if name.endswith("-version")
        }
        records = ObjectiveLink.history.filter(
            project__in=[project.pk for project in self.projects],
            history_id__in=opened - newest - {None, NO_LINK},
        )
        return {
            number: (strength, share)
            for number, strength, share in records.values_list(
                "history_id", "strength", "spend_share"
            )
        }

    def _check_shares(self, cleaned: dict[str, Any]) -> None:
        """Where the spend of a project is split by hand, all of it is."""
        for project in self.projects:
            names = [
                cell_name(project, objective)
                for one, objective in self._pairs()
                if one == project
            ]
            entered = [
                (name, share)
                for name in names
                if (share := cleaned.get(f"{name}-share")) is not None
            ]
            together = sum(share for _name, share in entered)
            if entered and together != 1:
                self.add_error(
                    f"{entered[-1][0]}-share",
                    _(
                        "The shares add up to %(sum)s %%. Let them add up to 100 %%, "
                        "or leave all of them empty."
                    )
                    % {"sum": f"{together.scaleb(2).normalize():f}"},
                )
            for name, share in entered:
                if share and cleaned.get(name) == 0:
                    self.add_error(
                        f"{name}-share",
                        _("The project does not serve this objective at all."),
                    )

    def stored(self) -> bool:
        """Save the changed links, all or none; the errors say why not."""
        if not self.is_valid():
            return False
        overtaken = record_links(self.changed)
        for link in overtaken:
            self._tell_conflict(link)
        return not overtaken

    def _tell_conflict(self, link: ObjectiveLink) -> None:
        name = cell_name(link.project, link.objective)
        self.conflict = True
        place = self.add_prefix(f"{name}-version")
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[place] = str(link.version)  # type: ignore[index, attr-defined]
        self.add_error(
            name,
            _("Somebody saved “%(stored)s” meanwhile. Save again to put yours there.")
            % {"stored": STRENGTHS[link.strength]},
        )


def cell_name(project: Project, objective: Objective) -> str:
    """Return the name of a cell in the form: "p12-o3"."""
    return f"p{project.pk}-o{objective.pk}"
