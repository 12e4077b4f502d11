"""The pages of Step 9 by subject."""

from django.utils.translation import gettext_lazy

from pmo_value.sections import Section

SECTION = Section(
    app="delivery",
    label=gettext_lazy("Delivery"),
    subjects=[
        (gettext_lazy("Start"), [("home", gettext_lazy("Start"))]),
        (
            gettext_lazy("What I owe"),
            [
                ("owed", gettext_lazy("What I owe")),
                ("approval_list", gettext_lazy("Approvals")),
            ],
        ),
        (gettext_lazy("Portfolios"), [("portfolio_list", gettext_lazy("Portfolios"))]),
        (gettext_lazy("Projects"), [("project_list", gettext_lazy("Projects"))]),
        (gettext_lazy("KPIs"), [("kpi_list", gettext_lazy("KPIs"))]),
        (
            gettext_lazy("Benefits"),
            [
                ("benefit_list", gettext_lazy("Benefits")),
                ("claim_queue", gettext_lazy("Validation")),
                ("service_list", gettext_lazy("PMO services")),
            ],
        ),
        (gettext_lazy("People"), [("resource_list", gettext_lazy("People"))]),
        (
            gettext_lazy("Risks"),
            [
                ("risk_list", gettext_lazy("Risks")),
                ("issue_list", gettext_lazy("Issues")),
                ("rework_entry_list", gettext_lazy("Rework")),
                ("quality_count_list", gettext_lazy("Releases")),
            ],
        ),
        (gettext_lazy("Strategy"), [("objective_list", gettext_lazy("Objectives"))]),
        (
            gettext_lazy("Data"),
            [
                ("data_quality", gettext_lazy("Data quality")),
                ("import_list", gettext_lazy("Imports")),
                ("fact_files", gettext_lazy("Templates and lists")),
                ("exchange_rate_list", gettext_lazy("Exchange rates")),
            ],
        ),
    ],
)
