"""Pages of saved mappings: how the files of a source are read the next time."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery import history
from delivery.forms.import_mapping import ColumnsForm, ImportMappingForm
from delivery.imports.batches import Preview, preview
from delivery.imports.columns import plain_name
from delivery.imports.errors import UnreadableFileError
from delivery.imports.kinds import KINDS, Kind
from delivery.imports.toml import parse_mapping
from delivery.models import ImportBatch, ImportMapping, Portfolio
from delivery.views.imports import IMPORTS, own_batch
from delivery.views.pages import (
    Place,
    Trail,
    confirm_page,
    form_page,
    history_page,
    pick_portfolio,
    saved,
    takes_forms,
)
from pmo_value.fields import ExactDecimalField

# More columns nobody chooses from a list.
MOST_COLUMNS = 300

MAPPINGS = Place(
    gettext_lazy("Saved mappings"), reverse_lazy("delivery:import_mapping_list")
)


@require_safe
@login_required
def import_mapping_list(request: SignedInRequest) -> HttpResponse:
    """Show the mappings of the portfolios one imports into."""
    found = ImportMapping.objects.visible_to(request.user)
    context = {
        "mappings": found.select_related("portfolio", "saved_by").order_by(
            "portfolio__path", "name"
        ),
        "watches": settings.IMPORT_FOLDER is not None,
        "may_add": Portfolio.objects.with_facts_from(request.user).exists(),
        "trail": [IMPORTS],
    }
    return render(request, "delivery/import_mapping_list.html", context)


@takes_forms
@login_required
def import_mapping_create(request: SignedInRequest) -> HttpResponse:
    """Write a mapping."""
    offered = Portfolio.objects.with_facts_from(request.user)
    form = mapping_form(
        request,
        ImportMapping(saved_by=request.user),
        initial={"portfolio": pick_portfolio(request, offered)},
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Mapping saved."), MAPPINGS)
    return form_page(
        request,
        "import_mapping_form.html",
        form,
        title=_("Write a mapping"),
        trail=[IMPORTS, MAPPINGS],
    )


@takes_forms
@login_required
def import_mapping_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a mapping; whoever does so answers for what its folder brings."""
    mapping = own_mapping(request, pk)
    mapping.saved_by = request.user
    form = mapping_form(request, mapping)
    if request.method == "POST" and form.stored():
        return saved(request, _("Mapping saved."), MAPPINGS)
    return form_page(
        request,
        "import_mapping_form.html",
        form,
        title=_("Mapping %(name)s") % {"name": mapping.name},
        trail=[IMPORTS, MAPPINGS],
        delete_view="delivery:import_mapping_delete",
    )


@takes_forms
@login_required
def import_mapping_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a mapping away."""
    mapping = own_mapping(request, pk)
    if request.method == "POST":
        mapping.delete()
        return saved(request, _("Mapping deleted."), MAPPINGS)
    return confirm_page(
        request,
        _("Delete the mapping %(name)s?") % {"name": mapping.name},
        trail=[IMPORTS, MAPPINGS],
        text=_("What was imported by it stays."),
        submit_label=_("Delete mapping"),
    )


@require_safe
@login_required
def import_mapping_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about a mapping, and when."""
    mapping = own_mapping(request, pk)
    records = history.records_of(ImportMapping, id=pk)
    trail: Trail = [IMPORTS, MAPPINGS, mapping]
    return history_page(request, mapping.name, records, trail=trail)


@require_safe
@login_required
def import_mapping_export(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer with a mapping as a file, for another installation or the command."""
    mapping = own_mapping(request, pk)
    response = HttpResponse(mapping.text, content_type="application/toml")
    name = slugify(mapping.name) or "mapping"
    response["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return response


@takes_forms
@login_required
def import_columns(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose a column for each field of an uploaded file, and save the choice."""
    batch = own_batch(request, pk)
    if not batch.is_open or batch.kind not in KINDS:
        raise Http404
    kind = KINDS[batch.kind]
    shown = preview(batch)
    columns = numbered(shown)
    form = ColumnsForm(
        request.POST or None,
        batch=batch,
        columns=columns,
        fields=[(name, label_of(kind, name)) for name in kind.field_names],
        needed=[name for name in kind.field_names if kind.is_required(name)],
        found=likely_columns(kind, columns),
    )
    if request.method == "POST" and form.is_valid():
        batch.mapping = ImportMapping.objects.create(
            portfolio=batch.portfolio,
            name=form.cleaned_data["name"],
            text=form.toml(
                fields_of_type(kind, models.DateField),
                fields_of_type(kind, ExactDecimalField),
            ),
            saved_by=request.user,
        )
        batch.profile = ""
        # What was found out by the old columns no longer holds.
        batch.state, batch.report, batch.problem = ImportBatch.State.UPLOADED, None, ""
        batch.save(update_fields=["mapping", "profile", "state", "report", "problem"])
        return redirect(batch)
    return form_page(
        request,
        "import_columns.html",
        form,
        title=_("Choose the columns"),
        trail=[IMPORTS, batch],
        preview=shown,
    )


def mapping_form(
    request: SignedInRequest, mapping: ImportMapping, **options: Any
) -> ImportMappingForm:
    return ImportMappingForm(
        request.POST or None,
        instance=mapping,
        user=request.user,
        check=problem_of,
        watches=settings.IMPORT_FOLDER is not None,
        **options,
    )


def problem_of(text: str) -> str:
    """Return what keeps a text from being a mapping, or nothing."""
    try:
        parse_mapping(text)
    except UnreadableFileError as error:
        return str(error)
    return ""


def own_mapping(request: SignedInRequest, pk: int) -> ImportMapping:
    """Return a mapping that the reader may change, or answer 404."""
    mappings = ImportMapping.objects.editable_by(request.user)
    return get_object_or_404(mappings.with_rights_of(request.user), pk=pk)


def numbered(shown: Preview) -> list[str]:
    """Return the columns of a file; those that share a name as "x#1" and "x#2"."""
    header = shown.layout.header if shown.layout else ()
    names = [name.strip() for name in header if name.strip()][:MOST_COLUMNS]
    seen: dict[str, int] = {}
    found = []
    for name in names:
        plain = plain_name(name)
        seen[plain] = seen.get(plain, 0) + 1
        shares = sum(plain_name(other) == plain for other in names) > 1
        found.append(f"{name}#{seen[plain]}" if shares else name)
    return found


def likely_columns(kind: Kind, columns: list[str]) -> dict[str, str]:
    """Return the column of each field that is named like it."""
    by_name = {plain_name(column): column for column in columns}
    found = {}
    for name in kind.field_names:
        for wanted in (name, *kind.aliases.get(name, ()), label_of(kind, name)):
            if column := by_name.get(plain_name(wanted)):
                found[name] = column
                break
    return found


def label_of(kind: Kind, name: str) -> str:
    return _("period") if name == "period" else str(kind.model_field(name).verbose_name)


def fields_of_type(kind: Kind, field_type: type) -> list[str]:
    """Return the fields of a kind that hold a date, or a number."""
    return [
        name
        for name in kind.field_names
        if name not in {"period", "month"}
        and isinstance(kind.model_field(name), field_type)
    ]
