"""PMO services, their costs, and what they helped."""

from django.utils.translation import gettext_lazy as _

from delivery.imports.kinds.kind import Kind
from delivery.models import Attribution, Service, ServiceCost, ServiceUse

SERVICE_KINDS = (
    Kind(
        name="services",
        label=_("PMO services"),
        model=Service,
        fields=("code", "name", "description", "owner", "starts_on", "retired_on"),
        key=("code",),
        owns="service",
        aliases={"code": ("service_code", "service"), "name": ("service_name",)},
    ),
    Kind(
        name="service-costs",
        label=_("Costs of services"),
        model=ServiceCost,
        fields=("month", "category", "amount", "note"),
        key=("service", "month", "category"),
        parent="service",
        aliases={"service": ("service_code",), "amount": ("cost",)},
    ),
    Kind(
        name="service-uses",
        label=_("Projects that services helped"),
        model=ServiceUse,
        fields=("service", "note"),
        key=("project", "service"),
        parent="project",
        links=("service",),
        aliases={"project": ("project_code",), "service": ("service_code",)},
    ),
    Kind(
        name="attributions",
        label=_("Shares of services in benefits"),
        model=Attribution,
        fields=("service", "share", "method", "confidence", "note"),
        key=("benefit", "service"),
        parent="benefit",
        links=("service",),
        aliases={"benefit": ("benefit_code",), "service": ("service_code",)},
    ),
)
