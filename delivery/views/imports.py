"""Pages of imports: upload, look, check, import."""

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.requests import SignedInRequest
from delivery.actions.import_batches import ask_for, open_import
from delivery.forms.imports import ImportForm, ImportOptionsForm
from delivery.imports.batches import (
    form_of_batch,
    preview,
    rows_done,
    share_done,
)
from delivery.imports.kinds import KINDS, label_of
from delivery.imports.profiles import load_profile, profile_names
from delivery.imports.reading import DELIMITERS, ENCODINGS
from delivery.imports.toml import parse_mapping
from delivery.models import ImportBatch, ImportMapping, Portfolio
from delivery.views.pages import (
    ROWS_A_PAGE,
    Place,
    form_page,
    pick_portfolio,
    takes_forms,
)

IMPORTS = Place(gettext_lazy("Imports"), reverse_lazy("delivery:import_list"))

State = ImportBatch.State

# What there is to ask about a file, by its form.
ASKED = {
    "csv": ("encoding", "delimiter"),
    "json": ("encoding",),
    "xlsx": ("sheet",),
}


@require_safe
@login_required
def import_list(request: SignedInRequest) -> HttpResponse:
    """Show one's own imports, and all of the portfolios one leads."""
    found = ImportBatch.objects.visible_to(request.user)
    page = Paginator(found.select_related("portfolio", "uploaded_by"), ROWS_A_PAGE)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "may_add": Portfolio.objects.with_facts_from(request.user).exists(),
    }
    return render(request, "delivery/import_list.html", context)


@takes_forms
@login_required
def import_create(request: SignedInRequest) -> HttpResponse:
    """Upload a file."""
    profiles = {name: load_profile(name) for name in profile_names()}
    mappings = saved_mappings(request)
    offered = Portfolio.objects.with_facts_from(request.user)
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        initial={
            "portfolio": pick_portfolio(request, offered),
            "kind": request.GET.get("kind"),
            "profile": request.GET.get("profile"),
        },
        profiles={name: profile.kinds for name, profile in profiles.items()}
        | {key: parse_mapping(row.text).kinds for key, row in mappings.items()},
        titles=[(name, profile.title) for name, profile in profiles.items()],
        mappings=mappings,
        most_megabytes=settings.IMPORT_MAX_MB,
    )
    if request.method == "POST" and form.is_valid():
        batch = form.batch(request.user)
        open_import(batch, form.cleaned_data["file"])
        return redirect(batch)
    return form_page(
        request,
        "import_form.html",
        form,
        title=_("Import a file"),
        trail=[IMPORTS],
        profiles=profiles.values(),
    )


@require_safe
@login_required
def import_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a file as it is read, how far the work is, or what came of it."""
    batch = seen_batch(request, pk)
    if request.htmx and not batch.is_working:
        return HttpResponseClientRefresh()
    return detail_page(request, batch, options_form(batch))


@require_POST
@login_required
def import_check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Order the check of a file, read as its owner says."""
    batch = own_batch(request, pk)
    form = options_form(batch, request.POST)
    if not form.is_valid():
        return detail_page(request, seen_batch(request, pk), form, status=422)
    if batch.is_open:
        form.save()
        ask_for(batch, State.CHECKING, timezone.now())
    return redirect(batch)


@require_POST
@login_required
def import_carry_out(request: SignedInRequest, pk: int) -> HttpResponse:
    """Order the import of a file that was checked."""
    batch = own_batch(request, pk)
    skips_refused = "skip" in request.POST
    if batch.is_checked and (skips_refused or not batch.has_refused_rows):
        batch.skips_refused = skips_refused
        batch.save(update_fields=["skips_refused"])
        ask_for(batch, State.IMPORTING, timezone.now())
    return redirect(batch)


@require_safe
@login_required
def import_errors(request: SignedInRequest, pk: int) -> FileResponse:
    """Answer with every error of a file, as a file."""
    batch = seen_batch(request, pk)
    if not batch.errors_file:
        raise Http404
    return FileResponse(
        batch.errors_file.open("rb"),
        as_attachment=True,
        filename=f"{PurePath(batch.name).stem}-errors.csv",
        content_type="text/csv; charset=utf-8",
    )


def saved_mappings(request: SignedInRequest) -> dict[str, ImportMapping]:
    """Return the mappings one may import by, each under what the form calls it."""
    found = ImportMapping.objects.usable_by(request.user).select_related("portfolio")
    return {f"mapping:{row.pk}": row for row in found.order_by("name", "pk")}


def seen_batch(request: SignedInRequest, pk: int) -> ImportBatch:
    """Return an import that the reader may see, or answer 404."""
    visible = ImportBatch.objects.visible_to(request.user)
    found = visible.select_related("portfolio", "mapping", "uploaded_by")
    return get_object_or_404(found, pk=pk)


def own_batch(request: SignedInRequest, pk: int) -> ImportBatch:
    """Return an import that the reader may carry on, or answer 404."""
    return get_object_or_404(ImportBatch.objects.editable_by(request.user), pk=pk)


def options_form(batch: ImportBatch, data: Any = None) -> ImportOptionsForm:
    return ImportOptionsForm(
        data,
        instance=batch,
        asked=ASKED.get(form_of_batch(batch), ()),
        encodings=ENCODINGS.items(),
        delimiters=DELIMITERS.items(),
    )


def profile_title(batch: ImportBatch) -> str:
    """Return what the way is called in which a file is read."""
    if batch.mapping:
        return str(batch.mapping)
    if batch.profile:
        return load_profile(batch.profile).title
    return _("None: the columns are named like the fields")


def detail_page(
    request: SignedInRequest,
    batch: ImportBatch,
    form: ImportOptionsForm,
    status: int = 200,
) -> HttpResponse:
    looks = batch.state != State.CHECKED or "look" in request.GET or status != 200
    found = (batch.report or {}).get("counts", {})
    context = {
        "batch": batch,
        "form": form,
        "is_own": batch.uploaded_by == request.user,
        "trail": [IMPORTS],
        "preview": preview(batch) if batch.is_open and looks else None,
        "rows_done": rows_done(batch) if batch.is_working else None,
        "percent": share_done(batch) if batch.is_working else None,
        "same_file": batch.same_file_before(),
        "counts": [(label_of(kind), counts) for kind, counts in found.items()],
        "has_columns": batch.kind in KINDS,
        "brings_something": any(
            counts["created"] or counts["changed"] for counts in found.values()
        ),
        "profile": profile_title(batch),
        "mapping_key": f"mapping:{batch.mapping_id}" if batch.mapping_id else None,
        "by": batch.uploaded_by or _("The command line"),
    }
    return render(request, "delivery/import_detail.html", context, status=status)
