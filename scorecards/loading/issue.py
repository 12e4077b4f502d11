"""Issues."""

from django.db import models
from django.db.models.functions import Coalesce

from delivery.models import Issue, Portfolio
from scorecards import facts
from scorecards.loading.holding import Held


def load_issues(portfolio: Portfolio, held: Held) -> tuple[facts.IssueFacts, ...]:
    if Issue not in held:
        return ()
    return tuple(
        facts.IssueFacts(**row)
        for row in Issue.objects.filter(portfolio=portfolio)
        .order_by("code")
        .values(
            "pk",
            "code",
            "name",
            "severity",
            "owner",
            "opened_on",
            "target_days",
            "resolved_on",
            project_name=Coalesce("project__name", models.Value("")),
        )
    )
