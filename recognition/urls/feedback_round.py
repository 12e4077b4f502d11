"""Addresses of questionnaires, rounds, invitations and standing orders."""

from django.urls import path

from recognition.views import feedback_round, questionnaire, round_plan, sending

urlpatterns = [
    path("rounds/", feedback_round.round_list, name="round_list"),
    path("rounds.<file:kind>", feedback_round.round_export, name="round_export"),
    path("rounds/new/", feedback_round.round_create, name="round_create"),
    path("rounds/<int:pk>/", feedback_round.round_detail, name="round_detail"),
    path("rounds/<int:pk>/edit/", feedback_round.round_update, name="round_update"),
    path(
        "rounds/<int:pk>/audience/",
        feedback_round.round_audience,
        name="round_audience",
    ),
    path(
        "rounds/<int:pk>/preview/", feedback_round.round_preview, name="round_preview"
    ),
    path("rounds/<int:pk>/copy/", feedback_round.round_copy, name="round_copy"),
    path("rounds/<int:pk>/delete/", feedback_round.round_delete, name="round_delete"),
    path(
        "rounds/<int:pk>/history/", feedback_round.round_history, name="round_history"
    ),
    path("rounds/<int:pk>/send/", sending.round_send, name="round_send"),
    path("rounds/<int:pk>/schedule/", sending.round_schedule, name="round_schedule"),
    path(
        "rounds/<int:pk>/unschedule/",
        sending.round_unschedule,
        name="round_unschedule",
    ),
    path("rounds/<int:pk>/close/", sending.round_close, name="round_close"),
    path(
        "invitations/<int:pk>/resend/",
        sending.invitation_resend,
        name="invitation_resend",
    ),
    path(
        "invitations/<int:pk>/revoke/",
        sending.invitation_revoke,
        name="invitation_revoke",
    ),
    path(
        "invitations/<int:pk>/bounce/",
        sending.invitation_bounce,
        name="invitation_bounce",
    ),
    path(
        "questionnaires/", questionnaire.questionnaire_list, name="questionnaire_list"
    ),
    path(
        "questionnaires/new/",
        questionnaire.questionnaire_create,
        name="questionnaire_create",
    ),
    path(
        "questionnaires/<int:pk>/",
        questionnaire.questionnaire_detail,
        name="questionnaire_detail",
    ),
    path(
        "questionnaires/<int:pk>/edit/",
        questionnaire.questionnaire_update,
        name="questionnaire_update",
    ),
    path(
        "questionnaires/<int:pk>/copy/",
        questionnaire.questionnaire_copy,
        name="questionnaire_copy",
    ),
    path(
        "questionnaires/<int:pk>/delete/",
        questionnaire.questionnaire_delete,
        name="questionnaire_delete",
    ),
    path(
        "questionnaires/<int:pk>/history/",
        questionnaire.questionnaire_history,
        name="questionnaire_history",
    ),
    path(
        "questionnaires/<int:questionnaire_id>/questions/new/",
        questionnaire.question_create,
        name="question_create",
    ),
    path("questions/<int:pk>/", questionnaire.question_update, name="question_update"),
    path(
        "questions/<int:pk>/move/<slug:step>/",
        questionnaire.question_move,
        name="question_move",
    ),
    path(
        "questions/<int:pk>/delete/",
        questionnaire.question_delete,
        name="question_delete",
    ),
    path("standing-orders/", round_plan.round_plan_list, name="round_plan_list"),
    path(
        "standing-orders/new/", round_plan.round_plan_create, name="round_plan_create"
    ),
    path(
        "standing-orders/<int:pk>/",
        round_plan.round_plan_update,
        name="round_plan_update",
    ),
    path(
        "standing-orders/<int:pk>/history/",
        round_plan.round_plan_history,
        name="round_plan_history",
    ),
]
