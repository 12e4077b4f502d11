"""Import a file of facts from the command line."""

from argparse import ArgumentTypeError
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from delivery.imports.batches import record
from delivery.imports.errors import RowError, UnreadableFileError
from delivery.imports.findings import Report
from delivery.imports.guests import GUESTS
from delivery.imports.importer import Job, check_file, import_file
from delivery.imports.kinds import KINDS, default_mapping
from delivery.imports.mapping import Mapping
from delivery.imports.profiles import load_profile, profile_names
from delivery.imports.reading import ENCODINGS, FileLimits
from delivery.imports.toml import load_mapping
from delivery.models import Portfolio

REFUSED = 1
UNREADABLE = 2


def one_character(text: str) -> str:
    """Take a delimiter; "\\t" and "tab" are the tab."""
    text = {"\\t": "\t", "tab": "\t"}.get(text, text)
    if len(text) != 1:
        raise ArgumentTypeError("write one character, or tab")
    return text


class Command(BaseCommand):
    help = (
        "Import a CSV, XLSX or JSON file into a portfolio: checked whole, then stored "
        "at once. The same file twice changes nothing. Exit 0: done; 1: rows were "
        "refused; 2: the file cannot be read, or an argument is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=[*KINDS, *GUESTS], metavar="KIND")
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--portfolio", required=True, metavar="SLUG")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--profile", metavar="NAME", choices=profile_names())
        how.add_argument("--mapping", type=Path, metavar="FILE.toml")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--on-error", choices=["stop", "skip"], default="stop")
        parser.add_argument("--encoding", choices=list(ENCODINGS))
        parser.add_argument("--delimiter", type=one_character)
        parser.add_argument("--sheet")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check the file, store its facts, and say what came of it."""
        try:
            job = self._job(options)
            report = check_file(replace(job, sink=self._print_error))
            skips = options["on_error"] == "skip"
            stores = not options["dry_run"] and (skips or not report.refused_rows)
            if stores:
                report = import_file(job, skip_refused=skips)
                record(job, options["kind"], options["profile"] or "", report)
        except UnreadableFileError as error:
            raise CommandError(str(error), returncode=UNREADABLE) from None
        self._print(report, is_dry_run=options["dry_run"])
        if report.refused_rows:
            raise CommandError(
                _("%(refused)s of %(rows)s rows are refused.")
                % {"refused": report.refused_rows, "rows": report.rows},
                returncode=REFUSED,
            )

    def _job(self, options: dict[str, Any]) -> Job:
        path: Path = options["file"]
        if not path.is_file():
            raise UnreadableFileError(_("There is no file %s.") % path)
        portfolio = Portfolio.objects.filter(slug=options["portfolio"]).first()
        if portfolio is None:
            raise UnreadableFileError(
                _("There is no portfolio %s.") % options["portfolio"]
            )
        mapping = self._mapping(options)
        chosen = {
            name: options[name]
            for name in ("encoding", "delimiter", "sheet")
            if options[name]
        }
        return Job(
            portfolio=portfolio,
            mapping=mapping,
            path=path,
            name=path.name,
            options=replace(mapping.options, **chosen),
            limits=FileLimits.from_settings(),
        )

    def _mapping(self, options: dict[str, Any]) -> Mapping:
        kind = options["kind"]
        if options["profile"]:
            mapping = load_profile(options["profile"])
            mapping.check_kind(kind, options["profile"])
        elif options["mapping"]:
            mapping = load_mapping(options["mapping"])
            mapping.check_kind(kind, options["mapping"].name)
        else:
            mapping = default_mapping(kind)
        return mapping

    def _print_error(self, error: RowError) -> None:
        self.stdout.write(str(error))

    def _print(self, report: Report, *, is_dry_run: bool) -> None:
        for note in report.notes:
            self.stdout.write(note)
        for kind, counts in report.counts.items():
            self.stdout.write(
                f"{kind}: {counts.created} created, {counts.changed} changed, "
                f"{counts.unchanged} unchanged"
            )
        self.stdout.write(
            f"rows: {report.rows} read, {report.refused_rows} refused, "
            f"{report.skipped_rows} passed over"
        )
        if is_dry_run:
            self.stdout.write(_("Nothing was stored: this was a dry run."))
        elif not report.is_stored:
            self.stdout.write(_("Nothing was stored."))
