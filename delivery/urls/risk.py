"""Addresses of the risk register, of what is set aside for risks, and of issues."""

from django.urls import path

from delivery.views import contingency, issue, risk, risk_assessment, risk_scale

urlpatterns = [
    path("risks/", risk.risk_list, name="risk_list"),
    path("risks.<file:kind>", risk.risk_export, name="risk_export"),
    path("risks/new/", risk.risk_create, name="risk_create"),
    path("risks/<int:pk>/", risk.risk_detail, name="risk_detail"),
    path("risks/<int:pk>/edit/", risk.risk_update, name="risk_update"),
    path("risks/<int:pk>/delete/", risk.risk_delete, name="risk_delete"),
    path("risks/<int:pk>/history/", risk.risk_history, name="risk_history"),
    path(
        "risks/<int:risk_id>/assessments.<file:kind>",
        risk_assessment.risk_assessment_export,
        name="risk_assessment_export",
    ),
    path(
        "risks/<int:risk_id>/assessments/new/",
        risk_assessment.risk_assessment_create,
        name="risk_assessment_create",
    ),
    path(
        "risk-assessments/<int:pk>/",
        risk_assessment.risk_assessment_update,
        name="risk_assessment_update",
    ),
    path(
        "risk-assessments/<int:pk>/delete/",
        risk_assessment.risk_assessment_delete,
        name="risk_assessment_delete",
    ),
    path(
        "portfolios/<slug:slug>/risk-scale/",
        risk_scale.risk_level_list,
        name="risk_level_list",
    ),
    path(
        "portfolios/<slug:slug>/risk-scale/new/",
        risk_scale.risk_level_create,
        name="risk_level_create",
    ),
    path(
        "risk-levels/<int:pk>/", risk_scale.risk_level_update, name="risk_level_update"
    ),
    path(
        "risk-levels/<int:pk>/delete/",
        risk_scale.risk_level_delete,
        name="risk_level_delete",
    ),
    path("contingencies/", contingency.contingency_list, name="contingency_list"),
    path(
        "contingencies.<file:kind>",
        contingency.contingency_export,
        name="contingency_export",
    ),
    path(
        "contingencies/new/",
        contingency.contingency_create,
        name="contingency_create",
    ),
    path(
        "contingencies/<int:pk>/",
        contingency.contingency_update,
        name="contingency_update",
    ),
    path(
        "contingencies/<int:pk>/delete/",
        contingency.contingency_delete,
        name="contingency_delete",
    ),
    path("issues/", issue.issue_list, name="issue_list"),
    path("issues.<file:kind>", issue.issue_export, name="issue_export"),
    path("issues/new/", issue.issue_create, name="issue_create"),
    path("issues/<int:pk>/", issue.issue_detail, name="issue_detail"),
    path("issues/<int:pk>/edit/", issue.issue_update, name="issue_update"),
    path("issues/<int:pk>/delete/", issue.issue_delete, name="issue_delete"),
    path("issues/<int:pk>/history/", issue.issue_history, name="issue_history"),
]
