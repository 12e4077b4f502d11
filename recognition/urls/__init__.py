"""Addresses of the pages of Step 10, under /recognition/."""

from django.urls import path

from recognition.views import home

app_name = "recognition"

urlpatterns = [
    path("", home.home, name="home"),
]
