"""The forms of saved mappings: their text, and the choice of columns for fields."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.forms.fact import LEFT_OUT, FactForm, strict_field
from delivery.models import ImportBatch, ImportMapping, Portfolio
from pmo_value.form_fields import validate_line

# How dates and numbers are written, as a mapping says it.
DAYS = {
    "": "2026-03-31",
    "%d.%m.%Y": "31.03.2026",
    "%d/%m/%Y": "31/03/2026",
    "%m/%d/%Y": "03/31/2026",
    "%-m/%-d/%Y": "3/31/2026",
    "%d-%b-%y": "31-Mar-26",
}
NUMBERS = {
    "": "1234.56",
    'thousands = ","': "1,234.56",
    'decimal = ",", thousands = "."': "1.234,56",
    'decimal = ",", thousands = " "': "1 234,56",
}


class ImportMappingForm(FactForm):
    """Write a mapping. `check` returns what is wrong with its text, or nothing."""

    error_fields = {
        "delivery_import_mapping_name_once": "name",
        "delivery_import_mapping_folder_once": "folder",
    }

    class Meta:
        model = ImportMapping
        fields = ("portfolio", "name", "text", "folder")
        formfield_callback = strict_field

    def __init__(
        self,
        *args: Any,
        user: User,
        check: Callable[[str], str],
        watches: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.check = check
        offered = Portfolio.objects.with_facts_from(user).order_by("path")
        self.fields["portfolio"].queryset = offered  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["portfolio"].disabled = True
        if not watches:
            del self.fields["folder"]

    def clean_text(self) -> str:
        """Take a mapping only; say where it is none."""
        text: str = self.cleaned_data["text"]
        if problem := self.check(text):
            raise forms.ValidationError(problem)
        return text

    def written_fields(self) -> list[str]:
        return [*super().written_fields(), "saved_by", "saved_at"]


class ColumnsForm(forms.Form):
    """Choose a column of a file for each field of a fact, and a name for the choice.

    `columns` are the names in the header, `fields` the model's fields by their names,
    `found` what column each has by itself. `needed` cannot do without one.
    """

    name = forms.CharField(
        label=gettext_lazy("Save the choice as"),
        max_length=100,
        help_text=gettext_lazy("Of the source: “Monthly status list”."),
        validators=[validate_line],
        error_messages={"required": LEFT_OUT},
    )
    days = forms.ChoiceField(
        label=gettext_lazy("Dates are written like"),
        choices=DAYS.items(),
        required=False,
    )
    numbers = forms.ChoiceField(
        label=gettext_lazy("Numbers are written like"),
        choices=NUMBERS.items(),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        batch: ImportBatch,
        columns: Sequence[str],
        fields: Iterable[tuple[str, str]],
        needed: Iterable[str],
        found: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.batch = batch
        self.names = []
        offered = [("", _("None")), *((column, column) for column in columns)]
        for name, label in fields:
            self.names.append(name)
            self.fields[f"field_{name}"] = forms.ChoiceField(
                label=capfirst(label),
                choices=offered,
                required=name in needed,
                initial=found.get(name, ""),
                help_text=name,
            )

    def clean_name(self) -> str:
        """A name stands once in a portfolio."""
        name: str = self.cleaned_data["name"]
        if ImportMapping.objects.filter(
            portfolio=self.batch.portfolio_id, name=name
        ).exists():
            raise forms.ValidationError(_("This portfolio has a mapping of that name."))
        return name

    def toml(self, dated: Iterable[str], counted: Iterable[str]) -> str:
        """Return the choice in TOML; `dated` and `counted` name dates and numbers."""
        return "\n".join(self._lines(set(dated), set(counted))) + "\n"

    def _lines(self, dated: set[str], counted: set[str]) -> Iterator[str]:
        cleaned, batch = self.cleaned_data, self.batch
        yield f"title = {quoted(cleaned['name'])}"
        yield ""
        yield "[file]"
        for option in ("encoding", "delimiter", "sheet"):
            if value := getattr(batch, option):
                yield f"{option} = {quoted(value)}"
        yield ""
        yield "[[facts]]"
        yield f"kind = {quoted(batch.kind)}"
        yield ""
        yield "[facts.fields]"
        for name in self.names:
            column = cleaned[f"field_{name}"]
            if not column:
                continue
            how = ""
            if name in dated and cleaned["days"]:
                how = f"format = {quoted(cleaned['days'])}"
            elif name in counted and cleaned["numbers"]:
                how = cleaned["numbers"]
            yield (
                f"{name} = {{ column = {quoted(column)}, {how} }}"
                if how
                else f"{name} = {quoted(column)}"
            )


def quoted(text: str) -> str:
    """Return a text as TOML writes it, which is how JSON does."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
