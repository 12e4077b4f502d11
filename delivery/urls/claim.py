"""Addresses of the queue of finance."""

from django.urls import path

from delivery.views import claim

urlpatterns = [
    path("validation/", claim.claim_queue, name="claim_queue"),
    path("validation.<file:kind>", claim.claim_export, name="claim_export"),
    path("validation/<int:pk>/", claim.claim_review, name="claim_review"),
    path(
        "claim-decisions.<file:kind>",
        claim.claim_decision_export,
        name="claim_decision_export",
    ),
    path(
        "benefit-entries/<int:pk>/withdraw/",
        claim.benefit_entry_withdraw,
        name="benefit_entry_withdraw",
    ),
]
