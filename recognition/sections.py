"""The pages of Step 10 by subject."""

from django.utils.translation import gettext_lazy

from pmo_value.sections import Section

SECTION = Section(
    app="recognition",
    label=gettext_lazy("Recognition"),
    subjects=[
        (gettext_lazy("Start"), [("home", gettext_lazy("Start"))]),
    ],
)
