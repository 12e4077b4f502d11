"""Pages on which one chooses reminders, signed in or by the link of a mail."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.requests import SignedInRequest
from delivery.actions.reminders import person_of
from delivery.forms.discipline import ReminderForm
from delivery.views.pages import saved, takes_forms


@takes_forms
@login_required
def reminder_settings(request: SignedInRequest) -> HttpResponse:
    """Choose of what one is reminded."""
    form = bound(request, request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return saved(request, _("Reminders saved."), "delivery:owed")
    context = {"form": form, "is_signed_in": True}
    return render(request, "delivery/reminder_settings.html", context)


@takes_forms
@never_cache
def reminder_unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Turn reminders off by the link of a mail; looking at it changes nothing."""
    user = person_of(token)
    if user is None:
        raise Http404
    form = bound(request, user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect(f"{request.path}?saved=1")
    context = {"form": form, "is_saved": "saved" in request.GET}
    response = render(request, "delivery/reminder_settings.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def bound(request: HttpRequest, user: User) -> ReminderForm:
    """Return the form; a box that is not ticked is an answer, so nothing is one too."""
    return ReminderForm(request.POST if request.method == "POST" else None, user=user)
