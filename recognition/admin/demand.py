"""Requests, agreements, terms and ranges in the admin."""

from django.contrib import admin

from delivery.admin.fact import FactAdmin
from recognition.models import BenefitRange, CaseTerms, ServiceAgreement, ServiceRequest


@admin.register(ServiceRequest)
class ServiceRequestAdmin(FactAdmin):
    list_display = ["title", "service", "stakeholder", "requested_on", "state"]
    list_filter = ["state"]
    list_select_related = ["service", "stakeholder"]
    raw_id_fields = ["service", "stakeholder"]
    search_fields = ["title"]


@admin.register(ServiceAgreement)
class ServiceAgreementAdmin(FactAdmin):
    list_display = ["service", "stakeholder", "due_on", "renewed"]
    list_filter = ["renewed"]
    list_select_related = ["service", "stakeholder"]
    raw_id_fields = ["service", "stakeholder"]


@admin.register(CaseTerms)
class CaseTermsAdmin(FactAdmin):
    list_display = ["portfolio", "discount_rate", "years"]
    list_select_related = ["portfolio"]
    raw_id_fields = ["portfolio"]


@admin.register(BenefitRange)
class BenefitRangeAdmin(FactAdmin):
    list_display = ["benefit", "low_share", "high_share", "probability"]
    list_select_related = ["benefit"]
    raw_id_fields = ["benefit"]
