"""How a list, a form and a question before a deletion become a page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from django_filters import FilterSet

from accounts.requests import SignedInRequest
from delivery.actions.removal import Removal
from delivery.models import Portfolio

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

ROWS_A_PAGE = 50


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
        f"delivery/{template}",
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

    `trail` leads to the page; its last link is where "Cancel" goes.
    """
    context |= {
        "form": form,
        "title": title,
        "trail": trail,
        "cancel_url": trail[-1].get_absolute_url(),  # type: ignore[union-attr]
    }
    status = 422 if form.errors else 200
    if getattr(form, "conflict", None):
        status = 409
    return render(request, f"delivery/{template}", context, status=status)


def managed_portfolio(request: SignedInRequest, slug: str) -> Portfolio:
    """Return a portfolio whose settings the reader may change, or answer 404."""
    return get_object_or_404(Portfolio.objects.editable_by(request.user), slug=slug)


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
    return redirect(place)


def confirm_page(
    request: SignedInRequest,
    question: str,
    *,
    trail: Trail,
    submit_label: str,
    text: str = "",
    removal: Removal | None = None,
) -> HttpResponse:
    """Ask before something is taken away, or say what stands in the way of it."""
    context = {
        "question": question,
        "text": text,
        "trail": trail,
        "removal": removal,
        "submit_label": submit_label,
        "cancel_url": trail[-1].get_absolute_url(),  # type: ignore[union-attr]
    }
    is_refused = request.method == "POST" and removal and removal.is_held_by
    status = 409 if is_refused else 200
    return render(request, "delivery/confirm_delete.html", context, status=status)
