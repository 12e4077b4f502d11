"""The risk scale of a file: steps that fit one another, or none of them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from delivery.imports.binding import Draft
from delivery.imports.reading import Row
from delivery.imports.stores import Judged, Store, refused
from delivery.models import RiskLevel
from delivery.risk_scale import misfits

KIND = "risk-levels"


class ScaleStore(Store):
    """The scale of a portfolio, as it will be when the file is stored.

    A file may move all the steps at once, so each is held against the others as the
    file states them. With one that does not fit, no step is changed: the others
    were written to go with it.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.levels: list[RiskLevel] = []
        self.is_sound = True

    def fetch(self, drafts: Iterable[Draft]) -> None:
        """Read the scale, and see what becomes of it."""
        wanted = list(drafts)
        super().fetch(wanted)
        levels = {level.position: level for level in self.portfolio.risk_levels.all()}
        stated: set[int] = set()
        for draft in wanted:
            position = draft.values["position"]
            if position in stated:
                continue
            stated.add(position)
            level = levels.setdefault(position, RiskLevel(portfolio=self.portfolio))
            self._fill(level, draft.values, {})
        self.levels = list(levels.values())
        self.is_sound = not any(
            any(holds(vars(level)) is False for holds, _message in self._rules)
            or any(misfits(vars(level), self._others(level)))
            for level in self.levels
        )

    def judge(self, draft: Draft, row: Row) -> Judged:
        """Return what storing the step would mean. Raises RefusedError."""
        judged = super().judge(draft, row)
        if not (judged.is_new or judged.changed_fields):
            return judged
        for name, reason in misfits(vars(judged.row), self._others(judged.row)):
            raise refused(row, draft.rule, name, "", reason.rstrip("."))
        if not self.is_sound:
            raise refused(
                row,
                draft.rule,
                "position",
                str(judged.row.position),
                _("belongs to a scale of which another step is wrong"),
                _("Correct that one first."),
            )
        return judged

    def _others(self, level: RiskLevel) -> list[RiskLevel]:
        return [one for one in self.levels if one.position != level.position]
