"""Forms of success stories."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.forms.fact import FactForm
from delivery.forms.place import (
    choose_portfolio,
    choose_project,
    refuse_project_elsewhere,
)
from delivery.models import Benefit, Kpi, Project, Service
from pmo_value.form_fields import validate_line
from recognition.actions.stories import bind
from recognition.calculations.phrases import unknown_names
from recognition.calculations.pictures import NoPictureError, Picture, cleaned
from recognition.models import Story, StoryNumber, Testimonial

LARGEST_PICTURE = 5 * 1024 * 1024
TEXTS = ("situation", "deed", "outcome")


class StoryForm(FactForm):
    """Write a story; its numbers are added on its own page."""

    error_fields: ClassVar = {"recognition_story_title_once": "title"}

    class Meta(FactForm.Meta):
        model = Story
        fields = [
            "portfolio",
            "title",
            "project",
            "service",
            "benefit",
            *TEXTS,
            "quotes",
            "is_in_reports",
        ]
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 5}) for name in TEXTS},
            "quotes": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_portfolio(self, user)
        choose_project(self, user)
        benefits: Any = self.fields["benefit"]
        services: Any = self.fields["service"]
        benefits.queryset = Benefit.objects.visible_to(user)
        services.queryset = Service.objects.visible_to(user)
        quotes: Any = self.fields["quotes"]
        live = Testimonial.objects.shown_to(user, today)
        quotes.queryset = live.select_related("stakeholder", "portfolio")
        quotes.label_from_instance = excerpt
        if not live.exists():
            del self.fields["quotes"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_project_elsewhere(self)
        names = set()
        if self.instance.pk:
            names = set(self.instance.numbers.values_list("name", flat=True))
        for field in TEXTS:
            if unknown := unknown_names(cleaned.get(field) or "", names):
                listed = ", ".join(unknown)
                message = _("This story has no number named %(names)s. Add it first.")
                self.add_error(field, message % {"names": listed})
        return cleaned

    def written_fields(self) -> list[str]:
        return [name for name in super().written_fields() if name != "quotes"]

    def save(self, commit: bool = True) -> Any:
        """Write the story, which quotes it has, and that this person wrote on it."""
        is_new = self.instance.pk is None
        if is_new:
            self.instance.written_by = self.by
        story = super().save(commit)
        if not is_new and "quotes" in self.fields:
            story.quotes.set(self.cleaned_data["quotes"])
        if self.by is not None:
            story.writers.add(self.by)
        return story


def excerpt(testimonial: Testimonial) -> str:
    """Return what tells one quote from another: how it is signed, and its beginning."""
    consent = testimonial.approved_consent()
    if consent is None:
        return ""
    words = consent.text.text
    return f"{consent.shown_as}: {words[:80]}{'…' if len(words) > 80 else ''}"


class StoryNumberForm(FactForm):
    """Tie a number to its fact."""

    parents = ("story",)
    error_fields: ClassVar = {"recognition_story_number_name_once": "name"}

    class Meta(FactForm.Meta):
        model = StoryNumber
        fields = ["story", "name", "source", "benefit", "kpi", "project"]

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offered = {
            "benefit": Benefit.objects.visible_to(user),
            "kpi": Kpi.objects.visible_to(user),
            "project": Project.objects.visible_to(user),
        }
        for name, rows in offered.items():
            field: Any = self.fields[name]
            field.queryset = rows.filter(
                portfolio__path__startswith=self.instance.story.portfolio.path
            )

    def save(self, commit: bool = True) -> Any:
        number = super().save(commit=False)
        bind(number, self.by, self.today)
        if self.by is not None:
            number.story.writers.add(self.by)
        return number


class PictureForm(forms.Form):
    """Add a picture to a story; what is hidden in the file is thrown away."""

    file = forms.FileField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy(
            "PNG or JPEG, at most 5 MB. Place and time of a photograph are not kept."
        ),
    )
    alt = forms.CharField(
        label=gettext_lazy("What it shows"),
        max_length=200,
        validators=[validate_line],
        help_text=gettext_lazy("For those who do not see it, and below the picture."),
    )

    def clean_file(self) -> Picture:
        uploaded = self.cleaned_data["file"]
        if uploaded.size > LARGEST_PICTURE:
            raise ValidationError(_("This file is larger than 5 MB."))
        try:
            return cleaned(uploaded.read())
        except NoPictureError as error:
            raise ValidationError(
                _("This is no PNG or JPEG that can be shown. Save it anew as one.")
            ) from error


class BeginningForm(forms.Form):
    """Choose what a draft begins with."""

    benefit = forms.ModelChoiceField(
        Benefit.objects.none(),
        label=gettext_lazy("Benefit"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    project = forms.ModelChoiceField(
        Project.objects.none(),
        label=gettext_lazy("Project"),
        required=False,
        empty_label=gettext_lazy("None"),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        benefits: Any = self.fields["benefit"]
        projects: Any = self.fields["project"]
        benefits.queryset = Benefit.objects.editable_by(user)
        projects.queryset = Project.objects.editable_by(user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("benefit")) == bool(cleaned.get("project")):
            raise ValidationError(_("Choose a benefit or a project."))
        return cleaned
