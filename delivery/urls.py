"""Addresses of the pages of Step 9, under /delivery/."""

from django.urls import path, register_converter

from delivery.views import (
    benefit,
    benefit_entry,
    cycle,
    home,
    imports,
    kpi,
    kpi_measurement,
    kpi_target,
    membership,
    milestone,
    portfolio,
    project,
    status_update,
)


class FileKind:
    """What lists are exported as."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FileKind, "file")

app_name = "delivery"

urlpatterns = [
    path("", home.home, name="home"),
    # Portfolios
    path("portfolios/", portfolio.portfolio_list, name="portfolio_list"),
    path("portfolios/new/", portfolio.portfolio_create, name="portfolio_create"),
    path(
        "portfolios/<slug:slug>/", portfolio.portfolio_detail, name="portfolio_detail"
    ),
    path(
        "portfolios/<slug:slug>/settings/",
        portfolio.portfolio_update,
        name="portfolio_update",
    ),
    path(
        "portfolios/<slug:slug>/move/", portfolio.portfolio_move, name="portfolio_move"
    ),
    path(
        "portfolios/<slug:slug>/delete/",
        portfolio.portfolio_delete,
        name="portfolio_delete",
    ),
    path(
        "portfolios/<slug:slug>/history/",
        portfolio.portfolio_history,
        name="portfolio_history",
    ),
    path(
        "portfolios/<slug:slug>/members/",
        membership.portfolio_members,
        name="portfolio_members",
    ),
    path(
        "members/<int:pk>/delete/",
        membership.membership_delete,
        name="membership_delete",
    ),
    path("portfolios/<slug:slug>/cycles/", cycle.cycle_list, name="cycle_list"),
    path("portfolios/<slug:slug>/cycles/new/", cycle.cycle_create, name="cycle_create"),
    path("cycles/<int:pk>/", cycle.cycle_update, name="cycle_update"),
    # Projects
    path("projects/", project.project_list, name="project_list"),
    path("projects.<file:kind>", project.project_export, name="project_export"),
    path("projects/new/", project.project_create, name="project_create"),
    path("projects/<int:pk>/", project.project_detail, name="project_detail"),
    path("projects/<int:pk>/edit/", project.project_update, name="project_update"),
    path("projects/<int:pk>/delete/", project.project_delete, name="project_delete"),
    path("projects/<int:pk>/history/", project.project_history, name="project_history"),
    path(
        "projects/<int:project_id>/baselines/new/",
        project.baseline_create,
        name="baseline_create",
    ),
    path(
        "projects/<int:project_id>/status-updates/",
        status_update.status_update_list,
        name="status_update_list",
    ),
    path(
        "projects/<int:project_id>/status-updates/new/",
        status_update.status_update_create,
        name="status_update_create",
    ),
    path(
        "status-updates/<int:pk>/",
        status_update.status_update_update,
        name="status_update_update",
    ),
    path(
        "status-updates/<int:pk>/delete/",
        status_update.status_update_delete,
        name="status_update_delete",
    ),
    path(
        "projects/<int:project_id>/milestones/new/",
        milestone.milestone_create,
        name="milestone_create",
    ),
    path("milestones/<int:pk>/", milestone.milestone_update, name="milestone_update"),
    path(
        "milestones/<int:pk>/delete/",
        milestone.milestone_delete,
        name="milestone_delete",
    ),
    # KPIs
    path("kpis/", kpi.kpi_list, name="kpi_list"),
    path("kpis.<file:kind>", kpi.kpi_export, name="kpi_export"),
    path("kpis/new/", kpi.kpi_create, name="kpi_create"),
    path("kpis/<int:pk>/", kpi.kpi_detail, name="kpi_detail"),
    path("kpis/<int:pk>/edit/", kpi.kpi_update, name="kpi_update"),
    path("kpis/<int:pk>/retire/", kpi.kpi_retire, name="kpi_retire"),
    path("kpis/<int:pk>/delete/", kpi.kpi_delete, name="kpi_delete"),
    path("kpis/<int:pk>/history/", kpi.kpi_history, name="kpi_history"),
    path(
        "kpis/<int:pk>/measurements.<file:kind>",
        kpi.kpi_measurement_export,
        name="kpi_measurement_export",
    ),
    path(
        "kpis/<int:kpi_id>/targets/new/",
        kpi_target.kpi_target_create,
        name="kpi_target_create",
    ),
    path("targets/<int:pk>/", kpi_target.kpi_target_update, name="kpi_target_update"),
    path(
        "targets/<int:pk>/delete/",
        kpi_target.kpi_target_delete,
        name="kpi_target_delete",
    ),
    path(
        "kpis/<int:kpi_id>/measurements/new/",
        kpi_measurement.kpi_measurement_create,
        name="kpi_measurement_create",
    ),
    path(
        "measurements/<int:pk>/",
        kpi_measurement.kpi_measurement_update,
        name="kpi_measurement_update",
    ),
    path(
        "measurements/<int:pk>/delete/",
        kpi_measurement.kpi_measurement_delete,
        name="kpi_measurement_delete",
    ),
    # Benefits
    path("benefits/", benefit.benefit_list, name="benefit_list"),
    path("benefits.<file:kind>", benefit.benefit_export, name="benefit_export"),
    path("benefits/new/", benefit.benefit_create, name="benefit_create"),
    path("benefits/<int:pk>/", benefit.benefit_detail, name="benefit_detail"),
    path("benefits/<int:pk>/edit/", benefit.benefit_update, name="benefit_update"),
    path("benefits/<int:pk>/delete/", benefit.benefit_delete, name="benefit_delete"),
    path("benefits/<int:pk>/history/", benefit.benefit_history, name="benefit_history"),
    path("benefits/<int:pk>/months/", benefit.benefit_months, name="benefit_months"),
    path(
        "benefits/<int:pk>/entries.<file:kind>",
        benefit.benefit_entry_export,
        name="benefit_entry_export",
    ),
    path(
        "benefits/<int:benefit_id>/entries/new/",
        benefit_entry.benefit_entry_create,
        name="benefit_entry_create",
    ),
    path(
        "benefit-entries/<int:pk>/",
        benefit_entry.benefit_entry_update,
        name="benefit_entry_update",
    ),
    path(
        "benefit-entries/<int:pk>/delete/",
        benefit_entry.benefit_entry_delete,
        name="benefit_entry_delete",
    ),
    # Imports
    path("imports/", imports.import_list, name="import_list"),
    path("imports/new/", imports.import_create, name="import_create"),
    path("imports/<int:pk>/", imports.import_detail, name="import_detail"),
    path("imports/<int:pk>/check/", imports.import_check, name="import_check"),
    path(
        "imports/<int:pk>/carry-out/",
        imports.import_carry_out,
        name="import_carry_out",
    ),
    path("imports/<int:pk>/errors.csv", imports.import_errors, name="import_errors"),
]
