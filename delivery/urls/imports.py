"""Addresses of imports."""

from django.urls import path

from delivery.views import files, import_mapping, imports

urlpatterns = [
    path("imports/", imports.import_list, name="import_list"),
    path(
        "imports/mappings/",
        import_mapping.import_mapping_list,
        name="import_mapping_list",
    ),
    path(
        "imports/mappings/new/",
        import_mapping.import_mapping_create,
        name="import_mapping_create",
    ),
    path(
        "imports/mappings/<int:pk>/",
        import_mapping.import_mapping_update,
        name="import_mapping_update",
    ),
    path(
        "imports/mappings/<int:pk>/delete/",
        import_mapping.import_mapping_delete,
        name="import_mapping_delete",
    ),
    path(
        "imports/mappings/<int:pk>/history/",
        import_mapping.import_mapping_history,
        name="import_mapping_history",
    ),
    path(
        "imports/mappings/<int:pk>.toml",
        import_mapping.import_mapping_export,
        name="import_mapping_export",
    ),
    path("files/", files.fact_files, name="fact_files"),
    path(
        "files/<slug:name>-template.<file:kind>",
        files.import_template,
        name="import_template",
    ),
    path(
        "files/<slug:slug>/<slug:name>.<file:kind>",
        files.fact_export,
        name="fact_export",
    ),
    path("imports/new/", imports.import_create, name="import_create"),
    path("imports/<int:pk>/", imports.import_detail, name="import_detail"),
    path("imports/<int:pk>/check/", imports.import_check, name="import_check"),
    path(
        "imports/<int:pk>/carry-out/",
        imports.import_carry_out,
        name="import_carry_out",
    ),
    path(
        "imports/<int:pk>/columns/",
        import_mapping.import_columns,
        name="import_columns",
    ),
    path("imports/<int:pk>/errors.csv", imports.import_errors, name="import_errors"),
]
