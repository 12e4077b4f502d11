"""Forms of portfolios, of the people in them and of the turns of the flywheel."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from delivery.actions.portfolios import create_portfolio
from delivery.forms.fact import FactForm
from delivery.models import Cycle, Membership, Portfolio, RatingScale, Role
from delivery.models.portfolio import MANAGES
from pmo_value.form_fields import PercentField

LONGEST_PATH = Portfolio._meta.get_field("path").max_length or 0


def people_of(portfolio: Portfolio, *roles: str) -> QuerySet[User]:
    """People with one of the roles in the portfolio or in one above it."""
    slugs = portfolio.path.strip("/").split("/")
    memberships = Membership.objects.filter(portfolio__slug__in=slugs)
    if roles:
        memberships = memberships.filter(role__in=roles)
    return User.objects.filter(pk__in=memberships.values("user")).order_by(
        "name", "username"
    )


def month_choices() -> list[tuple[int, Any]]:
    """The months of a year by their names."""
    return list(MONTHS.items())


class PortfolioForm(FactForm):
    """The settings of a portfolio."""

    fiscal_year_start_month = forms.TypedChoiceField(
        label=_("Fiscal year starts in"), coerce=int, choices=month_choices
    )
    time_tolerance = PercentField(
        label=_("Time tolerance"),
        min_value=0,
        max_value=1,
        help_text=_("How much of the planned duration a project may run over."),
    )
    cost_tolerance = PercentField(
        label=_("Cost tolerance"),
        min_value=0,
        max_value=1,
        help_text=_("How much of its budget a project may run over."),
    )

    class Meta(FactForm.Meta):
        model = Portfolio
        fields = [
            "name",
            "description",
            "currency",
            "fiscal_year_start_month",
            "reporting_period",
            "lead",
            "rating_scale",
            "time_tolerance",
            "cost_tolerance",
            "approval_from",
            "asks_files_for_notes",
            "approves_reports",
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            leads = people_of(self.instance, Role.LEAD)
            self.fields["lead"].queryset = leads  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> Any:
        """What counts below changes with the approvals that are asked for."""
        portfolio = super().save(commit)
        if "approval_from" in self.changed_data:
            Portfolio.objects.under(portfolio).touch()
        return portfolio


class PortfolioCreateForm(PortfolioForm):
    """A new portfolio: alone, or below one that this person manages."""

    error_fields: ClassVar = {
        "delivery_portfolio_slug_lower_case": "slug",
    }
    # The pages of such portfolios would be where other pages are.
    taken_slugs = ("new", "reports")

    class Meta(PortfolioForm.Meta):
        fields = [
            "name",
            "slug",
            "parent",
            "description",
            "currency",
            "fiscal_year_start_month",
            "reporting_period",
            "rating_scale",
            "time_tolerance",
            "cost_tolerance",
        ]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial["rating_scale"] = RatingScale.objects.first()
        parent = self.fields["parent"]
        parent.queryset = Portfolio.objects.editable_by(user)  # type: ignore[attr-defined]
        parent.help_text = _("Its members keep their roles in the new portfolio.")

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in self.taken_slugs:
            raise ValidationError(_("This word has a meaning here. Choose another."))
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        parent, slug = cleaned.get("parent"), cleaned.get("slug")
        if parent and slug and len(f"{parent.path}{slug}/") > LONGEST_PATH:
            self.add_error("parent", _("The tree cannot be that deep."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Store the portfolio, and let whoever makes one at the top manage it."""
        return create_portfolio(self.instance, self.user)


class PortfolioMoveForm(forms.Form):
    """Choose the place of a portfolio in the tree."""

    parent = forms.ModelChoiceField(
        label=_("Part of"),
        queryset=Portfolio.objects.none(),
        required=False,
        empty_label=_("Nothing: it stands at the top"),
        help_text=_("People with a role there get the same role here."),
    )

    def __init__(self, *args: Any, portfolio: Portfolio, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.portfolio = portfolio
        self.fields["parent"].queryset = (  # type: ignore[attr-defined]
            Portfolio.objects.editable_by(user)
            .exclude(path__startswith=portfolio.path)
            .order_by("path")
        )
        self.fields["parent"].initial = portfolio.parent_id

    def clean_parent(self) -> Portfolio | None:
        """Nobody inherits a role at the top, so somebody must hold one there."""
        parent: Portfolio | None = self.cleaned_data["parent"]
        managed = self.portfolio.memberships.filter(role__in=MANAGES).exists()
        if parent is None and not managed:
            raise ValidationError(
                _("First give somebody the role of lead or administrator here.")
            )
        return parent


class MembershipForm(FactForm):
    """Give a person a role, in this portfolio and everything below it."""

    parents = ("portfolio",)
    error_fields: ClassVar = {"delivery_membership_once": "user"}

    user = forms.CharField(
        label=_("Person"),
        max_length=254,
        help_text=_("The user name or e-mail address of somebody with an account."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    class Meta(FactForm.Meta):
        model = Membership
        fields = ["portfolio", "user", "role"]

    def clean_user(self) -> User:
        typed = self.cleaned_data["user"].strip()
        people = User.objects.filter(is_active=True)
        person = people.filter(Q(username=typed) | Q(email__iexact=typed)).first()
        if person is None:
            raise ValidationError(
                _(
                    "Nobody has this user name or e-mail address. An administrator "
                    "adds accounts."
                )
            )
        return person


class CycleForm(FactForm):
    """One turn of the flywheel: its name and its days. It is closed on its own page."""

    parents = ("portfolio",)
    error_fields: ClassVar = {
        "delivery_cycle_name_once": "name",
        "delivery_cycle_dates_in_order": "ends_on",
    }

    class Meta(FactForm.Meta):
        model = Cycle
        fields = ["portfolio", "name", "starts_on", "ends_on"]
