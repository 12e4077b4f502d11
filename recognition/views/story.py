"""Pages of success stories: list, draft, write, review, publish and read."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery import history
from delivery.models import Portfolio
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    history_page,
    list_page,
    pick_portfolio,
    posted,
    saved,
    takes_forms,
)
from recognition.actions import stories
from recognition.actions.stories import StoryRefusedError
from recognition.filters.story import StoryFilter
from recognition.forms.story import (
    BeginningForm,
    PictureForm,
    StoryForm,
    StoryNumberForm,
)
from recognition.models import (
    Publication,
    Story,
    StoryNumber,
    StoryPicture,
    Testimonial,
)

STORIES = Place(gettext_lazy("Success stories"), reverse_lazy("recognition:story_list"))
State = Story.State


@require_safe
@login_required
@vary_on_headers("HX-Request")
def story_list(request: SignedInRequest) -> HttpResponse:
    """List stories: published ones, and what one writes oneself."""
    rows = Story.objects.visible_to(request.user)
    rows = rows.select_related("portfolio", "project", "benefit")
    found = StoryFilter(request.GET, rows, request=request)
    may_add = Portfolio.objects.with_facts_from(request.user).exists()
    return list_page(request, "story", found, may_add=may_add)


@require_safe
@login_required
@never_cache
def story_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one story with its numbers and the quotes that may be read."""
    mine = Story.objects.visible_to(request.user).with_rights_of(request.user)
    rows = mine.select_related("portfolio", "project", "service", "benefit")
    story = get_object_or_404(rows, pk=pk)
    numbers = stories.bound_numbers(story)
    live = Testimonial.objects.live(timezone.localdate(), "internal")
    context = {
        "story": story,
        "parts": [
            (label, stories.pieces_of(text, numbers))
            for label, text in (
                (_("Situation"), story.situation),
                (_("What the PMO did"), story.deed),
                (_("Outcome"), story.outcome),
            )
        ],
        "numbers": list(numbers.values()),
        "changed": [bound for bound in numbers.values() if bound.has_changed],
        "pictures": story.pictures.all(),
        "quotes": Publication.objects.free("internal").of(live.filter(stories=story)),
        "may_publish": story.is_editable
        and story.state == State.IN_REVIEW
        and not story.writers.filter(pk=request.user.pk).exists(),
        "trail": [STORIES],
    }
    return render(request, "recognition/story_detail.html", context)


@takes_forms
@login_required
def story_create(request: SignedInRequest) -> HttpResponse:
    """Begin a story on an empty page."""
    offered = Portfolio.objects.with_facts_from(request.user)
    form = StoryForm(
        request.POST or None,
        by=request.user,
        instance=Story(),
        initial={"portfolio": pick_portfolio(request, offered)},
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Draft saved."), form.instance)
    title = _("Write a story")
    return form_page(request, "form.html", form, title=title, trail=[STORIES])


@takes_forms
@login_required
def story_draft(request: SignedInRequest) -> HttpResponse:
    """Begin a story with what is recorded of a benefit or a project."""
    form = BeginningForm(
        posted(request),
        user=request.user,
        initial={key: request.GET.get(key) for key in ("benefit", "project")},
    )
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if benefit := form.cleaned_data["benefit"]:
            story = stories.draft_from_benefit(benefit, request.user, now)
        else:
            project = form.cleaned_data["project"]
            story = stories.draft_from_project(project, request.user, now)
        return saved(request, _("This is what is on record. Now tell it."), story)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Draft a story from data"),
        trail=[STORIES],
        submit_label=_("Draft it"),
    )


def own_draft(request: SignedInRequest, pk: int) -> Story:
    """Return a story that the reader may write on now, or answer 404."""
    drafts = Story.objects.editable_by(request.user).filter(state=State.DRAFT)
    story: Story = get_object_or_404(drafts.select_related("portfolio"), pk=pk)
    return story


@takes_forms
@login_required
def story_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write on a draft."""
    story = own_draft(request, pk)
    form = StoryForm(
        request.POST or None,
        by=request.user,
        instance=story,
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Story saved."), story)
    return form_page(
        request, "form.html", form, title=_("Edit the story"), trail=[STORIES, story]
    )


@takes_forms
@login_required
def story_number_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a number that is tied to a fact."""
    story = own_draft(request, pk)
    form = StoryNumberForm(
        request.POST or None,
        by=request.user,
        instance=StoryNumber(story=story),
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        text = _("Write {%(name)s} where the number belongs.")
        return saved(request, text % {"name": form.instance.name}, story)
    return form_page(
        request, "form.html", form, title=_("Add a number"), trail=[STORIES, story]
    )


@takes_forms
@login_required
def story_number_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a number away from a draft that no longer needs it."""
    mine = StoryNumber.objects.editable_by(request.user)
    drafts = mine.filter(story__state=State.DRAFT).select_related("story")
    number: Any = get_object_or_404(drafts, pk=pk)
    story = number.story
    if request.method == "POST":
        number.delete()
        story.writers.add(request.user)
        return saved(request, _("Number removed."), story)
    return confirm_page(
        request,
        _("Remove the number %(name)s?") % {"name": number},
        trail=[STORIES, story],
        submit_label=_("Remove number"),
        text=_("Where the text still names it, it counts as not known."),
    )


@require_POST
@login_required
def story_number_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a story say what the facts say now."""
    mine = StoryNumber.objects.editable_by(request.user)
    rows = mine.select_related("story", "benefit", "kpi", "project")
    number: Any = get_object_or_404(rows, pk=pk)
    stories.bind(number, request.user, timezone.localdate())
    return saved(request, _("The story has the new number."), number.story)


@require_POST
@login_required
def story_move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand a story to the review, publish it, take it back, or archive it."""
    story = get_object_or_404(Story.objects.editable_by(request.user), pk=pk)
    after = request.POST.get("after", "")
    try:
        stories.move(story, after, request.user, timezone.now())
    except StoryRefusedError as error:
        messages.error(request, str(error))
        return redirect(story)
    said = {
        State.IN_REVIEW: _("Now a second person reads it and publishes it."),
        State.PUBLISHED: _("Published."),
        State.DRAFT: _("It is a draft again."),
    }
    return saved(request, said.get(State(after), _("Archived.")), story)


@takes_forms
@login_required
def story_picture_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a picture."""
    story = own_draft(request, pk)
    form = PictureForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        picture = form.cleaned_data["file"]
        stored = StoryPicture(
            story=story,
            kind=picture.kind,
            width=picture.width,
            height=picture.height,
            alt=form.cleaned_data["alt"],
        )
        stored.file.save("", ContentFile(picture.data))
        return saved(request, _("Picture added."), story)
    return form_page(
        request,
        "story_picture_form.html",
        form,
        title=_("Add a picture"),
        trail=[STORIES, story],
    )


@require_safe
@login_required
def story_picture(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer with a picture: as something to save, and never as a page."""
    seen = StoryPicture.objects.visible_to(request.user)
    picture = get_object_or_404(seen, pk=pk)
    with picture.file.open() as stored:
        response = HttpResponse(stored.read(), content_type=f"image/{picture.kind}")
    name = f"picture-{picture.pk}.{picture.kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@takes_forms
@login_required
def story_picture_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a picture away from a draft, and its file with it."""
    drafts = StoryPicture.objects.editable_by(request.user)
    mine = drafts.filter(story__state=State.DRAFT).select_related("story")
    picture = get_object_or_404(mine, pk=pk)
    story = picture.story
    if request.method == "POST":
        picture.file.delete(save=False)
        picture.delete()
        return saved(request, _("Picture removed."), story)
    return confirm_page(
        request,
        _("Remove the picture “%(alt)s”?") % {"alt": picture.alt},
        trail=[STORIES, story],
        submit_label=_("Remove picture"),
    )


@require_safe
@login_required
def story_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about a story, and when."""
    mine = Story.objects.editable_by(request.user).select_related("portfolio")
    story = get_object_or_404(mine, pk=pk)
    return history_page(
        request,
        story.title,
        history.records_of(Story, id=pk),
        history.records_of(StoryNumber, story_id=pk),
        history.records_of(StoryPicture, story_id=pk),
        trail=[STORIES, story],
    )
