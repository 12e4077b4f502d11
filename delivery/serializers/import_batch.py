"""Imports as data, and what it takes to begin one."""

from datetime import datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from delivery.actions.import_batches import plain_name
from delivery.models import ImportBatch, ImportMapping, Portfolio

MEGABYTE = 1 << 20
COUNTS = ("rows", "skipped_rows", "refused_rows", "error_count")


class ImportBatchSerializer(serializers.ModelSerializer[ImportBatch]):
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )
    mapping = serializers.SlugRelatedField[ImportMapping](
        slug_field="name", read_only=True
    )
    dry_run = serializers.SerializerMethodField()
    is_working = serializers.BooleanField(read_only=True)

    class Meta:
        model = ImportBatch
        fields = [
            "id",
            "portfolio",
            "kind",
            "profile",
            "mapping",
            "name",
            "size",
            "sha256",
            "origin",
            "state",
            "is_working",
            "dry_run",
            "problem",
            # Counts by kind, the first errors, and notes; null before the check.
            "report",
            "read_at",
            "uploaded_at",
            "finished_at",
        ]
        read_only_fields = fields

    def get_dry_run(self, batch: ImportBatch) -> bool:
        return not batch.is_automatic


class NewImportSerializer(serializers.ModelSerializer[ImportBatch]):
    """A file, what its rows are, and where they belong.

    `profile` names a profile, or a mapping saved in the portfolio or above it.
    """

    file = serializers.FileField(max_length=None)
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug",
        queryset=Portfolio.objects.none(),
        error_messages={
            "does_not_exist": gettext_lazy(
                "You enter no facts in a portfolio with the short name {value}."
            )
        },
    )
    profile = serializers.CharField(required=False, allow_blank=True, max_length=100)
    dry_run = serializers.BooleanField(default=False)
    on_error = serializers.ChoiceField(["stop", "skip"], default="stop")

    class Meta:
        model = ImportBatch
        fields = [
            "file",
            "kind",
            "portfolio",
            "profile",
            "encoding",
            "delimiter",
            "sheet",
            "read_at",
            "dry_run",
            "on_error",
        ]

    def get_fields(self) -> dict[str, Any]:
        """Offer the portfolios that the caller enters facts in."""
        fields = super().get_fields()
        user = self.context["request"].user
        if user.is_authenticated:
            fields["portfolio"].queryset = Portfolio.objects.with_facts_from(user)  # type: ignore[attr-defined]
        return fields

    def validate_read_at(self, moment: datetime | None) -> datetime | None:
        """Refuse to know what will be stored."""
        if moment and moment > timezone.now():
            raise serializers.ValidationError(_("It lies in the future."))
        return moment

    def validate_file(self, file: Any) -> Any:
        """Refuse a file by its length alone."""
        most = self.context["most_megabytes"]
        if file.size > most * MEGABYTE:
            raise serializers.ValidationError(
                _("The file has %(size)s; the limit is %(limit)s MB.")
                % {"size": filesizeformat(file.size), "limit": most}
            )
        return file

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Find the mapping or the profile of that name."""
        name = attrs.pop("profile", "")
        usable = ImportMapping.objects.usable_in(attrs["portfolio"]).filter(name=name)
        attrs["mapping"] = usable.order_by("-portfolio__path").first()
        if name and attrs["mapping"] is None:
            if name not in self.context["profiles"]:
                raise serializers.ValidationError(
                    {"profile": _("There is no profile or saved mapping of that name.")}
                )
            attrs["profile"] = name
        return attrs

    def create(self, validated_data: dict[str, Any]) -> ImportBatch:
        """Return what is to be stored, without the file."""
        given = dict(validated_data)
        file = given.pop("file")
        return ImportBatch(
            is_automatic=not given.pop("dry_run"),
            skips_refused=given.pop("on_error") == "skip",
            name=plain_name(file.name),
            origin=ImportBatch.Origin.API,
            uploaded_by=self.context["request"].user,
            **given,
        )
