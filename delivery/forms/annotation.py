"""The form of a remark on the course of a KPI."""

from typing import ClassVar

from delivery.forms.fact import FactForm
from delivery.models import Annotation


class AnnotationForm(FactForm):
    """Say what happened on a day."""

    parents = ("kpi",)
    error_fields: ClassVar = {
        "delivery_annotation_once": "text",
        "delivery_annotation_says_something": "text",
    }

    class Meta(FactForm.Meta):
        model = Annotation
        fields = ["kpi", "on", "text"]
