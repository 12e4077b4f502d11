"""Addresses of translations and of the assumptions they rest on."""

from django.urls import path

from recognition.views import assumption, translation

urlpatterns = [
    path("assumptions/", assumption.assumption_list, name="assumption_list"),
    path(
        "assumptions.<file:kind>",
        assumption.assumption_export,
        name="assumption_export",
    ),
    path("assumptions/new/", assumption.assumption_create, name="assumption_create"),
    path(
        "assumptions/<int:pk>/", assumption.assumption_detail, name="assumption_detail"
    ),
    path(
        "assumptions/<int:pk>/edit/",
        assumption.assumption_update,
        name="assumption_update",
    ),
    path(
        "assumptions/<int:pk>/approve/",
        assumption.assumption_approve,
        name="assumption_approve",
    ),
    path(
        "assumptions/<int:pk>/take-back/",
        assumption.assumption_take_back,
        name="assumption_take_back",
    ),
    path(
        "assumptions/<int:pk>/retire/",
        assumption.assumption_retire,
        name="assumption_retire",
    ),
    path(
        "assumptions/<int:pk>/delete/",
        assumption.assumption_delete,
        name="assumption_delete",
    ),
    path(
        "assumptions/<int:pk>/history/",
        assumption.assumption_history,
        name="assumption_history",
    ),
    path("translations/", translation.translation_list, name="translation_list"),
    path(
        "translations.<file:kind>",
        translation.translation_export,
        name="translation_export",
    ),
    path("formulas/", translation.formula_list, name="formula_list"),
    path(
        "translations/new/", translation.translation_create, name="translation_create"
    ),
    path(
        "translations/<int:pk>/",
        translation.translation_detail,
        name="translation_detail",
    ),
    path(
        "translations/<int:pk>/edit/",
        translation.translation_update,
        name="translation_update",
    ),
    path(
        "translations/<int:pk>/delete/",
        translation.translation_delete,
        name="translation_delete",
    ),
    path(
        "translations/<int:pk>/history/",
        translation.translation_history,
        name="translation_history",
    ),
    path(
        "translations/<int:pk>/wording/",
        translation.translation_wording,
        name="translation_wording",
    ),
    path(
        "translations/<int:pk>/claim/",
        translation.translation_claim,
        name="translation_claim",
    ),
    path(
        "translations/<int:pk>/<slug:role>/number/",
        translation.translation_input_update,
        name="translation_input_update",
    ),
    path(
        "translation-numbers/<int:pk>/confirm/",
        translation.translation_input_confirm,
        name="translation_input_confirm",
    ),
]
