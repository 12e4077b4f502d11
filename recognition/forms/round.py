"""Forms of feedback rounds, of the people in them, and of standing orders."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.forms.fact import FactForm
from delivery.forms.place import (
    choose_portfolio,
    choose_project,
    refuse_project_elsewhere,
)
from delivery.models import Cycle, Portfolio, Service
from pmo_value.form_fields import TickedField
from recognition.actions.rounds import audience_of
from recognition.models import Questionnaire, Round, RoundPlan, Stakeholder
from recognition.models.round import MOST_DAYS_OPEN


def choose_questionnaire(form: FactForm, user: User) -> None:
    """Offer the questionnaires of the portfolio and of those above it."""
    offered = Questionnaire.objects.visible_to(user)
    if form.instance.pk:
        portfolio = form.instance.portfolio
        above = Portfolio.objects.over(portfolio).order_by().values("pk")
        offered = Questionnaire.objects.filter(portfolio__in=above)
    form.fields["questionnaire"].queryset = offered  # type: ignore[attr-defined]


def refuse_questionnaire_elsewhere(form: FactForm) -> None:
    """A questionnaire belongs to the portfolio of a round, or to one above it."""
    portfolio = form.cleaned_data.get("portfolio")
    questionnaire = form.cleaned_data.get("questionnaire")
    if not portfolio or not questionnaire:
        return
    if not portfolio.path.startswith(questionnaire.portfolio.path):
        form.add_error(
            "questionnaire", _("This questionnaire is of another portfolio.")
        )


class RoundForm(FactForm):
    """A round that has not been sent yet."""

    error_fields: ClassVar = {
        "recognition_round_name_once": "name",
        "recognition_round_period_in_order": "period_end",
        "recognition_round_closes_after_it_opens": "closes_on",
        "recognition_round_sent_has_dates": "opens_on",
        "recognition_round_about_one_thing": "service",
    }

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Whom to ask"),
        choices=Stakeholder.Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Nothing chosen asks everybody of the portfolio and of those below; about "
            "a project or a service, those who answer for it."
        ),
    )

    class Meta(FactForm.Meta):
        model = Round
        fields = [
            "portfolio",
            "name",
            "questionnaire",
            "project",
            "service",
            "cycle",
            "period_start",
            "period_end",
            "mode",
            "introduction",
            "roles",
            "opens_on",
            "closes_on",
            "sends_reminders",
        ]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_portfolio(self, user)
        choose_project(self, user)
        choose_questionnaire(self, user)
        within = Portfolio.objects.with_facts_from(user).order_by()
        services = Service.objects.visible_to(user)
        cycles = Cycle.objects.filter(portfolio__in=within)
        if self.instance.pk:
            services = Service.objects.reaching(self.instance.portfolio)
            cycles = Cycle.objects.filter(portfolio=self.instance.portfolio_id)
        self.fields["service"].queryset = services  # type: ignore[attr-defined]
        self.fields["cycle"].queryset = cycles  # type: ignore[attr-defined]
        self.fields["closes_on"].required = True
        self.fields["introduction"].widget.attrs["rows"] = 4
        self.fields["opens_on"].help_text = _("Needed only to send it by itself later.")
        self.fields["mode"].help_text = _(
            "People are told before they answer. It cannot be changed once they are "
            "asked."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_project_elsewhere(self)
        refuse_questionnaire_elsewhere(self)
        self._refuse_place_elsewhere()
        self._refuse_long_time()
        return cleaned

    def _refuse_place_elsewhere(self) -> None:
        portfolio = self.cleaned_data.get("portfolio")
        service, cycle = (self.cleaned_data.get(name) for name in ("service", "cycle"))
        if (
            portfolio
            and service
            and not portfolio.path.startswith(service.portfolio.path)
        ):
            self.add_error("service", _("This service is of another portfolio."))
        if portfolio and cycle and cycle.portfolio_id != portfolio.pk:
            self.add_error("cycle", _("This cycle is of another portfolio."))

    def _refuse_long_time(self) -> None:
        opens, closes = (self.cleaned_data.get(n) for n in ("opens_on", "closes_on"))
        if opens and closes and (closes - opens).days > MOST_DAYS_OPEN:
            message = _("A link is valid for %(days)s days at the most.")
            self.add_error("closes_on", message % {"days": MOST_DAYS_OPEN})


class AudienceForm(forms.Form):
    """Choose by hand who of an audience is asked."""

    asked = TickedField(
        label=gettext_lazy("Asked"),
        queryset=Stakeholder.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round = round_
        self.fields["asked"].queryset = round_.audience()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Leave out everybody who was shown and not ticked."""
        ticked = set(self.cleaned_data["asked"].values_list("pk", flat=True))
        audience = audience_of(self.round)
        shown = (*audience.asked, *audience.left_out)
        self.round.left_out.set(row for row in shown if row.pk not in ticked)


class CopyForm(forms.Form):
    """What the copy is called."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=150)

    def __init__(self, *args: Any, taken: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.taken.filter(name=name).exists():
            raise forms.ValidationError(_("This portfolio has one of that name."))
        return name


class ResendForm(forms.Form):
    """Send a link once more; how many mails there were keeps it at one."""

    mail_count = forms.IntegerField(
        min_value=0, max_value=2**15 - 1, widget=forms.HiddenInput
    )


class BounceForm(forms.Form):
    """Why somebody was not reached."""

    why = forms.CharField(
        label=gettext_lazy("What the answer said"),
        max_length=300,
        help_text=gettext_lazy("For example: “No such mailbox”."),
    )


class RoundPlanForm(FactForm):
    """A standing order: when something happens, ask those concerned."""

    class Meta(FactForm.Meta):
        model = RoundPlan
        fields = [
            "portfolio",
            "event",
            "questionnaire",
            "mode",
            "days_open",
            "starts_on",
            "is_active",
        ]

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_portfolio(self, user)
        if not self.instance.pk:
            led = Portfolio.objects.where_member(user, "lead").order_by("path")
            self.fields["portfolio"].queryset = led  # type: ignore[attr-defined]
            self.initial.setdefault("starts_on", today)
        choose_questionnaire(self, user)
        self.fields["starts_on"].help_text = _("What happened before asks nobody.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_questionnaire_elsewhere(self)
        return cleaned
