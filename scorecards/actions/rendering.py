"""Files of scorecards and reports: asked for, made once, kept for a week.

The row is the work order. A worker claims it by one conditional update and renews the
claim while a process of its own writes the file; a worker that lost its claim leaves
no trace. A file is seen under its name only when it is whole.
"""

import hashlib
import logging
import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from pmo_value.queueing import enqueue, enqueue_after_commit
from recognition.models import Stakeholder
from scorecards.edition import media_edition
from scorecards.media.apart import NotWrittenError, write_apart
from scorecards.media.brand import brand_key
from scorecards.media.child import NO_SPACE
from scorecards.media.report import Report, report_of
from scorecards.media.writing import PAPERS, is_whole
from scorecards.models import RenderedFile, ReportSnapshot, Scorecard
from scorecards.models.rendered_file import (
    AT_THE_START,
    FOLDER,
    MOST_ATTEMPTS,
    ClaimLostError,
)
from scorecards.reports import files

logger = logging.getLogger(__name__)

RENDER_TASK = "scorecards.tasks.render_file"
# How long a file that failed waits for its second and third start.
PAUSES = (timedelta(minutes=1), timedelta(minutes=5))
KEPT_FOR = timedelta(days=7)
# What lies in the folder without a row, or half written, is over after so long.
LEFT_BEHIND = timedelta(hours=1)
SWEPT_AT_ONCE = 100
# How often a worker says how far it is.
TELL_SECONDS = 1.0
PART = ".part"
SCORECARD = "scorecard:"

State = RenderedFile.State


class SupersededError(Exception):
    """The figures have changed, and a file of the newer ones is ordered already."""


class GoneError(Exception):
    """What the file is to be made of is not stored any more."""


def source_of(scorecard: Scorecard) -> str:
    """Return what names the content of a file: the figures, and how they are drawn."""
    look = f"{media_edition()}:{brand_key(scorecard.portfolio)}"
    return f"{figures_of(scorecard)}{look}"


def figures_of(scorecard: Scorecard) -> str:
    """Return how the sources of all files begin that show these very figures."""
    return f"{SCORECARD}{scorecard.pk}:{scorecard.digest}:"


def ask_for_file(
    scorecard: Scorecard,
    medium: str,
    paper: str,
    *,
    language: str,
    by: User | None,
    now: datetime,
) -> RenderedFile:
    """Return the file of a built scorecard, and have it made if it is not there.

    Whoever asks, the same content is made once. What was stopped or could not be made
    is tried anew.
    """
    fields = {
        "portfolio": scorecard.portfolio,
        "scorecard": scorecard,
        "period_key": scorecard.period_key,
        "as_of": scorecard.as_of,
        "asked_by": by,
        "asked_at": now,
        "due_at": now,
    }
    return _asked(source_of(scorecard), medium, paper, language, fields)


def ask_for_report(
    published: ReportSnapshot,
    reader: Stakeholder | None,
    medium: str,
    *,
    language: str,
    by: User | None,
    now: datetime,
    paper: str = PAPERS[0],
) -> RenderedFile:
    """Return the file of a published report, and have it made if it is not there.

    A letter to each sponsor is that of its reader; any other is the same for all.
    """
    sponsor = files.whose(published, reader)
    source = files.source_of(published, sponsor, timezone.localdate(now))
    fields = files.fields_of(published, sponsor, by, now)
    return _asked(source, medium, paper, language, fields)


def _asked(
    source: str, medium: str, paper: str, language: str, fields: dict[str, Any]
) -> RenderedFile:
    by, now = fields["asked_by"], fields["asked_at"]
    file, is_new = RenderedFile.objects.get_or_create(
        source_key=source,
        medium=medium,
        paper=paper if medium == RenderedFile.Medium.PDF else "",
        language=language,
        defaults=fields,
    )
    if is_new:
        enqueue_after_commit(RENDER_TASK, file.pk)
    else:
        RenderedFile.objects.filter(pk=file.pk).update(asked_at=now)
        if not file.is_waiting and not is_there(file):
            start_again(file, by, now)
    return file


def start_again(file: RenderedFile, by: User | None, now: datetime) -> None:
    """Order a file anew that was stopped, could not be made, or was lost."""
    again = RenderedFile.objects.filter(pk=file.pk).exclude(state=State.WORKING)
    fields: dict[str, Any] = {
        **AT_THE_START,
        "state": State.DUE,
        "due_at": now,
        "attempts": 0,
        "problem": "",
    }
    if by is not None:
        fields["asked_by"] = by
    with transaction.atomic():
        if again.update(**fields):
            enqueue_after_commit(RENDER_TASK, file.pk)


def cancel(file: RenderedFile) -> bool:
    """Stop a file that is not made yet; return whether there was something to stop.

    A worker that is at it finds its claim gone within seconds, and ends the process.
    """
    waiting = [State.DUE, State.WORKING, State.FAILED]
    rows = RenderedFile.objects.filter(pk=file.pk, state__in=waiting)
    stopped = rows.update(state=State.CANCELLED, claim=None, leased_until=None)
    return bool(stopped)


def path_of(file: RenderedFile) -> Path:
    return Path(settings.MEDIA_ROOT) / str(file.file.name)


def content_of(file: RenderedFile) -> bytes | None:
    """Return a file that is ready, whole as it was made; None when it is not."""
    if file.state != State.DONE:
        return None
    try:
        content = path_of(file).read_bytes()
    except OSError:
        logger.exception("File %s cannot be read", file.pk)
        return None
    if hashlib.sha256(content).hexdigest() != file.sha256:
        logger.error("File %s is not what it was when it was made", file.pk)
        return None
    return content


def is_there(file: RenderedFile) -> bool:
    """Whether a file is ready and lies where it was put."""
    if file.state != State.DONE:
        return False
    try:
        return path_of(file).stat().st_size == file.size
    except OSError:
        return False


def render(pk: int) -> str:
    """Make one file if it waits; return what came of it, in a word.

    Files leave a process of the worker free for what takes a second: scorecards and
    mails do not wait for them. What waits here is found by the next end or sweep.
    """
    if RenderedFile.objects.at_work(timezone.now()).count() >= most_at_once():
        return "waits for another one"
    rows = RenderedFile.objects.select_related("portfolio", *files.RELATED)
    file = rows.claim(pk, timezone.now())
    if file is None:
        return "nothing to do"
    said = _tried(file)
    for next_pk in waiting(timezone.now())[:1]:
        enqueue(RENDER_TASK, next_pk)
    return said


def _tried(file: RenderedFile) -> str:
    """Make a file that was claimed, or write down why not."""
    with translation.override(file.language):
        try:
            _make(file)
        except ClaimLostError:
            return "in other hands, or not wanted any more"
        except Exception as error:
            if not isinstance(error, (NotWrittenError, SupersededError, GoneError)):
                logger.exception("File %s failed", file.pk)
            return _ended(file, error)
    return str(file.state)


def most_at_once() -> int:
    return max(1, settings.CELERY_WORKER_CONCURRENCY - 1)


def waiting(now: datetime) -> list[int]:
    """Return the files that wait, in the order in which they are due."""
    rows = RenderedFile.objects.waiting(now).order_by("due_at", "pk")
    return list(rows.values_list("pk", flat=True)[:SWEPT_AT_ONCE])


def _make(file: RenderedFile) -> None:
    """Write a file under a name of its own, and hand it over when it is whole.

    Raises ClaimLostError, NotWrittenError, SupersededError, GoneError, and what the
    disk raises.
    """
    report = _report(file)
    name = RenderedFile.new_name(file.medium)
    path = Path(settings.MEDIA_ROOT) / name
    part = path.with_name(f".{path.name}{PART}")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        content = _written(file, report, part)
        part.replace(path)
        _to_disk(path.parent)
        before = file.file.name
        file.settle(
            State.DONE,
            file=name,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            made_at=timezone.now(),
            problem="",
        )
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        part.unlink(missing_ok=True)
    if before:
        (Path(settings.MEDIA_ROOT) / before).unlink(missing_ok=True)


def _written(file: RenderedFile, report: Report, part: Path) -> bytes:
    """Write a report half hidden, and return it when it is whole."""
    write_apart(report, file.medium, file.paper, part, _telling(file))
    if not is_whole(part, file.medium):
        raise NotWrittenError("cut off")
    return part.read_bytes()


def _report(file: RenderedFile) -> Report:
    """Return what the file is to hold. Raises GoneError, SupersededError."""
    if published := file.published:
        today = timezone.localdate()
        _follow(file, files.source_of(published, file.sponsor_id, today))
        return files.report_for(published, file.sponsor_id)
    built = Scorecard.objects.built().select_related("portfolio__refresh")
    scorecard = built.filter(pk=file.scorecard_id).first()
    if scorecard is None:
        raise GoneError
    _follow(file, source_of(scorecard), as_of=scorecard.as_of)
    return report_of(scorecard)


def _follow(file: RenderedFile, source: str, **changes: Any) -> None:
    """Let a file be of the newest content: that is what is wanted by now.

    Raises SupersededError where that is ordered already.
    """
    if source == file.source_key:
        return
    try:
        with transaction.atomic():
            file.keep(timezone.now(), source_key=source, **changes)
    except IntegrityError as error:
        raise SupersededError from error


def _telling(file: RenderedFile) -> Callable[[dict[str, Any]], None]:
    """Return what writes down how far the work is, and renews the claim with it."""
    told = time.monotonic()
    stage = str(file.stage)

    def tell(said: dict[str, Any]) -> None:
        nonlocal told, stage
        now = time.monotonic()
        new = str(said.get("stage", stage))
        if new == stage and now - told < TELL_SECONDS:
            return
        told, stage = now, new
        file.keep(
            timezone.now(),
            stage=new,
            stage_done=said.get("done", 0),
            stage_of=said.get("of", 0),
        )

    return tell


def _to_disk(folder: Path) -> None:
    """Let a name that was given last beyond a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _ended(file: RenderedFile, error: Exception) -> str:
    """Write down that a file was not made, and whether it is tried again."""
    now, problem = timezone.now(), told(error)
    try:
        if isinstance(error, (SupersededError, GoneError)):
            file.settle(State.CANCELLED, problem=problem)
        elif file.attempts >= MOST_ATTEMPTS:
            file.settle(State.PARKED, problem=problem)
        else:
            pause = PAUSES[file.attempts - 1]
            file.settle(State.FAILED, due_at=now + pause, problem=problem)
    except ClaimLostError:
        return "in other hands, or not wanted any more"
    logger.warning("File %s: %s", file.pk, error)
    return str(file.state)


def told(error: Exception) -> str:
    """Return why a file was not made, for those who wait for it and those who mend."""
    match error:
        case SupersededError():
            return _("The figures changed meanwhile, and the newer file is ordered.")
        case GoneError():
            return _("This period is not stored any more. Open it and ask again.")
        case OSError():
            problem = "space" if error.errno in NO_SPACE else "file"
            return _problems()[problem]
        case NotWrittenError():
            return _problems().get(error.problem) or _problems()["error"]
    return _problems()["error"]


def _problems() -> dict[str, str]:
    return {
        "space": _("There is no space left on the disk where files are kept."),
        "file": _("The file could not be written where files are kept."),
        "time": _("It took too long and was ended."),
        "memory": _("It needed more memory than a file may take."),
        "killed": _("The work was ended from outside before it was done."),
        "cut off": _("The file was cut off while it was written."),
        "library": _(
            "A library that draws it is not installed. A PDF needs Pango on the server."
        ),
        "error": _("Something in it could not be drawn. The log says what."),
    }


def sweep(now: datetime) -> list[int]:
    """Deal with what dead workers left, delete what is old; return what waits."""
    for file in RenderedFile.objects.silent(now):
        _take_over(file, now)
    _forget(now)
    return waiting(now)


def _take_over(file: RenderedFile, now: datetime) -> None:
    """Take a file from a worker that was silent for too long."""
    try:
        if file.attempts >= MOST_ATTEMPTS:
            problem = _("The work was cut off each time before it was done.")
            file.settle(State.PARKED, problem=problem)
        else:
            file.settle(State.FAILED, due_at=now)
    except ClaimLostError:
        return


def _forget(now: datetime) -> None:
    """Delete files after a week, and what lies about without a row.

    A file of a report that shows what was taken back since goes at once.
    """
    RenderedFile.objects.over(now - KEPT_FOR).delete()
    made = RenderedFile.objects.filter(state=State.DONE).exclude(published=None)
    for file in made.select_related(*files.RELATED):
        if files.is_outdated(file):
            path_of(file).unlink(missing_ok=True)
            file.delete()
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    if not folder.is_dir():
        return
    before = (now - LEFT_BEHIND).timestamp()
    old = [path for path in folder.iterdir() if path.stat().st_mtime < before]
    if not old:
        return
    kept = set(RenderedFile.objects.exclude(file="").values_list("file", flat=True))
    for path in old:
        if f"{FOLDER}/{path.name}" not in kept:
            path.unlink(missing_ok=True)
