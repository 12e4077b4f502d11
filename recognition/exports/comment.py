"""Comments and follow-ups as files."""

from collections.abc import Iterable, Iterator
from typing import Any

from recognition.models import Answer, FollowUp, Mode
from recognition.tone import tone_of

Row = tuple[Any, ...]

COMMENT_COLUMNS = (
    "round",
    "question",
    "text",
    "recommendation",
    "stage",
    "sounds",
    "by_hand",
    "themes",
    "person",
)

FOLLOW_UP_COLUMNS = (
    "portfolio",
    "round",
    "said",
    "assigned_to",
    "due_on",
    "state",
    "did",
    "is_told",
    "created_on",
    "settled_on",
)


def comment_rows(answers: Iterable[Answer]) -> Iterator[Row]:
    """Yield comments `with_recommendation`; the person only where that was agreed."""
    for answer in answers:
        response, tone = answer.response, tone_of(answer)
        is_named = response.round.mode != Mode.ANONYMOUS and response.stakeholder
        yield (
            response.round.name,
            answer.question.text,
            answer.text,
            getattr(answer, "recommendation", None),
            response.stage,
            tone.label,
            tone.is_by_hand,
            ", ".join(theme.name for theme in answer.themes.all()),
            str(response.stakeholder) if is_named else "",
        )


def follow_up_rows(follow_ups: Iterable[FollowUp]) -> Iterator[Row]:
    """Yield what was promised, in the order of FOLLOW_UP_COLUMNS."""
    for one in follow_ups:
        yield (
            one.portfolio.slug,
            one.round.name if one.round else "",
            one.said,
            str(one.assigned_to) if one.assigned_to else "",
            one.due_on,
            one.state,
            one.did,
            one.is_told,
            one.created_at.date(),
            one.settled_at.date() if one.settled_at else None,
        )
