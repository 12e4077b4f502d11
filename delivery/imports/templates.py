"""Files to fill in: the columns of a kind, each explained, with its lists to choose."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from delivery.imports.kinds import Kind
from delivery.imports.kinds.kind import known_by
from pmo_value.fields import ExactDecimalField

# As far as a spreadsheet program goes; what it validates is a rule and not a cell.
LAST_ROW = 1_048_576
# A list of choices inside a rule may be no longer.
LONGEST_LIST = 255
NARROWEST, NOTE_WIDTH, NOTE_HEIGHT = 14, 320, 120


def template_columns(kind: Kind) -> tuple[str, ...]:
    """Return the columns that a file of the kind may have."""
    return kind.field_names


def template_workbook(kind: Kind) -> bytes:
    """Return a workbook with a header, an explanation at each column, and lists."""
    # It takes long to import, and few processes ever write a workbook.
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = kind.name
    sheet.freeze_panes = "A2"
    for number, name in enumerate(template_columns(kind), start=1):
        head = sheet.cell(row=1, column=number, value=name)
        head.font = Font(bold=kind.is_required(name), italic=not kind.is_required(name))
        head.comment = Comment(
            "\n".join(explanation(kind, name)),
            "PMO Value",
            width=NOTE_WIDTH,
            height=NOTE_HEIGHT,
        )
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(NARROWEST, len(name) + 2)
        if is_text(kind, name):
            # A program that takes 007 for a number forgets its zeros.
            sheet.column_dimensions[letter].number_format = "@"
        if rule := validation(kind, name):
            rule.add(f"{letter}2:{letter}{LAST_ROW}")
            sheet.add_data_validation(rule)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def explanation(kind: Kind, name: str) -> Iterator[str]:
    """Yield what to write into a column, one line a thing."""
    yield _("Needed.") if kind.is_required(name) else _("May stay blank.")
    if name == "period":
        yield _("Write a month as 2026-03, a quarter as 2026-Q1, a year as FY2026.")
        return
    field = kind.model_field(name)
    yield f"{str(field.verbose_name)[:1].upper()}{str(field.verbose_name)[1:]}."
    if field.help_text:
        yield str(field.help_text)
    if how := how_to_write(field):
        yield how
    if others := kind.aliases.get(name):
        yield _("The column may also be called: %s.") % ", ".join(others)


def how_to_write(field: Any) -> str:
    """Return how the values of a field are written; nothing for plain text."""
    if field.choices:
        return _("One of: %s.") % ", ".join(
            str(value) for value, _l in field.flatchoices
        )
    match field:
        case models.ForeignKey():
            return name_to_write(field)
        case models.BooleanField():
            return _("Write yes or no.")
        case models.DateField():
            return _("Write a date such as 2026-03-31.")
        case ExactDecimalField():
            return _("Write a number such as 1234.56.")
        case models.IntegerField():
            return _("Write a whole number.")
    return ""


def name_to_write(field: Any) -> str:
    """Return by what a file names the object of a field."""
    model = field.related_model
    names = {part.name for part in model._meta.get_fields()}
    if known_by(model) not in names:
        return _("Write its label.")
    return _("Write its code.") if known_by(model) == "code" else _("Write its name.")


def is_text(kind: Kind, name: str) -> bool:
    if name == "period":
        return True
    field = kind.model_field(name)
    return field.is_relation or (
        isinstance(field, models.CharField) and not field.choices
    )


def validation(kind: Kind, name: str) -> Any:
    """Return what a spreadsheet program should let one choose from."""
    from openpyxl.worksheet.datavalidation import DataValidation

    field = None if name == "period" else kind.model_field(name)
    values: list[str] = []
    if isinstance(field, models.BooleanField):
        values = ["yes", "no"]
    elif field is not None and field.choices:
        values = [str(value) for value, _label in field.flatchoices]
    listed = ",".join(values)
    if not listed or len(listed) > LONGEST_LIST:
        return None
    return DataValidation(
        type="list",
        formula1=f'"{listed}"',
        allow_blank=not kind.is_required(name),
        showErrorMessage=True,
        errorTitle=name,
        error=_("Choose one of the list."),
    )
