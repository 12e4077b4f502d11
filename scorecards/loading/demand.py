"""Requests for services of the PMO, agreements on them, and the projects they help."""

from django.db.models import BooleanField, Case, F, Value, When

from delivery.models import Cycle, Portfolio, ServiceUse
from recognition.models import ServiceAgreement, ServiceRequest
from scorecards import facts
from scorecards.loading.holding import Held


def load_demand(portfolio: Portfolio, held: Held) -> facts.DemandFacts:
    """Load who asked for what, in four queries at the most."""
    requests = _requests(portfolio) if ServiceRequest in held else ()
    cycles = Cycle.objects.filter(portfolio__in=Portfolio.objects.over(portfolio))
    return facts.DemandFacts(
        requests=requests,
        agreements=_agreements(portfolio) if ServiceAgreement in held else (),
        uses=_uses(portfolio) if ServiceUse in held else (),
        cycles=tuple(
            cycles.order_by("starts_on").values_list("starts_on", flat=True).distinct()
        )
        if requests
        else (),
    )


def _requests(portfolio: Portfolio) -> tuple[facts.RequestFacts, ...]:
    return tuple(
        facts.RequestFacts(**row)
        for row in ServiceRequest.objects.of_portfolio(portfolio)
        .annotate(
            service_name=F("service__name"),
            is_declined=Case(
                When(state=ServiceRequest.State.DECLINED, then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            ),
        )
        .order_by("requested_on", "pk")
        .values(
            "pk",
            "service",
            "service_name",
            "stakeholder",
            "requested_on",
            "is_mandated",
            "agreed_days",
            "is_declined",
            "answered_on",
        )
    )


def _agreements(portfolio: Portfolio) -> tuple[facts.AgreementFacts, ...]:
    return tuple(
        facts.AgreementFacts(**row)
        for row in ServiceAgreement.objects.of_portfolio(portfolio)
        .annotate(service_name=F("service__name"))
        .order_by("due_on", "pk")
        .values("service", "service_name", "due_on", "renewed")
    )


def _uses(portfolio: Portfolio) -> tuple[facts.UseFacts, ...]:
    uses = ServiceUse.objects.of_portfolio(portfolio).order_by("project", "service")
    return tuple(
        facts.UseFacts(*row)
        for row in uses.values_list("project_id", "service_id", "service__name")
    )
