"""Addresses of people without an account, under /feedback/: the link is the key."""

from django.urls import path

from recognition.views import feedback

urlpatterns = [
    path("<str:token>/", feedback.feedback, name="feedback"),
    path("<str:token>/draft/", feedback.feedback_draft, name="feedback_draft"),
    path("<str:token>/call/", feedback.feedback_call, name="feedback_call"),
    path("<str:token>/quote/", feedback.feedback_quote, name="feedback_quote"),
]
