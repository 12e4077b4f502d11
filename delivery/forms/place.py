"""Where a fact belongs: its portfolio, its project, and the currency it takes there."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.forms.fact import FactForm
from delivery.models import Objective, Portfolio, Project, Service
from pmo_value.form_fields import PercentField

BETWEEN = gettext_lazy("Enter a percentage from 0 to 100.")


def choose_portfolio(form: FactForm, user: User) -> None:
    """Offer the portfolios this person enters facts in; a stored fact keeps its own."""
    field = form.fields["portfolio"]
    offered = Portfolio.objects.with_facts_from(user).order_by("path")
    if form.instance.pk:
        field.disabled = True
        offered = Portfolio.objects.filter(pk=form.instance.portfolio_id)
    field.queryset = offered  # type: ignore[attr-defined]


def choose_project(form: FactForm, user: User) -> None:
    """Offer projects of the portfolio; of all that may be entered, for a new fact."""
    offered = Project.objects.editable_by(user)
    if form.instance.pk:
        place = form.instance.portfolio.path
        offered = Project.objects.filter(portfolio__path__startswith=place)
    form.fields["project"].queryset = offered  # type: ignore[attr-defined]


def refuse_project_elsewhere(form: FactForm) -> None:
    """A project belongs to the portfolio of the fact, or to one below it."""
    portfolio = form.cleaned_data.get("portfolio")
    project = form.cleaned_data.get("project")
    if not portfolio or not project:
        return
    if not project.portfolio.path.startswith(portfolio.path):
        form.add_error("project", _("This project is in another portfolio."))


def choose_own_service(form: FactForm, user: User) -> None:
    """Offer services of the portfolio and of those above; all, for a new fact."""
    offered = Service.objects.visible_to(user)
    if form.instance.pk:
        offered = Service.objects.reaching(form.instance.portfolio)
    form.fields["service"].queryset = offered  # type: ignore[attr-defined]


def refuse_service_elsewhere(form: FactForm) -> None:
    """A service belongs to the portfolio of the fact, or to one above it."""
    portfolio = form.cleaned_data.get("portfolio")
    service = form.cleaned_data.get("service")
    if not portfolio or not service:
        return
    if not portfolio.path.startswith(service.portfolio.path):
        form.add_error("service", _("This service is of another portfolio."))


def choose_objective(form: FactForm, user: User) -> None:
    """Offer objectives of the portfolio and of those above; all, for a new fact."""
    offered = Objective.objects.visible_to(user)
    if form.instance.pk:
        offered = Objective.objects.open_to(form.instance.portfolio)
    form.fields["objective"].queryset = offered  # type: ignore[attr-defined]


def refuse_objective_elsewhere(form: FactForm) -> None:
    """An objective belongs to the portfolio of the fact, or to one above it."""
    portfolio = form.cleaned_data.get("portfolio")
    objective = form.cleaned_data.get("objective")
    if not portfolio or not objective:
        return
    if not portfolio.path.startswith(objective.portfolio.path):
        form.add_error("objective", _("This objective is of another portfolio."))


def take_currency_of_portfolio(form: FactForm) -> None:
    """Fill in the currency of the portfolio where none was written."""
    portfolio = form.cleaned_data.get("portfolio")
    if portfolio and form.cleaned_data.get("currency") == "":
        form.cleaned_data["currency"] = portfolio.currency


def enter_in_percent(form: FactForm, *names: str) -> None:
    """Let shares be typed as 40, which is stored as 0.4."""
    for name in names:
        field = form.fields[name]
        form.fields[name] = PercentField(
            label=field.label,
            help_text=field.help_text,
            required=field.required,
            validators=[
                MinValueValidator(0, BETWEEN),
                MaxValueValidator(1, BETWEEN),
            ],
        )
