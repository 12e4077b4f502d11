"""The pages of the scorecards by subject."""

from django.utils.translation import gettext_lazy

from pmo_value.sections import Section

SECTION = Section(
    app="scorecards",
    label=gettext_lazy("Scorecards"),
    subjects=[
        (gettext_lazy("Scorecards"), [("portfolio_list", gettext_lazy("Scorecards"))]),
        (gettext_lazy("Reports"), [("report_list", gettext_lazy("Reports"))]),
    ],
)
