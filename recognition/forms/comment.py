"""What a lead makes of a comment: how it sounds, and what it is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo_value.form_fields import TickedField, validate_line
from recognition.models import Answer, Theme

LONGEST_THEME = 60


class CommentForm(forms.Form):
    """Label and tag one comment; its words stay as they are."""

    sound = forms.ChoiceField(
        label=gettext_lazy("Sounds"),
        required=False,
        choices=[
            ("", gettext_lazy("As the word list reads it")),
            *Answer.Sound.choices,
        ],
        help_text=gettext_lazy("Your own ear stands above the word list."),
    )
    themes = TickedField(
        label=gettext_lazy("Themes"),
        required=False,
        queryset=Theme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    new_theme = forms.CharField(
        label=gettext_lazy("Another theme"),
        required=False,
        max_length=LONGEST_THEME,
        validators=[validate_line],
        help_text=gettext_lazy("A word or two, such as “late reports”."),
    )

    def __init__(self, data: Any = None, *, answer: Answer) -> None:
        self.answer = answer
        self.portfolio = answer.response.round.portfolio
        super().__init__(
            data, initial={"sound": answer.sound, "themes": answer.themes.all()}
        )
        themes = self.fields["themes"]
        offered = Theme.objects.of_portfolio(self.portfolio)
        themes.queryset = offered  # type: ignore[attr-defined]
        if not offered.exists():
            del self.fields["themes"]

    def clean_new_theme(self) -> str:
        """Take a theme that is there already for the one that is there."""
        return " ".join(self.cleaned_data["new_theme"].split())

    def stored(self) -> bool:
        """Keep label and themes; return whether the entries were taken."""
        if not self.is_valid():
            return False
        self.answer.sound = self.cleaned_data["sound"]
        self.answer.save(update_fields=["sound"])
        chosen = list(self.cleaned_data.get("themes") or [])
        if name := self.cleaned_data["new_theme"]:
            known = Theme.objects.of_portfolio(self.portfolio)
            theme = known.filter(name__iexact=name).first()
            chosen.append(
                theme or Theme.objects.create(portfolio=self.portfolio, name=name)
            )
        self.answer.themes.set(chosen)
        return True

    @property
    def message(self) -> str:
        return _("Comment noted.")
