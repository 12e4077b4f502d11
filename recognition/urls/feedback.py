"""Addresses of people without an account, under /feedback/: the link is the key."""

from django.urls import path

from recognition.views import feedback

urlpatterns = [
    path("<str:token>/", feedback.feedback, name="feedback"),
]
