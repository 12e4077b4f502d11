"""Forms of questionnaires and their questions."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.forms.fact import FactForm
from delivery.forms.place import choose_portfolio
from delivery.models import Service
from recognition.actions.questionnaires import SETS
from recognition.models import Question, Questionnaire

NAME_ONCE = {"recognition_questionnaire_name_once": "name"}


class QuestionnaireCreateForm(FactForm):
    """A new questionnaire, with questions that others ask as well."""

    error_fields: ClassVar = NAME_ONCE

    chosen = forms.ChoiceField(
        label=gettext_lazy("Begin with"),
        choices=[(key, label) for key, (label, _rows, _minutes) in SETS.items()],
        widget=forms.RadioSelect,
        initial="short",
        help_text=gettext_lazy(
            "Tested questions can be compared over time. You can still add, change and "
            "drop questions."
        ),
    )

    class Meta(FactForm.Meta):
        model = Questionnaire
        fields = ["portfolio", "name"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_portfolio(self, user)


class QuestionnaireForm(FactForm):
    """What a questionnaire is called, and how long it takes."""

    parents = ("portfolio",)
    error_fields: ClassVar = NAME_ONCE

    class Meta(FactForm.Meta):
        model = Questionnaire
        fields = ["portfolio", "name", "minutes"]


class QuestionForm(FactForm):
    """One question."""

    parents = ("questionnaire",)

    class Meta(FactForm.Meta):
        model = Question
        fields = [
            "questionnaire",
            "kind",
            "text",
            "low_label",
            "high_label",
            "is_required",
            "service",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        portfolio = self.instance.questionnaire.portfolio
        services = Service.objects.reaching(portfolio)
        self.fields["service"].queryset = services  # type: ignore[attr-defined]
        self.fields["kind"].help_text = _(
            "Says how it is answered and what is computed. Words of your own change "
            "what is measured: keep tested questions as they are."
        )
