"""Files to import, sent by programs: the same way as an upload on the page."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, DataAndFiles, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.throttling import BaseThrottle, ScopedRateThrottle
from rest_framework.viewsets import GenericViewSet

from delivery.actions.import_batches import receive
from delivery.imports.profiles import profile_names
from delivery.models import ImportBatch
from delivery.serializers import ImportBatchSerializer, NewImportSerializer

# What the query says when the body is nothing but rows.
BESIDE_ROWS = [
    OpenApiParameter(name, description="Beside rows in JSON: as the field of a form")
    for name in ("portfolio", "kind", "profile", "read_at", "dry_run", "on_error")
]


class RowsParser(BaseParser):
    """Rows in JSON as the whole body, for programs that have no file to send.

    The body is kept as the file that it could have been; the query says what the
    fields of a form would.
    """

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> "DataAndFiles[Any, Any]":
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(most + 1)
        if len(body) > most:
            raise ParseError(
                _("The body has more than %s. Send it as a file.")
                % filesizeformat(most)
            )
        fields = parser_context["request"].query_params if parser_context else {}
        for name, given in dict(fields).items():
            if len(given) > 1:
                raise ParseError(_("The address says %s more than once.") % name)
        file = SimpleUploadedFile("rows.json", body, self.media_type)
        return DataAndFiles(fields, MultiValueDict({"file": [file]}))


class ImportBatchViewSet(
    mixins.RetrieveModelMixin, mixins.ListModelMixin, GenericViewSet[ImportBatch]
):
    """One's own imports, and all of the portfolios one leads.

    A POST takes a file, or rows in JSON, checks it and, unless it is a dry run, imports
    it when no row is refused. Ask for the import again to see what came of it.
    """

    queryset = ImportBatch.objects.select_related("portfolio", "mapping")
    serializer_class = ImportBatchSerializer
    parser_classes = [MultiPartParser, RowsParser]
    throttle_scope = "imports"

    def get_queryset(self) -> QuerySet[ImportBatch]:
        batches: Any = super().get_queryset()
        return batches.visible_to(self.request.user)

    def get_throttles(self) -> list[BaseThrottle]:
        """Files cost more than questions, and so are counted apart."""
        throttles: list[BaseThrottle] = super().get_throttles()
        if self.action == "create":
            throttles.append(ScopedRateThrottle())
        return throttles

    @extend_schema(
        parameters=BESIDE_ROWS,
        request={
            MultiPartParser.media_type: NewImportSerializer,
            RowsParser.media_type: {"type": "array", "items": {"type": "object"}},
        },
        responses={201: ImportBatchSerializer},
    )
    def create(self, request: Request) -> Response:
        """Take a file and order its check."""
        is_form = request.content_type.startswith(MultiPartParser.media_type)
        if not (is_form or request.data):
            raise ParseError(_("There is no body, or no Content-Length that tells it."))
        given: BaseSerializer[Any] = NewImportSerializer(
            data=request.data,
            context={
                **self.get_serializer_context(),
                "profiles": profile_names(),
                "most_megabytes": settings.IMPORT_MAX_MB,
            },
        )
        given.is_valid(raise_exception=True)
        batch = given.save()
        receive(batch, given.validated_data["file"], timezone.now())
        batch.refresh_from_db()
        shown = self.get_serializer(batch)
        return Response(shown.data, status=status.HTTP_201_CREATED)

    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.BINARY})
    @action(detail=True)
    def errors(self, request: Request, pk: str) -> FileResponse:
        """Answer with every error of a file, as CSV."""
        batch = self.get_object()
        if not batch.errors_file:
            raise Http404
        return FileResponse(
            batch.errors_file.open("rb"),
            as_attachment=True,
            filename=f"{PurePath(batch.name).stem}-errors.csv",
            content_type="text/csv; charset=utf-8",
        )
