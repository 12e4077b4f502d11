"""Addresses of quotes."""

from django.urls import path

from recognition.views import quote_wall, testimonial

urlpatterns = [
    path("quotes/", quote_wall.quote_wall, name="quote_wall"),
    path("testimonials/", testimonial.testimonial_list, name="testimonial_list"),
    path(
        "testimonials.<file:kind>",
        testimonial.testimonial_export,
        name="testimonial_export",
    ),
    path(
        "testimonials/new/", testimonial.testimonial_create, name="testimonial_create"
    ),
    path(
        "testimonials/<int:pk>/",
        testimonial.testimonial_detail,
        name="testimonial_detail",
    ),
    path(
        "testimonials/<int:pk>/edit/",
        testimonial.testimonial_update,
        name="testimonial_update",
    ),
    path(
        "testimonials/<int:pk>/send/",
        testimonial.testimonial_send,
        name="testimonial_send",
    ),
    path(
        "testimonials/<int:pk>/publish/",
        testimonial.testimonial_publish,
        name="testimonial_publish",
    ),
    path(
        "testimonials/<int:pk>/highlight/",
        testimonial.testimonial_highlight,
        name="testimonial_highlight",
    ),
    path(
        "testimonials/<int:pk>/end/",
        testimonial.testimonial_end,
        name="testimonial_end",
    ),
    path(
        "testimonials/<int:pk>/uses/new/",
        testimonial.testimonial_use_create,
        name="testimonial_use_create",
    ),
    path(
        "testimonial-uses/<int:pk>/",
        testimonial.testimonial_use_settle,
        name="testimonial_use_settle",
    ),
]
