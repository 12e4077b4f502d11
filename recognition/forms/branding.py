"""The form of a brand."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.forms.fact import FactForm
from recognition.calculations.drawings import LARGEST, NoDrawingError
from recognition.calculations.pictures import NoPictureError
from recognition.logos import Logo, logo_from
from recognition.models import Branding
from recognition.models.branding import LOGO_FIELDS


class ColourField(forms.CharField):
    """A colour in capitals or not, with the # or without."""

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value)).strip().lower()
        return text if text.startswith("#") or not text else f"#{text}"


class BrandingForm(FactForm):
    """Choose the name, the colours and the logo of a portfolio."""

    class Meta(FactForm.Meta):
        model = Branding
        fields = ["portfolio", "name", "accent", "second"]
        field_classes = {"accent": ColourField, "second": ColourField}

    parents = ("portfolio",)

    upload = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy(
            "PNG or SVG, at most 512 KB. Of an SVG only what draws is kept: turn texts "
            "into paths first."
        ),
    )
    without_logo = forms.BooleanField(
        label=gettext_lazy("Take the stored logo away"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.has_logo:
            del self.fields["without_logo"]
        for name in ("accent", "second"):
            self.fields[name].widget.attrs |= {"placeholder": "#1d4f91", "size": 9}

    def clean_upload(self) -> Logo | None:
        uploaded: UploadedFile | None = self.cleaned_data["upload"]
        if uploaded is None:
            return None
        if (uploaded.size or 0) > LARGEST:
            raise ValidationError(_("This file is larger than 512 KB."))
        try:
            return logo_from(uploaded.read())
        except NoDrawingError as error:
            said = REFUSALS.get(str(error), REFUSALS["no SVG"])
            raise ValidationError(str(said)) from error
        except NoPictureError as error:
            raise ValidationError(_("This picture cannot be shown.")) from error

    @property
    def left_out(self) -> tuple[str, ...]:
        """What the logo lost when it was taken apart."""
        logo = self.cleaned_data.get("upload")
        return logo.left_out if logo else ()

    def save(self, commit: bool = True) -> Any:
        if logo := self.cleaned_data.get("upload"):
            self.instance.put_logo(logo.data, logo.kind, logo.png)
        elif self.cleaned_data.get("without_logo"):
            self.instance.put_logo(b"", "", b"")
        return super().save(commit)

    def written_fields(self) -> list[str]:
        return [*super().written_fields(), *LOGO_FIELDS]


REFUSALS = {
    "no SVG": gettext_lazy("This is no PNG or SVG that can be shown."),
    "no XML": gettext_lazy("This SVG is damaged. Save it anew."),
    "not in UTF-8": gettext_lazy("Save the SVG in UTF-8."),
    "a document type": gettext_lazy(
        "This SVG has a document type (DOCTYPE), which is not taken. Save it as plain "
        "SVG."
    ),
    "no size": gettext_lazy(
        "This SVG does not say how large it is. Give it a viewBox."
    ),
    "too long for its width": gettext_lazy(
        "This logo is more than twenty times as long as it is wide."
    ),
    "too large": gettext_lazy("This file is larger than 512 KB."),
    "too deep": gettext_lazy("This SVG is too intricate for a logo."),
    "too many parts": gettext_lazy("This SVG is too intricate for a logo."),
    "drawn without end": gettext_lazy("This SVG is too intricate for a logo."),
    "it refers to itself": gettext_lazy("A part of this SVG refers to itself."),
}
