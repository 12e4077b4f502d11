"""Lists of risks, of what is set aside for them, and of issues."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from delivery.filters.project import readable_projects
from delivery.models import Contingency, Issue, Risk, RiskAssessment


class RiskFilter(filters.FilterSet):
    """Risks `with_latest_assessment`."""

    q = SearchFilter("code", "name", "owner", "category", "project__name")
    portfolio = PortfolioFilter()
    status = filters.ChoiceFilter(
        label=_("Status"), choices=Risk.Status.choices, empty_label=_("Any status")
    )
    kind = filters.ChoiceFilter(
        label=_("Kind"), choices=Risk.Kind.choices, empty_label=_("Threats and chances")
    )
    strategy = filters.ChoiceFilter(
        label=_("Response"),
        choices=Risk.Strategy.choices,
        empty_label=_("Any response"),
    )
    gap = filters.ChoiceFilter(
        label=_("What is missing"),
        choices=[
            ("owner", _("An owner")),
            ("response", _("A response")),
            ("judgement", _("A recent judgement")),
            ("overdue", _("A response that is overdue")),
        ],
        empty_label=_("Complete or not"),
        method="filter_gap",
    )
    sort = SortFilter(
        "code",
        "name",
        "status",
        "owner",
        "probability",
        "impact_money",
        "exposure",
        "assessed_on",
        "due_on",
    )

    class Meta:
        model = Risk
        fields: list[str] = []

    def filter_gap(self, risks: Any, name: str, gap: str) -> Any:
        return risks.gaps(timezone.localdate())[gap]


def readable_risks(request: HttpRequest | None) -> QuerySet[Any]:
    """Return the risks that the reader may name."""
    if request is None:
        return Risk.objects.none()
    return Risk.objects.visible_to(request.user)  # type: ignore[arg-type]


class RiskAssessmentFilter(filters.FilterSet):
    risk = filters.ModelChoiceFilter(queryset=readable_risks)
    portfolio = PortfolioFilter("risk__portfolio")
    assessed_on = filters.DateFromToRangeFilter()

    class Meta:
        model = RiskAssessment
        fields: list[str] = []


class ContingencyFilter(filters.FilterSet):
    """What is set aside, by portfolios and projects."""

    q = SearchFilter("portfolio__name", "project__code", "project__name", "note")
    portfolio = PortfolioFilter()
    sort = SortFilter("valid_from", "reserve", "reserve_days")

    class Meta:
        model = Contingency
        fields: list[str] = []


class IssueFilter(filters.FilterSet):
    """Issues `with_severity_rank`."""

    q = SearchFilter("code", "name", "owner", "project__name")
    portfolio = PortfolioFilter()
    severity = filters.ChoiceFilter(
        label=_("Severity"),
        choices=Issue.Severity.choices,
        empty_label=_("Any severity"),
    )
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[("open", _("Open")), ("resolved", _("Resolved"))],
        empty_label=_("Open or resolved"),
        method="filter_state",
    )
    project = filters.ModelChoiceFilter(
        label=_("Project"), queryset=readable_projects, empty_label=_("Any project")
    )
    sort = SortFilter(
        "code",
        "name",
        "severity_rank",
        "owner",
        "opened_on",
        "resolved_on",
        "target_days",
    )

    class Meta:
        model = Issue
        fields: list[str] = []

    def filter_state(self, issues: Any, name: str, state: str) -> Any:
        return issues.open() if state == "open" else issues.resolved()
