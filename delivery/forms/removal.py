"""The question before a fact goes, and why it goes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.forms.fact import closed_message, reason_field
from delivery.models.closing import closed_until, day_of, is_closed, may_reopen


class RemovalForm(forms.Form):
    """Delete one fact; in a closed period a lead does so, with a reason."""

    def __init__(self, *args: Any, row: models.Model, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.by = by
        self.closed_until = closed_until(row)
        self.fields["change_reason"] = reason_field()
        self.fields["change_reason"].label = _("Why it is deleted")
        self.fields["change_reason"].required = self.is_closed
        self.fields["change_reason"].help_text = _("Stands in the history.")

    @property
    def is_closed(self) -> bool:
        return is_closed(self.closed_until, day_of(self.row))

    def clean(self) -> dict[str, Any]:
        if self.is_closed and not may_reopen(self.row, self.by):
            raise ValidationError(closed_message(self.closed_until))
        return self.cleaned_data

    def removed(self) -> bool:
        """Delete the fact, unless the form says why not."""
        if not self.is_valid():
            return False
        self.row._change_reason = self.cleaned_data["change_reason"] or None  # type: ignore[attr-defined]
        self.row.delete()
        return True
