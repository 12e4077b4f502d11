"""Forms of projects, of their plans, and of what is reported about them."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.actions.projects import approve_baseline
from delivery.forms.fact import FactForm, refuse_future, refuse_negative
from delivery.forms.place import choose_portfolio, take_currency_of_portfolio
from delivery.models import (
    Baseline,
    Milestone,
    Project,
    RatingLevel,
    StatusUpdate,
)
from pmo_value import formatting


class ProjectForm(FactForm):
    """What a project is, who answers for it, and when it really started and ended."""

    error_fields: ClassVar = {
        "delivery_project_code_once": "code",
        "delivery_project_dates_in_order": "actual_finish",
        "delivery_project_finish_only_when_over": "actual_finish",
        "delivery_project_used_after_it_was_approved": "first_use_on",
    }

    class Meta(FactForm.Meta):
        model = Project
        fields = [
            "portfolio",
            "code",
            "name",
            "description",
            "organisation",
            "category",
            "sponsor",
            "manager",
            "priority_tier",
            "status",
            "currency",
            "actual_start",
            "actual_finish",
            "final_cost",
            "business_case_on",
            "first_use_on",
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        choose_portfolio(self, user)
        self.fields["currency"].required = False
        self.fields["currency"].help_text = _("Empty: the currency of the portfolio.")
        refuse_negative(self, "final_cost")

    def clean(self) -> dict[str, Any]:
        super().clean()
        take_currency_of_portfolio(self)
        ahead = _("This day lies ahead. What is expected goes into a status update.")
        refuse_future(self, "actual_start", self.today, ahead)
        refuse_future(self, "actual_finish", self.today, ahead)
        for name in ("business_case_on", "first_use_on"):
            refuse_future(
                self, name, self.today, _("This day lies ahead. Enter it when it came.")
            )
        return self.cleaned_data


class BaselineForm(FactForm):
    """Approve a plan. It gets the next number and is never edited."""

    parents = ("project",)
    error_fields: ClassVar = {
        "delivery_baseline_dates_in_order": "finish",
    }

    class Meta(FactForm.Meta):
        model = Baseline
        fields = [
            "project",
            "approved_on",
            "start",
            "finish",
            "budget",
            "scope_size",
            "reason",
        ]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["approved_on"].required = True
        self.fields["reason"].required = not self.instance.is_original
        self.fields["reason"].help_text = _("Why the plan was changed.")
        refuse_negative(self, "budget", "scope_size")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_future(
            self,
            "approved_on",
            self.today,
            _("A plan cannot be approved ahead of time."),
        )
        self._check_sequence(cleaned.get("approved_on"))
        return cleaned

    def save(self, commit: bool = True) -> Baseline:
        return approve_baseline(super().save(commit=False))

    def _check_sequence(self, approved_on: date | None) -> None:
        """Plans are numbered in the order of their approval."""
        previous = self.instance.project.baselines.order_by("-number").first()
        known = previous.approved_on if previous else None
        if known and approved_on and approved_on < known:
            self.add_error(
                "approved_on",
                _("%(baseline)s was approved on %(day)s; this one comes after it.")
                % {"baseline": previous, "day": formatting.day(known)},
            )


class StatusUpdateForm(FactForm):
    """Report where a project stands on a day."""

    begins_with = "rating"

    parents = ("project",)
    error_fields: ClassVar = {
        "delivery_status_update_once_a_day": "status_date",
        "delivery_status_update_forecast_in_order": "forecast_finish",
    }
    not_negative = (
        "planned_value",
        "earned_value",
        "forecast_cost",
        "estimate_to_complete",
        "in_year_budget",
        "whole_life_cost",
        "scope_approved",
        "scope_accepted",
    )

    class Meta(FactForm.Meta):
        model = StatusUpdate
        fields = [
            "project",
            "status_date",
            "rating",
            "note",
            "planned_value",
            "earned_value",
            "actual_cost",
            "forecast_start",
            "forecast_finish",
            "forecast_cost",
            "estimate_to_complete",
            "in_year_budget",
            "in_year_forecast",
            "whole_life_cost",
            "scope_approved",
            "scope_accepted",
            "source",
        ]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        refuse_negative(self, *self.not_negative)
        rating = self.fields["rating"]
        scale = self.instance.project.portfolio.rating_scale_id
        rating.queryset = RatingLevel.objects.filter(  # type: ignore[attr-defined]
            Q(scale=scale) | Q(pk=self.instance.rating_id)
        )
        rating.empty_label = _("Not rated")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_future(
            self,
            "status_date",
            self.today,
            _("Nobody knows yet how it will stand then."),
        )
        if not self.errors and not self._says_something(cleaned):
            self.add_error(
                "rating", _("Enter a rating, a note, a figure or a forecast at least.")
            )
        earned, status_date = cleaned.get("earned_value"), cleaned.get("status_date")
        if earned is not None and status_date:
            self._hold_against_budget(earned, status_date)
        return cleaned

    def _says_something(self, cleaned: dict[str, Any]) -> bool:
        """Return whether more is told than on which day, and from where."""
        about = {"project", "status_date", "source", "version", "change_reason"}
        told = self.fields.keys() - about
        return any(cleaned.get(name) not in {None, ""} for name in told)

    def _hold_against_budget(self, earned: Any, status_date: date) -> None:
        """Earned value is the budget of work done: it cannot pass the whole budget."""
        project = self.instance.project
        plans = Baseline.objects.filter(project=project).current_on(status_date)
        plan = plans.first() or project.baselines.order_by("number").first()
        if plan and plan.budget is not None and earned > plan.budget:
            self.add_error(
                "earned_value",
                _(
                    "%(earned)s is more than the budget at completion, %(budget)s "
                    "(%(baseline)s). Correct the value, or approve a new baseline."
                )
                % {
                    "earned": formatting.money(earned, project.currency),
                    "budget": formatting.money(plan.budget, project.currency),
                    "baseline": plan,
                },
            )


class MilestoneForm(FactForm):
    """A dated point of a plan."""

    parents = ("project",)
    error_fields: ClassVar = {"delivery_milestone_code_once": "code"}

    class Meta(FactForm.Meta):
        model = Milestone
        fields = ["project", "code", "name", "baseline_on", "forecast_on", "actual_on"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_future(
            self,
            "actual_on",
            self.today,
            _("It is not achieved yet: enter the day as expected."),
        )
        return cleaned
