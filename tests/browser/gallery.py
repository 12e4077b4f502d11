"""Every component in every state, on pages that only tests and designers see.

The module is a URL configuration: the product's addresses and `/gallery/<page>/`.
"""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.models import User
from pmo_value.urls import urlpatterns as product_urls

FOLDER = Path(__file__).parent / "gallery"


class ProjectForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(max_length=80, help_text="As people call it.")
    code = forms.SlugField()
    starts_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    budget = forms.DecimalField(
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="Approved budget, without contingency.",
    )
    rating = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[("green", "Green"), ("amber", "Amber"), ("red", "Red")],
        help_text="Red needs a note.",
    )
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    promise = forms.ChoiceField(choices=[("", "Choose one"), ("a", "Deliver on time")])
    families = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("delivery", "Delivery performance"), ("risk", "Risk and rework")],
    )
    is_private = forms.BooleanField(
        required=False, label="Keep it out of reports", help_text="It still counts."
    )
    evidence = forms.FileField(required=False, help_text="A PDF of at most 10 MB.")

    def clean(self) -> dict[str, Any]:
        """Refuse what no field can see alone."""
        raise forms.ValidationError("Another project of this portfolio has this name.")


class FilterForm(forms.Form):
    """The filters of a list."""

    q = forms.CharField(label="Search", required=False)
    status = forms.ChoiceField(choices=[("", "Any"), ("late", "Late")], required=False)
    sponsor = forms.ChoiceField(choices=[("", "Anyone")], required=False)
    mine = forms.BooleanField(label="Mine only", required=False)


def sparkline(*heights: int) -> SafeString:
    """A small trend of bars, as the scorecard stores them."""
    bars = "".join(
        f'<rect x="{number * 10}" y="{24 - height}" width="7" height="{height}" '
        f'fill="var(--{"accent" if number == len(heights) - 1 else "series-3"})"/>'
        for number, height in enumerate(heights)
    )
    width = len(heights) * 10
    return SafeString(
        f'<svg width="{width}" height="24" viewBox="0 0 {width} 24" role="img" '
        f'aria-label="Trend over {len(heights)} periods">{bars}</svg>'
    )


def bullet(value: int, target: int) -> SafeString:
    """A bullet bar, as the scorecard stores it."""
    return SafeString(
        '<svg width="100%" height="16" viewBox="0 0 100 16" preserveAspectRatio="none" '
        f'role="img" aria-label="{value} against a target of {target}">'
        '<rect width="100" height="16" fill="var(--band-1)"/>'
        '<rect width="75" height="16" fill="var(--band-3)"/>'
        f'<rect y="5" width="{value}" height="6" fill="var(--accent)"/>'
        f'<rect x="{target}" y="1" width="0.75" height="14" fill="var(--ink)"/></svg>'
    )


def lines() -> SafeString:
    """A plain chart of two lines."""
    return SafeString(
        '<svg viewBox="0 0 360 150" role="img" aria-label="Planned and realised">'
        '<path d="M0 130H360M0 90H360M0 50H360M0 10H360" stroke="var(--line)"/>'
        '<path d="M0 128 60 110 120 88 180 66 240 50 300 36" fill="none" '
        'stroke="var(--series-3)" stroke-width="2" stroke-dasharray="4 3"/>'
        '<path d="M0 128 60 118 120 92 180 74 240 44" fill="none" '
        'stroke="var(--accent)" stroke-width="2.5"/>'
        '<text x="306" y="40" font-size="12" fill="var(--ink-2)">planned</text>'
        '<text x="248" y="62" font-size="12" fill="var(--accent)">realised</text></svg>'
    )


PERIODS = [
    {"value": f"{year}-Q{quarter}", "label": f"FY{year} Q{quarter}"}
    for year in (2026, 2025)
    for quarter in (4, 3, 2, 1)
]

HEADLINE = {
    "status": "attention",
    "verdict": "Delivered value is on plan; a third of it has not been "
    "acknowledged yet.",
    "support": "€4.2M validated benefit against €4.0M planned · each €1 spent on the "
    "PMO returned €3.10",
    "figures": [
        {
            "label": "Delivered",
            "number": "€4.20M",
            "note": "105 % of the plan to date",
            "picture": bullet(82, 78),
        },
        {
            "label": "Recognised",
            "number": "€2.81M",
            "unit": "67 %",
            "note": "€1.39M not yet · oldest 112 days",
            "picture": bullet(55, 78),
        },
        {
            "label": "Change since Q2",
            "lines": [
                "+€0.9M delivered",
                "trust 71 → 74",
                "2 projects recovered, 1 slipped",
            ],
        },
    ],
}

STEPS = [
    {
        "title": "Step 9: value delivery",
        "families": [
            {
                "name": "Project performance",
                "url": "#on-time",
                "status": "good",
                "summary": "24 of 28 projects on time",
                "value": "86 %",
                "target": "80 %",
                "change": "+4 pp",
                "trend": sparkline(8, 10, 14, 17, 20, 21),
            },
            {
                "name": "Resources and priorities",
                "url": "#resources",
                "status": "attention",
                "summary": "utilization above its range",
                "value": "94 %",
                "target": "70–85 %",
                "change": "+6 pp",
                "trend": sparkline(10, 11, 14, 18, 20, 23),
            },
            {
                "name": "Risk and rework",
                "url": "#risk",
                "status": "critical",
                "summary": "rework as a share of effort",
                "value": "7.1 %",
                "target": "≤ 5 %",
                "change": "+0.8 pp",
                "trend": sparkline(20, 18, 14, 16, 18, 21),
            },
            {
                "name": "Benefits",
                "url": "#benefits",
                "status": "partial",
                "summary": "60 benefits, 46 of them measured",
                "value": "105 %",
                "target": "100 %",
                "change": "−2 pp",
                "trend": sparkline(12, 13, 15, 15, 17, 18),
            },
            {
                "name": "Alignment",
                "url": "#alignment",
                "status": "none",
                "missing": "12 projects have no objective",
                "action_url": "#",
                "action_label": "Link them",
            },
        ],
    },
    {
        "title": "Step 10: value recognition",
        "families": [
            {
                "name": "Acknowledged value",
                "url": "#recognised",
                "status": "attention",
                "summary": "€1.39M not yet, the oldest for 112 days",
                "value": "67 %",
                "target": "80 %",
                "change": "+3 pp",
                "trend": sparkline(9, 10, 12, 13, 15, 16),
            },
        ],
    },
]

PANELS: list[dict[str, Any]] = [
    {
        "key": "on-time",
        "title": "Do projects finish on time?",
        "status": "good",
        "number": "24 of 28",
        "number_note": "86 %",
        "compared": "+4 pp on Q2 · target 80 %",
        "svg": lines(),
        "sentence": "Four projects finished late, three of them in one programme.",
        "data": "Data: 28 of 30 projects. As of 30 Sep.",
        "url": "#",
        "csv_url": "#",
        "explain_url": "#",
    },
    {
        "key": "forecast",
        "title": "Where will the cost end, and who has not forecast it for more than "
        "two months?",
        "status": "critical",
        "status_word": "over budget",
        "number": "€12.4M",
        "compared": "+€1.1M on Q2 · budget €11.0M",
        "svg": lines(),
        "sentence": "At today's efficiency the portfolio ends 13 % above its budget.",
        "data": "Data: 26 of 30 projects. As of 30 Sep.",
        "url": "#",
        "csv_url": "#",
        "explain_url": "#",
    },
    {
        "key": "benefits",
        "title": "Do the benefits arrive?",
        "status": "none",
        "missing": "no benefit has been measured yet",
        "action_url": "#",
        "action_label": "Enter the first one",
        "sentence": "14 benefits should have begun; nobody has measured one.",
        "data": "Data: 0 of 14 benefits. As of 30 Sep.",
        "url": "#",
    },
]

PROJECTS = [
    ("P-014", "Customer portal", "late", "1,250,000", "−14", "critical", "off track"),
    ("P-002", "Data centre exit", "active", "8,400,000", "+3", "good", ""),
    ("P-031", "Field service app", "active", "640,000", "0", "attention", ""),
    ("P-007", "Payroll renewal", "planned", "", "", "none", ""),
]

COLUMNS = [
    {"label": "Project"},
    {"label": "Budget", "unit": "EUR", "is_numeric": True},
    {"label": "Finish", "unit": "days", "is_numeric": True},
    {"label": "Status"},
]
ROWS = [
    [
        {"text": name, "url": "#"},
        {"text": budget, "is_numeric": True}
        if budget
        else {"missing": "no baseline", "is_numeric": True},
        {"text": finish, "is_numeric": True},
        {"status": status, "status_word": word},
    ]
    for _, name, _, budget, finish, status, word in PROJECTS
]
TOTAL = [
    "All projects",
    {"text": "10,290,000", "is_numeric": True},
    {"text": "", "is_numeric": True},
    "",
]


def timeline() -> list[dict[str, Any]]:
    """Two entries of a history."""
    zone = ZoneInfo("Europe/London")
    return [
        {
            "at": datetime(2026, 9, 30, 14, 5, tzinfo=zone),
            "who": "Amina Rahman",
            "what": "Forecast changed",
            "changes": [
                {
                    "label": "Forecast finish",
                    "before": "1 Mar 2027",
                    "after": "4 May 2027",
                },
                {"label": "Note", "after": "The supplier is eight weeks late."},
            ],
        },
        {
            "at": datetime(2026, 9, 1, 9, 30, tzinfo=zone),
            "who": "Import of 1 September",
            "what": "Project created",
        },
    ]


def context(request: HttpRequest) -> dict[str, Any]:
    """What the pages of the gallery show."""
    wrong = {"name": "", "budget": "twelve", "rating": "green"}
    form = ProjectForm(wrong if "errors" in request.GET else None)
    return {
        "user": User(username="amina", name="Amina Rahman", is_staff=True),
        "form": form,
        "filters": FilterForm(request.GET),
        "page": Paginator(range(583), 50).page(3),
        "headline": HEADLINE,
        "steps": STEPS,
        "panels": PANELS,
        "periods": PERIODS,
        "current": PERIODS[1],
        "previous": PERIODS[2],
        "next": PERIODS[0],
        "columns": COLUMNS,
        "rows": ROWS,
        "total": TOTAL,
        "projects": PROJECTS,
        "entries": timeline(),
        "as_of": date(2026, 9, 30),
        "refreshed_at": timezone.now() - timedelta(minutes=2),
        "crumbs": [{"label": "Group", "url": "#"}, {"label": "Digital", "url": "#"}],
        "tabs": [
            {"label": "Projects", "url": "#", "count": 40, "is_current": True},
            {"label": "KPIs", "url": "#", "count": 45},
            {"label": "Benefits", "url": "#"},
        ],
        "lines": ["It disappears from two published pages.", "Its author is not told."],
    }


def work(request: HttpRequest) -> dict[str, Any]:
    """Long work that takes another step each time it is looked at."""
    step = int(request.GET.get("step", 0))
    return {
        "state": "done" if step >= 3 else "running" if step else "waiting",
        "percent": min(step * 40, 100),
        "doing": "120,000 lines imported." if step >= 3 else f"Line {step * 48_000:,}",
        "url": f"?step={step + 1}",
        "freshness": "ready" if step >= 3 else "preparing",
    }


def show(request: HttpRequest, name: str) -> HttpResponse:
    """Render one page of the gallery."""
    template = engines["django"].from_string((FOLDER / f"{name}.html").read_text())
    shown = context(request) | {"work": work(request)}
    return HttpResponse(template.render(shown, request))


urlpatterns = [
    *product_urls,
    path("gallery/<slug:name>/", show, name="gallery"),
]
