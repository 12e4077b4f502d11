"""Factories of what a cycle leaves behind."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from recognition.models import CycleClosing, CycleLesson, CyclePromise
from tests.factories.delivery import CycleFactory


class LessonFactory(DjangoModelFactory[CycleLesson]):
    class Meta:
        model = CycleLesson

    cycle = factory.SubFactory(CycleFactory)
    text = "Sponsors heard of late projects from each other."
    deed = "Tell them within three days."


class PromiseFactory(DjangoModelFactory[CyclePromise]):
    class Meta:
        model = CyclePromise

    cycle = factory.SubFactory(CycleFactory)
    text = "You hear of a slip within three days."
    name = "Slips told within three days"
    unit = "ratio"
    target = "0.9"


class ClosingFactory(DjangoModelFactory[CycleClosing]):
    class Meta:
        model = CycleClosing

    cycle = factory.SubFactory(CycleFactory, status="closed")
    period_key = "2026-Q3"
    digest = "f" * 64
    closed_at = datetime(2026, 10, 5, tzinfo=UTC)
