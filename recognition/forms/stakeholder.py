"""Forms of stakeholders and of what they answer for."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.forms.fact import FactForm
from delivery.forms.place import choose_portfolio
from delivery.forms.portfolio import people_of
from delivery.models import Benefit, Portfolio, Project, Service
from recognition.actions.people import answered_by_both
from recognition.models import Responsibility, Stakeholder


class StakeholderForm(FactForm):
    """A sponsor, an executive or a customer of the PMO."""

    error_fields: ClassVar = {
        "recognition_stakeholder_email_once": "email",
        "recognition_stakeholder_named_unless_erased": "name",
    }

    class Meta(FactForm.Meta):
        model = Stakeholder
        fields = [
            "portfolio",
            "name",
            "email",
            "role",
            "job_title",
            "unit",
            "language",
            "time_zone",
            "user",
            "reports_to_pmo",
            "left_on",
        ]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_portfolio(self, user)
        self.fields["name"].required = True
        self.fields["email"].help_text = _(
            "Without one, nobody can be asked for feedback."
        )
        self.fields["user"].queryset = self.accounts(user)  # type: ignore[attr-defined]

    def accounts(self, user: User) -> "QuerySet[User]":
        """Offer those who have a role in the portfolio, and who is named already."""
        if self.instance.pk:
            offered = people_of(self.instance.portfolio)
        else:
            within = Portfolio.objects.with_facts_from(user)
            offered = User.objects.filter(memberships__portfolio__in=within)
        kept = Q(pk__in=offered.order_by().values("pk")) | Q(pk=self.instance.user_id)
        return User.objects.filter(kept).order_by("name", "username")


class ResponsibilityForm(FactForm):
    """One project, service or benefit that a stakeholder answers for."""

    parents = ("stakeholder",)

    class Meta(FactForm.Meta):
        model = Responsibility
        fields = ["stakeholder", "project", "service", "benefit"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        portfolio = self.instance.stakeholder.portfolio
        below = Q(portfolio__path__startswith=portfolio.path)
        reaching = Service.objects.reaching(portfolio).order_by().values("pk")
        offered: dict[str, QuerySet[Any]] = {
            "project": Project.objects.filter(below).order_by("code"),
            "service": Service.objects.filter(below | Q(pk__in=reaching)),
            "benefit": Benefit.objects.filter(below).order_by("code"),
        }
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    """Choose the other row of the same person, which goes."""

    other = forms.ModelChoiceField(
        label=gettext_lazy("The other row of this person"),
        queryset=Stakeholder.objects.none(),
        empty_label=gettext_lazy("Choose one"),
        help_text=gettext_lazy(
            "It goes; its invitations, answers and responsibilities come here."
        ),
    )

    def __init__(self, *args: Any, stakeholder: Stakeholder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stakeholder = stakeholder
        others = Stakeholder.objects.filter(
            portfolio=stakeholder.portfolio_id, erased_at=None
        ).exclude(pk=stakeholder.pk)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]
        self.fields["other"].label_from_instance = described  # type: ignore[attr-defined]

    def clean_other(self) -> Stakeholder:
        """Refuse two people who have both answered: their answers cannot become one."""
        other: Stakeholder = self.cleaned_data["other"]
        if rounds := answered_by_both(self.stakeholder, other):
            message = _("Both have answered in %(rounds)s, so these are two people.")
            names = ", ".join(round_.name for round_ in rounds)
            raise forms.ValidationError(message, params={"rounds": names})
        return other


def described(person: Any) -> str:
    """Return a name with what tells it from others of the same name."""
    return ", ".join(filter(None, [person.name, person.job_title, person.email]))
