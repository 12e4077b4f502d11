"""Addresses of requests for services, agreements, terms and ranges."""

from django.urls import path

from recognition.views import demand, pmo_case

urlpatterns = [
    path("requests/", demand.service_request_list, name="service_request_list"),
    path(
        "requests.<file:kind>",
        demand.service_request_export,
        name="service_request_export",
    ),
    path("requests/new/", demand.service_request_create, name="service_request_create"),
    path(
        "requests/<int:pk>/",
        demand.service_request_detail,
        name="service_request_detail",
    ),
    path(
        "requests/<int:pk>/edit/",
        demand.service_request_update,
        name="service_request_update",
    ),
    path(
        "requests/<int:pk>/delete/",
        demand.service_request_delete,
        name="service_request_delete",
    ),
    path(
        "requests/<int:pk>/history/",
        demand.service_request_history,
        name="service_request_history",
    ),
    path("agreements/", demand.service_agreement_list, name="service_agreement_list"),
    path(
        "agreements.<file:kind>",
        demand.service_agreement_export,
        name="service_agreement_export",
    ),
    path(
        "agreements/new/",
        demand.service_agreement_create,
        name="service_agreement_create",
    ),
    path(
        "agreements/<int:pk>/edit/",
        demand.service_agreement_update,
        name="service_agreement_update",
    ),
    path(
        "agreements/<int:pk>/delete/",
        demand.service_agreement_delete,
        name="service_agreement_delete",
    ),
    path(
        "agreements/<int:pk>/history/",
        demand.service_agreement_history,
        name="service_agreement_history",
    ),
    path("terms/", pmo_case.case_terms_list, name="case_terms_list"),
    path("terms/<slug:slug>/", pmo_case.case_terms_update, name="case_terms_update"),
    path(
        "terms/<slug:slug>/delete/",
        pmo_case.case_terms_delete,
        name="case_terms_delete",
    ),
    path(
        "terms/<slug:slug>/history/",
        pmo_case.case_terms_history,
        name="case_terms_history",
    ),
    path("ranges/", pmo_case.benefit_range_list, name="benefit_range_list"),
    path(
        "ranges.<file:kind>",
        pmo_case.benefit_range_export,
        name="benefit_range_export",
    ),
    path(
        "ranges/<int:pk>/", pmo_case.benefit_range_update, name="benefit_range_update"
    ),
    path(
        "ranges/<int:pk>/delete/",
        pmo_case.benefit_range_delete,
        name="benefit_range_delete",
    ),
    path(
        "ranges/<int:pk>/history/",
        pmo_case.benefit_range_history,
        name="benefit_range_history",
    ),
]
