"""Addresses of success stories."""

from django.urls import path

from recognition.views import story

urlpatterns = [
    path("stories/", story.story_list, name="story_list"),
    path("stories/new/", story.story_create, name="story_create"),
    path("stories/draft/", story.story_draft, name="story_draft"),
    path("stories/<int:pk>/", story.story_detail, name="story_detail"),
    path("stories/<int:pk>/edit/", story.story_update, name="story_update"),
    path("stories/<int:pk>/move/", story.story_move, name="story_move"),
    path("stories/<int:pk>/history/", story.story_history, name="story_history"),
    path(
        "stories/<int:pk>/numbers/new/",
        story.story_number_create,
        name="story_number_create",
    ),
    path(
        "stories/<int:pk>/pictures/new/",
        story.story_picture_create,
        name="story_picture_create",
    ),
    path("story-pictures/<int:pk>/", story.story_picture, name="story_picture"),
    path(
        "story-pictures/<int:pk>/delete/",
        story.story_picture_delete,
        name="story_picture_delete",
    ),
    path(
        "story-numbers/<int:pk>/delete/",
        story.story_number_delete,
        name="story_number_delete",
    ),
    path(
        "story-numbers/<int:pk>/confirm/",
        story.story_number_confirm,
        name="story_number_confirm",
    ),
]
