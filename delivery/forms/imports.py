"""The forms of an import: what a file is, and how it is read."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.actions.import_batches import plain_name
from delivery.forms.fact import strict_field
from delivery.models import ImportBatch, ImportMapping, Portfolio

Choices = Iterable[tuple[str, Any]]

MEGABYTE = 1 << 20


class ImportForm(forms.ModelForm):
    """Upload a file into a portfolio.

    `profiles` says which kinds of facts each profile makes, and `titles` what to
    call it; `mappings` has the saved mappings by what stands for them here.
    """

    profile = forms.ChoiceField(
        label=gettext_lazy("Profile"),
        required=False,
        help_text=gettext_lazy(
            "How the columns of a well-known file are read. Without one, the columns "
            "are named like the fields."
        ),
    )

    class Meta:
        model = ImportBatch
        fields = ("portfolio", "kind", "file", "profile")
        formfield_callback = strict_field

    def __init__(
        self,
        *args: Any,
        user: User,
        profiles: Mapping[str, tuple[str, ...]],
        titles: Choices,
        mappings: Mapping[str, ImportMapping],
        most_megabytes: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.profiles = profiles
        self.mappings = mappings
        self.most_megabytes = most_megabytes
        offered = Portfolio.objects.with_facts_from(user).order_by("path")
        self.fields["portfolio"].queryset = offered  # type: ignore[attr-defined]
        self.fields["profile"].choices = [  # type: ignore[attr-defined]
            ("", _("None: the columns are named like the fields")),
            (_("Well-known files"), list(titles)),
        ]
        if mappings:
            saved = [(key, str(mapping)) for key, mapping in mappings.items()]
            self.fields["profile"].choices.append((_("Saved mappings"), saved))  # type: ignore[attr-defined]
        file = self.fields["file"]
        file.required = True
        file.error_messages |= {
            "required": _("Choose a file."),
            "empty": _("The file is empty. Choose one that has rows."),
        }
        file.widget = forms.FileInput(
            attrs={"accept": ".csv,.tsv,.txt,.xlsx,.json,.xml"}
        )
        file.help_text = _(
            "CSV, Excel (.xlsx), JSON or Microsoft Project (.xml); at most %s MB."
        ) % (most_megabytes)

    @property
    def status(self) -> int:
        """The HTTP status of a page that shows this form."""
        return 422 if self.errors else 200

    def clean_file(self) -> Any:
        """Refuse a file by its length alone."""
        file = self.cleaned_data["file"]
        if file.size > self.most_megabytes * MEGABYTE:
            raise forms.ValidationError(
                _("The file has %(size)s; the limit is %(limit)s MB.")
                % {"size": filesizeformat(file.size), "limit": self.most_megabytes}
            )
        return file

    def clean(self) -> dict[str, Any]:
        """A profile must make the kind of facts that was chosen."""
        cleaned = super().clean() or {}
        profile, kind = cleaned.get("profile"), cleaned.get("kind")
        if profile and kind and kind not in self.profiles[profile]:
            self.add_error(
                "kind",
                _("This profile makes: %s.") % ", ".join(self.profiles[profile]),
            )
        portfolio = cleaned.get("portfolio")
        if mapping := self.mappings.get(profile or ""):
            cleaned["profile"] = ""
            if portfolio and not portfolio.path.startswith(mapping.portfolio.path):
                self.add_error("profile", _("That mapping is for another portfolio."))
        self.instance.mapping = mapping
        return cleaned

    def batch(self, by: User) -> ImportBatch:
        """Return what is to be stored, without the file."""
        batch: ImportBatch = self.save(commit=False)
        batch.file = None
        batch.uploaded_by = by
        batch.name = plain_name(self.cleaned_data["file"].name)
        return batch


class ImportOptionsForm(forms.ModelForm):
    """Say how a file is read, where it was not found out right.

    `asked` are the questions that make sense for the file.
    """

    encoding = forms.ChoiceField(label=gettext_lazy("Encoding"), required=False)
    delimiter = forms.ChoiceField(
        label=gettext_lazy("Columns are separated by"), required=False
    )
    sheet = forms.CharField(
        label=gettext_lazy("Sheet"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Of a workbook with several."),
    )

    class Meta:
        model = ImportBatch
        fields = ("encoding", "delimiter", "sheet")

    def __init__(
        self,
        *args: Any,
        asked: Iterable[str],
        encodings: Choices,
        delimiters: Choices,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        is_told = self.instance.profile or self.instance.mapping_id
        by_itself = _("As the profile says") if is_told else _("Find out")
        self.fields["encoding"].choices = [("", by_itself), *encodings]  # type: ignore[attr-defined]
        self.fields["delimiter"].choices = [("", by_itself), *delimiters]  # type: ignore[attr-defined]
        for name in set(self.fields) - set(asked):
            del self.fields[name]
