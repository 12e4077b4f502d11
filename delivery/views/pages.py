"""How a list, a form and a question before a deletion become a page."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_filters import FilterSet

from accounts.requests import SignedInRequest
from delivery import history
from delivery.actions.removal import Removal
from delivery.duties import owed_by, walked
from delivery.models import Portfolio
from pmo_value.exports import file_response

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

ROWS_A_PAGE = 50
LONGEST_STEP = 6
FILE_KINDS = ("csv", "xlsx")


class Place(NamedTuple):
    """A page on the way to another one, such as the list of projects."""

    label: "str | StrPromise"
    url: "str | StrPromise"

    def get_absolute_url(self) -> str:
        return str(self.url)


# The way from the section to a page: objects, and lists.
Trail = Sequence[Model | Place]

takes_forms = require_http_methods(["GET", "HEAD", "POST"])


def list_page(
    request: SignedInRequest, name: str, found: FilterSet, **context: Any
) -> HttpResponse:
    """Show one page of a filtered list; htmx gets the rows alone."""
    page = Paginator(found.qs, ROWS_A_PAGE).get_page(request.GET.get("page"))
    is_fragment = request.htmx and not request.htmx.history_restore_request
    template = f"_{name}_rows.html" if is_fragment else f"{name}_list.html"
    return render(
        request,
        f"{app_of(request)}/{template}",
        {
            "filter": found,
            "page": page,
            "is_filtered": any(
                value
                for key, value in request.GET.items()
                if key not in {"page", "sort"}
            ),
            **context,
        },
    )


def form_page(
    request: SignedInRequest,
    template: str,
    form: Any,
    *,
    title: str,
    trail: Trail,
    **context: Any,
) -> HttpResponse:
    """Show a form, with the status that says whether its entries were taken.

    `trail` leads to the page; its last link is where "Cancel" goes. On the way through
    what one owes "Cancel" goes back to the list of it, and the field that the form
    `begins_with` has the focus.
    """
    walk = walk_of(request)
    begins = form.fields.get(getattr(form, "begins_with", "")) if walk else None
    if begins and not form.errors:
        begins.widget.attrs["autofocus"] = True
    context |= {
        "form": form,
        "walk": walk,
        "title": title,
        "trail": trail,
        "cancel_url": walk.home if walk else trail[-1].get_absolute_url(),  # type: ignore[union-attr]
    }
    status = 422 if form.errors else 200
    if getattr(form, "conflict", None):
        status = 409
    return render(request, f"{app_of(request)}/{template}", context, status=status)


def app_of(request: SignedInRequest) -> str:
    """Return the app whose page is asked for: its templates lie in its own folder."""
    match = request.resolver_match
    return match.app_name if match else ""


def posted(request: SignedInRequest) -> QueryDict | None:
    """Return what was sent: also nothing at all, where a form may be empty."""
    return request.POST if request.method == "POST" else None


def history_page(
    request: SignedInRequest,
    subject: str,
    *records: Iterable[Model],
    trail: Trail,
    moves: Iterable[history.Entry] = (),
) -> HttpResponse:
    """Tell what was changed about something; `?file=csv` gives all of it as a file.

    `moves` are entries that no field tells of.
    """
    kind = request.GET.get("file")
    if kind in FILE_KINDS:
        rows = history.listed(*records)
        return file_response(kind, "changes", history.LIST_COLUMNS, rows)
    context = {
        "title": _("Changes of %(name)s") % {"name": subject},
        "trail": trail,
        "entries": sorted(
            [*history.timeline(*records), *moves], key=lambda one: one.at, reverse=True
        ),
    }
    return render(request, "delivery/history.html", context)


def managed_portfolio(request: SignedInRequest, slug: str) -> Portfolio:
    """Return a portfolio whose settings the reader may change, or answer 404."""
    return get_object_or_404(Portfolio.objects.editable_by(request.user), slug=slug)


def chosen_portfolio(
    request: SignedInRequest, key: str = "portfolio"
) -> Portfolio | None:
    """Return the portfolio that the address names, or answer 404 for a foreign one."""
    slug = request.GET.get(key, "")
    if not slug:
        return None
    if "\0" in slug:  # PostgreSQL holds none, and would not even look for one.
        raise Http404
    readable = Portfolio.objects.with_figures_for(request.user)
    return get_object_or_404(readable, slug=slug)


def pick_portfolio(
    request: SignedInRequest, offered: QuerySet[Portfolio]
) -> Portfolio | None:
    """Return the portfolio that the address names, or the only one there is."""
    # PostgreSQL holds no NUL, and would not even look for one.
    if slug := request.GET.get("portfolio", "").replace("\0", ""):
        return offered.filter(slug=slug).first()
    first_two = list(offered[:2])
    return first_two[0] if len(first_two) == 1 else None


def saved(request: SignedInRequest, message: str, place: Any) -> HttpResponse:
    """Say once what was done, and go to the page that shows it."""
    messages.success(request, message)
    if walk := walk_of(request):
        return redirect(walk.after_saving)
    return redirect(place)


class Walk(NamedTuple):
    """The way through what one owes: where one is, and what lies before and after.

    `place` is the portfolio that it stays in, where it does not lead through all.
    """

    home: str
    place: str
    number: int
    total: int
    previous: str
    next: str
    after_saving: str


def walk_of(request: SignedInRequest) -> Walk | None:
    """Return the way that the reader is on; the address says at which step.

    What was done is no longer owed, so the one that follows takes its number.
    """
    step = request.GET.get("owed", "")
    if not step.isdecimal() or len(step) > LONGEST_STEP:
        return None
    number = int(step)
    within = chosen_portfolio(request, "owed_in")
    duties = owed_by(request.user, timezone.localdate(), within).duties
    urls = [walked(duty, index, within) for index, duty in enumerate(duties)]
    home = reverse("delivery:owed") + (f"?portfolio={within.slug}" if within else "")
    return Walk(
        home=home,
        place=within.name if within else "",
        number=number + 1,
        total=len(urls),
        previous=urls[number - 1] if 0 < number <= len(urls) else "",
        next=urls[number + 1] if number + 1 < len(urls) else "",
        after_saving=urls[number] if number < len(urls) else home,
    )


def confirm_page(
    request: SignedInRequest,
    question: str,
    *,
    trail: Trail,
    submit_label: str,
    text: str = "",
    removal: Removal | None = None,
    form: Form | None = None,
    is_gentle: bool = False,
) -> HttpResponse:
    """Ask before something is taken away, or say what stands in the way of it.

    `form` asks for the reason. A gentle deed takes nothing away.
    """
    context = {
        "question": question,
        "text": text,
        "trail": trail,
        "removal": removal,
        "form": form,
        "submit_label": submit_label,
        "is_gentle": is_gentle,
        "cancel_url": trail[-1].get_absolute_url(),  # type: ignore[union-attr]
    }
    is_refused = request.method == "POST" and removal and removal.is_held_by
    status = 409 if is_refused else 200
    if form is not None and form.errors:
        status = 422
    return render(request, "delivery/confirm_delete.html", context, status=status)
