"""Write one stored scorecard: `manage.py scorecard --help`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from delivery.calculations.periods import Period
from delivery.models import Portfolio
from pmo_value.exports import csv_response
from scorecards import exports
from scorecards.finding import is_known
from scorecards.media.html import scorecard_file
from scorecards.media.report import report_of
from scorecards.models import Scorecard
from scorecards.models.scorecard import ScorecardQuerySet
from scorecards.regeneration import ask_for, refresh_here


def as_json(scorecard: Scorecard) -> bytes:
    """The document that the API gives."""
    text = json.dumps(
        exports.document(scorecard),
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
        indent=2,
    )
    return f"{text}\n".encode()


def as_csv(scorecard: Scorecard) -> bytes:
    """Every number of the scorecard, one to a row."""
    header, rows = exports.measure_rows(scorecard)
    return csv_response("scorecard.csv", header, rows).content


def as_html(scorecard: Scorecard) -> bytes:
    """The page as one file."""
    return scorecard_file(scorecard).encode()


def as_pdf(scorecard: Scorecard, paper: str) -> bytes:
    """The scorecard on paper."""
    try:
        from scorecards.media.pdf import pdf_of
    except OSError as error:
        raise CommandError(f"{NEEDS_PANGO}: {error}") from error
    return pdf_of(report_of(scorecard), paper)


def as_slides(scorecard: Scorecard, template: Path | None) -> bytes:
    """The scorecard as slides that can be edited."""
    from scorecards.media.slides import TemplateError, slides_of

    try:
        return slides_of(report_of(scorecard), template)
    except TemplateError as error:
        raise CommandError(str(error)) from error


WRITERS = {"csv": as_csv, "html": as_html, "json": as_json}
# These are no text, and take more than a scorecard; what sets them is slow to load.
FILES = ("pdf", "pptx")
PAPERS = ("A4", "Letter")
NEEDS_PANGO = (
    "A pdf needs Pango; on Debian: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


class Command(BaseCommand):
    help = "Writes one stored scorecard; a period not stored yet is built first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="the portfolio's short name")
        parser.add_argument(
            "--period",
            metavar="P",
            help="2026-09, 2026-Q3 or FY2026; the latest one if left out",
        )
        parser.add_argument(
            "--format", choices=sorted((*WRITERS, *FILES)), required=True
        )
        parser.add_argument(
            "--paper",
            choices=PAPERS,
            default=PAPERS[0],
            help="the size of the pages of a pdf; A4 if left out",
        )
        parser.add_argument(
            "--template",
            metavar="FILE",
            type=Path,
            help="the presentation (.pptx) whose layouts and colours slides take",
        )
        parser.add_argument(
            "-o",
            "--output",
            metavar="FILE",
            type=Path,
            help="the file to write; the standard output if left out",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] in FILES and options["output"] is None:
            raise CommandError(f"A {options['format']} is no text: name a file by -o.")
        scorecard = _scorecard(options["slug"], options["period"])
        content = _content(scorecard, options)
        if options["output"] is None:
            self.stdout.write(content.decode(), ending="")
            return
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"The file cannot be written: {error}") from error


def _content(scorecard: Scorecard, options: dict[str, Any]) -> bytes:
    match options["format"]:
        case "pdf":
            return as_pdf(scorecard, options["paper"])
        case "pptx":
            return as_slides(scorecard, options["template"])
        case name:
            return WRITERS[name](scorecard)


def _scorecard(slug: str, key: str | None) -> Scorecard:
    portfolio = Portfolio.objects.filter(slug=slug).first()
    if portfolio is None:
        raise CommandError(f"There is no portfolio {slug}.")
    if not _stored(slug, key).exists():
        _build(portfolio, key)
    scorecard = _stored(slug, key).first()
    if scorecard is None:
        raise CommandError(f"There is no scorecard of {slug} yet.")
    return scorecard


def _stored(slug: str, key: str | None) -> ScorecardQuerySet:
    scorecards = Scorecard.objects.built().filter(portfolio__slug=slug)
    named = scorecards.filter(period_key=key) if key else scorecards.of_latest_period()
    return named.for_page()


def _build(portfolio: Portfolio, key: str | None) -> None:
    """Build what is not stored yet, with all that it is made from."""
    below = Portfolio.objects.under(portfolio)
    list(refresh_here(below))
    if key is None or _stored(portfolio.slug, key).exists():
        return
    try:
        period = Period.parse(key, portfolio.fiscal_year_start_month)
    except ValueError as error:
        raise CommandError(str(error)) from error
    if not is_known(Portfolio.objects.get(pk=portfolio.pk), period):
        raise CommandError(f"Nothing is known about {period.label}.")
    ask_for(portfolio, period)
    list(refresh_here(below))
