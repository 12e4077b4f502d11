"""Forms of scorecards: the end of a cycle, and files."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.forms.portfolio import CycleForm
from delivery.models import Cycle
from pmo_value import formatting
from pmo_value.form_fields import validate_line
from recognition.models import CycleClosing
from scorecards.media.writing import PAPERS, WRITERS
from scorecards.models import RenderedFile


class NextCycleForm(CycleForm):
    """The cycle that begins when another one is closed: its name and its days.

    It carries the fingerprint of the figures that stood beside it on the page.
    """

    class Meta(CycleForm.Meta):
        fields = ["portfolio", "name", "starts_on", "ends_on"]

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, after: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.after = after
        for name in ("version", "change_reason"):
            self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts_on = cleaned.get("starts_on")
        if starts_on and starts_on <= self.after.ends_on:
            message = _("The next cycle starts after this one ends, on %(day)s.")
            day = formatting.day(self.after.ends_on)
            self.add_error("starts_on", message % {"day": day})
        return cleaned


class ReopenForm(forms.Form):
    """Open a closed cycle again, and say why."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is opened again"),
        max_length=CycleClosing._meta.get_field("reopen_reason").max_length,
        validators=[validate_line],
        help_text=gettext_lazy("Stands in the report of the cycle."),
    )


class FileForm(forms.Form):
    """Choose what a scorecard is written as."""

    medium = forms.ChoiceField(label=gettext_lazy("Kind of file"))
    paper = forms.ChoiceField(
        label=gettext_lazy("Paper"),
        choices=[(paper, paper) for paper in PAPERS],
        help_text=gettext_lazy("For a PDF; other files have no pages."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        medium: Any = self.fields["medium"]
        medium.choices = [
            (kind.value, MEDIUM_WORDS[kind])
            for kind in RenderedFile.Medium
            if kind.value in WRITERS
        ]


MEDIUM_WORDS = {
    RenderedFile.Medium.PDF: gettext_lazy("PDF, to print and to read"),
    RenderedFile.Medium.PPTX: gettext_lazy("PowerPoint, to present and to edit"),
    RenderedFile.Medium.XLSX: gettext_lazy("Excel, to compute with"),
    RenderedFile.Medium.CSV: gettext_lazy("CSV, for other programs"),
}
