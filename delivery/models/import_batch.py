"""Files that people gave to be imported, and what came of them."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models.import_mapping import ImportMapping
from delivery.models.portfolio import Portfolio, Role

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User

USER = settings.AUTH_USER_MODEL

# A worker that has given no sign of life for so long is taken to be dead.
SILENCE = timedelta(seconds=60)
MOST_ATTEMPTS = 3


def stored_name(batch: "ImportBatch", name: str) -> str:
    """Return where an upload is kept: nothing of its own name is part of it."""
    return f"imports/{uuid4().hex}"


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    """Imports in the words of the PMO."""

    def visible_to(self, user: "User") -> Self:
        """One's own imports while one enters facts there, and all that one leads."""
        own = Portfolio.objects.with_facts_from(user).order_by()
        led = Portfolio.objects.where_member(user, Role.LEAD).order_by()
        return self.filter(
            Q(uploaded_by=user, portfolio__in=own) | Q(portfolio__in=led)
        )

    def editable_by(self, user: "User") -> Self:
        """Imports that this person may carry on: the own ones."""
        own = Portfolio.objects.with_facts_from(user).order_by()
        return self.filter(uploaded_by=user, portfolio__in=own)

    def waiting_since(self, moment: "datetime") -> Self:
        """Imports whose check or import was asked for and has not begun since."""
        return self.filter(state__in=WORKING, claimed_at=None, ordered_at__lt=moment)

    def silent_since(self, moment: "datetime") -> Self:
        """Imports that a worker took up and has not been heard of since."""
        return self.filter(state__in=WORKING, claimed_at__lt=moment)

    def claim(self, state: str, moment: "datetime") -> bool:
        """Take up the work if nobody else has; return whether it was there to take."""
        free = self.filter(state=state, claimed_at=None)
        return bool(free.update(claimed_at=moment, attempts=F("attempts") + 1))


class ImportBatch(models.Model):
    """One file that somebody gave to be imported, and what came of it."""

    class Kind(models.TextChoices):
        """What the rows of a file are."""

        PROJECTS = "projects", _("Projects")
        STATUS_UPDATES = "status-updates", _("Status updates")
        KPIS = "kpis", _("KPIs")
        MEASUREMENTS = "measurements", _("KPI measurements")
        BENEFITS = "benefits", _("Benefits")
        BENEFIT_ENTRIES = "benefit-entries", _("Benefit entries")
        MILESTONES = "milestones", _("Milestones")
        TASKS = "tasks", _("Work packages")
        SCOPE_ITEMS = "scope-items", _("Scope register")
        RISKS = "risks", _("Risks")
        RISK_ASSESSMENTS = "risk-assessments", _("Judgements of risks")
        CONTINGENCIES = "contingencies", _("Contingency")
        ISSUES = "issues", _("Issues")
        REWORK = "rework", _("Rework")
        QUALITY_COUNTS = "quality-counts", _("Quality counts")
        PRIORITY_MARKS = "priority-marks", _("Priority marks of projects")
        BASELINES = "baselines", _("Baselines")
        KPI_TARGETS = "kpi-targets", _("KPI targets")
        ANNOTATIONS = "annotations", _("Annotations of KPIs")
        BENEFIT_LEAKS = "benefit-leaks", _("Causes of leaks")
        OVERLAP_GROUPS = "overlap-groups", _("Overlap groups")
        SERVICES = "services", _("PMO services")
        SERVICE_COSTS = "service-costs", _("Costs of services")
        SERVICE_USES = "service-uses", _("Projects that services helped")
        ATTRIBUTIONS = "attributions", _("Shares of services in benefits")
        RESOURCES = "resources", _("Resources")
        CAPACITIES = "capacities", _("Capacities")
        ALLOCATIONS = "allocations", _("Allocations")
        RESOURCE_HOURS = "resource-hours", _("Booked hours")
        OBJECTIVES = "objectives", _("Objectives")
        OBJECTIVE_LINKS = "objective-links", _("Links to objectives")
        EXCHANGE_RATES = "exchange-rates", _("Exchange rates")
        PRIORITY_CRITERIA = "priority-criteria", _("Priority criteria")
        RISK_LEVELS = "risk-levels", _("Steps of the risk scale")
        FEEDBACK = "feedback", _("Answers of past surveys")
        ASSUMPTIONS = "assumptions", _("Assumptions")

    class Origin(models.TextChoices):
        """Which way a file came."""

        PAGE = "page", _("Uploaded on the page")
        API = "api", _("Sent by a program")
        FOLDER = "folder", _("Found in a watched folder")
        COMMAND = "command", _("Named on the command line")

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded, not checked")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked, not imported")
        IMPORTING = "importing", _("Being imported")
        DONE = "done", _("Imported")
        REFUSED = "refused", _("Refused, nothing stored")
        INTERRUPTED = "interrupted", _("Interrupted, nothing stored")

    portfolio = models.ForeignKey(
        Portfolio, models.CASCADE, related_name="imports", verbose_name=_("portfolio")
    )
    kind = models.CharField(_("what the rows are"), max_length=20, choices=Kind)
    profile = models.CharField(_("profile"), max_length=50, blank=True)
    mapping = models.ForeignKey(
        ImportMapping,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="batches",
        verbose_name=_("saved mapping"),
    )
    origin = models.CharField(
        _("came by"), max_length=10, choices=Origin, default=Origin.PAGE
    )
    # Imported as soon as it is checked, unless rows are refused that may not be.
    is_automatic = models.BooleanField(_("by itself"), default=False)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    delimiter = models.CharField(_("delimiter"), max_length=1, blank=True)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    skips_refused = models.BooleanField(_("without the refused rows"), default=False)
    # Whoever sends values that were read earlier says when.
    read_at = models.DateTimeField(_("values read at"), null=True, blank=True)
    file = models.FileField(_("file"), upload_to=stored_name, blank=True)
    name = models.CharField(_("name"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.UPLOADED
    )
    # Why the file could not be read, or its import could not be finished.
    problem = models.TextField(_("problem"), blank=True)
    # What imports.findings.Report says, as plain data.
    report = models.JSONField(_("report"), null=True, blank=True)
    errors_file = models.FileField(upload_to=stored_name, blank=True)
    uploaded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    uploaded_at = models.DateTimeField(_("at"), auto_now_add=True)
    ordered_at = models.DateTimeField(null=True, editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                name="delivery_import_claimed_while_working",
                condition=Q(claimed_at=None) | Q(state__in=["checking", "importing"]),
                violation_error_message=_("Only work that goes on is claimed."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("delivery:import_detail", args=[self.pk])

    @property
    def known_until(self) -> "datetime":
        """The moment up to which its sender knew what was stored."""
        return self.read_at or self.uploaded_at

    @property
    def is_working(self) -> bool:
        return self.state in WORKING

    @property
    def is_open(self) -> bool:
        """Whether the file may still be checked, or checked again."""
        return bool(self.file) and self.state not in {*WORKING, self.State.DONE}

    @property
    def is_checked(self) -> bool:
        """Whether the file may be imported now, for all that is known."""
        may_follow = {self.State.CHECKED, self.State.INTERRUPTED}
        return bool(self.file and self.report) and self.state in may_follow

    @property
    def has_refused_rows(self) -> bool:
        return bool(self.report and self.report["refused_rows"])

    def same_file_before(self) -> "ImportBatch | None":
        """Return the latest import of the same content into the same portfolio."""
        return (
            ImportBatch.objects.filter(
                portfolio=self.portfolio_id, sha256=self.sha256, state=self.State.DONE
            )
            .exclude(pk=self.pk)
            .first()
        )

    @property
    def progress_path(self) -> Path:
        """The file beside the upload in which a worker says how many rows are done.

        The row in the database cannot say so: while facts are written, all of it
        happens in one transaction that nobody else sees.
        """
        return Path(f"{self.file.path}.progress")


WORKING = (ImportBatch.State.CHECKING, ImportBatch.State.IMPORTING)
