"""Forms of requests for services of the PMO, and of agreements on them."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.forms.fact import FactForm, refuse_future
from delivery.models import Service
from recognition.models import ServiceAgreement, ServiceRequest, Stakeholder


class DemandForm(FactForm):
    """What somebody wants of a service; the service reaches where they are."""

    today: date

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        people = Stakeholder.objects.editable_by(user).filter(erased_at=None)
        services = Service.objects.visible_to(user)
        if self.instance.pk:
            people |= Stakeholder.objects.filter(pk=self.instance.stakeholder_id)
            services |= Service.objects.filter(pk=self.instance.service_id)
        self.fields["stakeholder"].queryset = people.distinct()  # type: ignore[attr-defined]
        self.fields["service"].queryset = services.distinct()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        person, service = cleaned.get("stakeholder"), cleaned.get("service")
        if person and service and not reaches(service, person):
            self.add_error("service", _("This service is of another portfolio."))
        return cleaned


def reaches(service: Service, person: Stakeholder) -> bool:
    """Return whether a person and a service are in one line of portfolios."""
    here, there = person.portfolio.path, service.portfolio.path
    return here.startswith(there) or there.startswith(here)


class ServiceRequestForm(DemandForm):
    """Who asked for what, and how it was answered."""

    error_fields: ClassVar = {
        "recognition_service_request_dates_in_order": "answered_on",
        "recognition_service_request_answer_has_day": "answered_on",
        "recognition_service_request_declined_says_why": "reason",
    }

    class Meta(FactForm.Meta):
        model = ServiceRequest
        fields = [
            "stakeholder",
            "service",
            "title",
            "requested_on",
            "is_mandated",
            "agreed_days",
            "state",
            "answered_on",
            "reason",
        ]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        message = _("This day lies ahead. Enter today or a day before.")
        refuse_future(self, "requested_on", self.today, message)
        refuse_future(self, "answered_on", self.today, message)
        return cleaned


class ServiceAgreementForm(DemandForm):
    """With whom there is an agreement, until when, and whether it was renewed."""

    error_fields: ClassVar = {
        "recognition_service_agreement_once": "due_on",
        "recognition_service_agreement_decision_has_day": "decided_on",
    }

    class Meta(FactForm.Meta):
        model = ServiceAgreement
        fields = ["stakeholder", "service", "due_on", "renewed", "decided_on", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        message = _("This day lies ahead. Enter today or a day before.")
        refuse_future(self, "decided_on", self.today, message)
        return cleaned
