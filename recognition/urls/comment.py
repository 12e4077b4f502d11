"""Addresses of comments and of what was promised because of them."""

from django.urls import path

from recognition.views import comment, follow_up

urlpatterns = [
    path("comments/", comment.comment_list, name="comment_list"),
    path("comments.<file:kind>", comment.comment_export, name="comment_export"),
    path("comments/<int:pk>/", comment.comment_update, name="comment_update"),
    path(
        "comments/<int:pk>/follow-up/",
        follow_up.comment_follow_up,
        name="comment_follow_up",
    ),
    path("follow-ups/", follow_up.follow_up_list, name="follow_up_list"),
    path("follow-ups.<file:kind>", follow_up.follow_up_export, name="follow_up_export"),
    path("follow-ups/new/", follow_up.follow_up_create, name="follow_up_create"),
    path("follow-ups/<int:pk>/", follow_up.follow_up_update, name="follow_up_update"),
    path(
        "follow-ups/<int:pk>/history/",
        follow_up.follow_up_history,
        name="follow_up_history",
    ),
]
