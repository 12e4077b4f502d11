"""Forms of reports: beginning one, its settings, its sections, and remarks on it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.forms.fact import HIGHEST_VERSION
from delivery.models import Cycle, Portfolio
from pmo_value.form_fields import (
    LinesField,
    RowsField,
    validate_line,
    validate_printable,
)
from recognition.models import ExecutiveReport, ReportSection, Testimonial, ValueItem
from recognition.report_text import LONGEST_TEXT
from scorecards.models import Scorecard
from scorecards.reports.beginning import free_stories, title_of
from scorecards.reports.choices import offered_panels, offered_values, period_choices
from scorecards.reports.gathering import CHANNEL, flaw_of_value

Kind = ReportSection.Kind
Template = ExecutiveReport.Template
TEMPLATE_WORDS = {
    Template.BOARD: gettext_lazy(
        "The answer, three sentences, two pictures and the largest results: read in a "
        "minute."
    ),
    Template.QUARTERLY: gettext_lazy(
        "Everything that executives ask once a quarter, with the numbers behind it."
    ),
    Template.SPONSOR: gettext_lazy(
        "Each sponsor gets the results that they answer for, and no others."
    ),
    Template.CYCLE: gettext_lazy(
        "What a cycle came to, what it taught, and what is promised for the next one."
    ),
}
# What a section of each kind holds beside its words.
HOLDS = {Kind.VALUE: "items", Kind.STORIES: "stories", Kind.QUOTES: "quotes"}
LABELS = {
    "items": gettext_lazy("Delivered value"),
    "stories": gettext_lazy("Success stories"),
    "quotes": gettext_lazy("Quotes"),
}
LONGEST_COMMENT = 2000
LONGEST_REASON = 500


def version_field(report: ExecutiveReport) -> forms.IntegerField:
    """Return the field that says which version of a report was read."""
    return forms.IntegerField(
        min_value=0,
        max_value=HIGHEST_VERSION,
        initial=report.version,
        widget=forms.HiddenInput,
    )


class VersionForm(forms.Form):
    """A deed on a report as it was read."""

    def __init__(self, *args: Any, report: ExecutiveReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"] = version_field(report)


class NewReportForm(forms.ModelForm):
    """Begin a report of a portfolio."""

    period_key = forms.ChoiceField(label=gettext_lazy("Period"))

    class Meta:
        model = ExecutiveReport
        fields = ("period_key", "template", "cycle", "title")
        widgets = {"template": forms.RadioSelect}

    def __init__(self, *args: Any, portfolio: Portfolio, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.portfolio = self.instance.portfolio = portfolio
        choices, usual = period_choices(portfolio, timezone.now())
        periods: Any = self.fields["period_key"]
        periods.choices = choices
        self.initial["period_key"] = usual
        templates: Any = self.fields["template"]
        templates.choices = [
            (value, f"{label}: {TEMPLATE_WORDS[Template(value)]}")
            for value, label in Template.choices
        ]
        self.initial["template"] = Template.QUARTERLY
        cycles: Any = self.fields["cycle"]
        cycles.queryset = Cycle.objects.filter(portfolio=portfolio)
        cycles.required = False
        cycles.empty_label = _("None")
        cycles.help_text = _("For a report on the end of a cycle.")
        title: Any = self.fields["title"]
        title.required = False
        title.validators.append(validate_line)
        named = title_of(Template.QUARTERLY, portfolio, dict(choices).get(usual, ""))
        title.help_text = _("Left empty, it is called after its portfolio and period.")
        title.widget.attrs["placeholder"] = named

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        template, cycle = cleaned.get("template"), cleaned.get("cycle")
        if template == Template.CYCLE and not cycle:
            self.add_error("cycle", _("Choose the cycle that the report is about."))
        if template and template != Template.CYCLE:
            cleaned["cycle"] = None
        if template and not cleaned.get("title") and cleaned.get("period_key"):
            labels = dict(self.fields["period_key"].choices)  # type: ignore[attr-defined]
            label = labels[cleaned["period_key"]]
            cleaned["title"] = title_of(template, self.portfolio, label)[:120]
        return cleaned


class GoOnForm(forms.Form):
    """Go on from a report with another period."""

    period_key = forms.ChoiceField(
        label=gettext_lazy("Period"),
        help_text=gettext_lazy(
            "Words stay, and the numbers in them become those of this period. Value is "
            "picked anew."
        ),
    )

    def __init__(self, *args: Any, report: ExecutiveReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices, usual = period_choices(report.portfolio, timezone.now())
        field: Any = self.fields["period_key"]
        field.choices = choices
        field.initial = usual


class SettingsForm(forms.ModelForm):
    """The title of a report, and whether it may go out with gaps."""

    class Meta:
        model = ExecutiveReport
        fields = ("title", "cycle", "allows_gaps")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].validators.append(validate_line)
        cycles: Any = self.fields["cycle"]
        cycles.queryset = Cycle.objects.filter(portfolio=self.instance.portfolio_id)
        cycles.empty_label = _("None")
        self.fields["version"] = version_field(self.instance)


class SectionForm(forms.ModelForm):
    """The words of one section, and what stands below them.

    Panels come in the order in which they are posted. `move` is "up" or "down" and the
    key of one of them: it changes places with its neighbour, and nothing is saved.
    """

    text = LinesField(
        label=gettext_lazy("Words"),
        required=False,
        max_length=LONGEST_TEXT,
        validators=[validate_printable],
        widget=forms.Textarea(attrs={"rows": 12, "data-words": ""}),
    )

    class Meta:
        model = ReportSection
        fields = ("title", "text")

    def __init__(
        self, data: Any = None, *args: Any, scorecard: Scorecard, **kwargs: Any
    ) -> None:
        super().__init__(moved_in(data), *args, **kwargs)
        self.is_moved = bool(data) and "move" in data
        self.scorecard = scorecard
        section = self.instance
        self.fields["title"].validators.append(validate_line)
        if section.kind != Kind.NARRATIVE:
            self.fields["text"].widget.attrs["rows"] = 4
        if section.kind in (Kind.HEADLINE, Kind.OUTCOMES):
            text = _("Shown above your words; without words there is no heading.")
            self.fields["title"].help_text = text
        if section.kind == Kind.PANELS:
            self._add_panels()
        elif section.kind in HOLDS:
            self._add_rows(HOLDS[section.kind])
        self.fields["version"] = version_field(section.report)

    def _add_panels(self) -> None:
        sent: Any = self.data
        chosen = sent.getlist("panels") if self.is_bound else self.instance.panels
        self.groups = offered_panels(self.scorecard, chosen)
        self.fields["panels"] = forms.MultipleChoiceField(
            label=_("Panels"),
            required=False,
            choices=[
                (one.key, one.question) for group in self.groups for one in group[1]
            ],
            initial=self.instance.panels,
            widget=forms.CheckboxSelectMultiple,
        )

    def _add_rows(self, name: str) -> None:
        report, day = self.instance.report, timezone.localdate()
        below = Portfolio.objects.under(report.portfolio).order_by()
        rows: Any
        match name:
            case "items":
                rows = ValueItem.objects.live().filter(portfolio__in=below)
            case "stories":
                rows = free_stories(report)
            case _:
                live = Testimonial.objects.live(day, CHANNEL)
                rows = live.filter(portfolio__in=below)
        self.fields[name] = RowsField(
            rows,
            required=False,
            label=LABELS[name],
            initial=getattr(self.instance, name).all(),
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def picked_name(self) -> str:
        """What is picked in this section: the name of its field, if there is one."""
        return HOLDS.get(self.instance.kind, "")

    def values(self) -> list[dict[str, Any]]:
        """The value that is offered, each with what keeps it out of a report."""
        chosen = {str(key) for key in self["items"].value() or ()}
        return [
            {
                "item": item,
                "flaw": flaw_of_value(item),
                "is_chosen": str(item.pk) in chosen,
            }
            for item in offered_values(self.instance.report, chosen)
        ]

    def panel_rows(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """The panels that are offered, the chosen ones first and in their order."""
        chosen = list(dict.fromkeys(self["panels"].value() or ()))
        return [
            (
                title,
                [
                    {
                        "panel": one,
                        "is_chosen": one.key in chosen,
                        "is_first": one.key in chosen[:1],
                        "is_last": one.key not in chosen[:-1],
                    }
                    for one in panels
                ],
            )
            for title, panels in self.groups
        ]

    def clean_items(self) -> Any:
        items = self.cleaned_data["items"]
        for item in items.for_page():
            if flaw := flaw_of_value(item):
                raise ValidationError(flaw)
        return items

    def filled(self) -> ReportSection:
        """Return the section with what was entered, stored nowhere yet."""
        section: ReportSection = self.instance
        if "panels" in self.cleaned_data:
            section.panels = self.cleaned_data["panels"]
        return section

    def picked(self) -> dict[str, Any]:
        """Return what was picked, by the name of its field."""
        name = self.picked_name
        return {name: self.cleaned_data[name]} if name in self.cleaned_data else {}


def moved_in(data: Any) -> Any:
    """Let the panel that `move` names change places with its neighbour."""
    step, _colon, key = (data.get("move", "") if data else "").partition(":")
    if not key:
        return data
    moved = data.copy()
    keys = list(dict.fromkeys(moved.getlist("panels")))
    if key in keys:
        place = keys.index(key)
        other = place + (-1 if step == "up" else 1)
        if 0 <= other < len(keys):
            keys[place], keys[other] = keys[other], keys[place]
    moved.setlist("panels", keys)
    return moved


class CommentForm(forms.Form):
    """A remark on a report or on one of its sections."""

    text = LinesField(
        label=gettext_lazy("Comment"),
        max_length=LONGEST_COMMENT,
        validators=[validate_printable],
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(VersionForm):
    """Why a published report is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"),
        max_length=LONGEST_REASON,
        validators=[validate_line],
        help_text=gettext_lazy("Whoever opens the report reads this in its place."),
    )


class PublishForm(forms.Form):
    """Let a report go out as it was read."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
