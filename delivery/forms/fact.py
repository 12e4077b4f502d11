"""What every form of a fact has in common: strict fields, and no silent overwriting."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MinValueValidator
from django.db import IntegrityError, models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.history import (
    fields_of,
    latest_version,
    records_of,
    shown,
    whose_request,
)
from delivery.models.closing import (
    closed_until,
    day_of,
    is_closed,
    is_shared,
    may_reopen,
)
from pmo_value import formatting
from pmo_value.fields import ExactDecimalField
from pmo_value.form_fields import (
    DayField,
    LinesField,
    NumberField,
    TickedField,
    validate_line,
    validate_printable,
)

# What a history record holds.
LONGEST_REASON = 100
# What a database can hold in the number of a record.
HIGHEST_VERSION = 2**63 - 1
SAVED_AT_ONCE = "saved_at_once"
# What a list of choices says before anything is chosen, by whether it must be.
NOT_CHOSEN = gettext_lazy("Choose one of the list.")
TOO_LONG = gettext_lazy(
    "Write at most %(limit_value)d characters; these are %(show_value)d."
)
A_LINK = gettext_lazy("A link, such as https://example.org/invoice-17.")
NO_LINK = gettext_lazy("Enter a link, such as https://example.org/invoice-17.")
LEFT_OUT = gettext_lazy("Fill this in: it cannot stay empty.")
NOTHING_CHOSEN = {True: gettext_lazy("Choose one"), False: gettext_lazy("None")}


def strict_field(field: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
    """Return the form field of a model field that takes one way of writing only."""
    if isinstance(field, ExactDecimalField):
        kwargs.setdefault("form_class", NumberField)
    elif isinstance(field, models.DateField):
        kwargs.setdefault("form_class", DayField)
    elif isinstance(field, models.TextField):
        kwargs.setdefault("form_class", LinesField)
    elif isinstance(field, models.ManyToManyField):
        kwargs.setdefault("form_class", TickedField)
    elif isinstance(field, models.URLField):
        kwargs.setdefault("assume_scheme", "https")
    made = field.formfield(**kwargs)
    if isinstance(made, forms.CharField):
        _hold_text(made)
    elif isinstance(made, (forms.ModelChoiceField, forms.TypedChoiceField)):
        made.error_messages["required"] = NOT_CHOSEN
        _name_nothing(made)
    return made


def _name_nothing(made: forms.ModelChoiceField | forms.TypedChoiceField) -> None:
    """Say what the choice of nothing means; where many are ticked there is none."""
    if isinstance(made, forms.TypedChoiceField):
        choices: Any = made.choices
        made.choices = [
            (value, label if value else NOTHING_CHOSEN[made.required])
            for value, label in choices
        ]
    elif not isinstance(made, forms.ModelMultipleChoiceField):
        made.empty_label = NOTHING_CHOSEN[made.required]


def _hold_text(made: forms.CharField) -> None:
    """Keep a text of one line on it, and say in words what is expected."""
    has_lines = isinstance(made.widget, forms.Textarea)
    made.validators.append(validate_printable if has_lines else validate_line)
    made.error_messages |= {"required": LEFT_OUT, "max_length": TOO_LONG}
    if isinstance(made, forms.URLField):
        made.error_messages["invalid"] = NO_LINK
        made.help_text = made.help_text or A_LINK


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that somebody changed meanwhile, in the words of the page."""

    label: str
    opened: str
    stored: str
    entered: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody saved a row after this form of it had been opened."""

    who: str
    at: datetime
    is_deleted: bool
    differences: tuple[Difference, ...]


class FactForm(forms.ModelForm):
    """Enter or correct one fact.

    A view saves with `stored()`. `parents` are fields that the view sets on the
    instance and nobody chooses; they are listed, because Django skips a
    UniqueConstraint when one of its fields is missing from the form, and disabled,
    because a disabled field ignores whatever the browser posts. `error_fields`
    says at which field the message of a constraint belongs.

    The form of an existing row carries the version it was opened with. When a
    newer one is stored, `conflict` tells what differs, and the entries are kept. It
    asks why the row changes, and keeps the answer in its history; `by` is who changes
    it, without a word the person whose request it is: in a closed period that must be
    a lead, who says why. `restated` are figures
    that others may have read already: nobody changes one without a reason.
    `reason_name` is the field that holds it.
    """

    parents: ClassVar[tuple[str, ...]] = ()
    error_fields: ClassVar[dict[str, str]] = {}
    restated: ClassVar[tuple[str, ...]] = ()
    reason_name: ClassVar[str] = "change_reason"

    class Meta:
        formfield_callback = strict_field

    def __init__(self, *args: Any, by: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by or whose_request()
        self.conflict: Conflict | None = None
        self.closed_until = self.end_of_closed_time()
        self.stored_day = day_of(self.instance) if self.instance.pk else None
        for name in self.parents:
            field = self.fields[name]
            field.disabled = True
            field.widget = forms.HiddenInput()
            parent = getattr(self.instance, f"{name}_id")
            field.queryset = field.queryset.filter(pk=parent)  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["version"] = forms.IntegerField(
                min_value=0,
                max_value=HIGHEST_VERSION,
                initial=self.newest_version(),
                widget=forms.HiddenInput,
            )
        # A new row is asked for a reason only once its period turns out to be closed.
        if self.instance.pk or self.add_prefix("change_reason") in self.data:
            self.fields["change_reason"] = reason_field()

    def end_of_closed_time(self) -> date | None:
        """The day up to which the facts around this one are closed, if any are."""
        return closed_until(self.instance)

    @property
    def closed_notice(self) -> str:
        """What to know before correcting a fact of a closed period, if it is one."""
        if not is_closed(self.closed_until, self.stored_day):
            return ""
        if may_reopen(self.instance, self.by):
            return _("Its period is closed. A change needs its reason.")
        return closed_message(self.closed_until, is_shared=is_shared(self.instance))

    def newest_version(self) -> int:
        """The version of the row that is stored now."""
        return latest_version(self.instance)

    def clean(self) -> dict[str, Any]:
        """Leave a text that nobody touched as it is stored, line ends and all.

        Ask for the reason when a figure is replaced.
        """
        cleaned = super().clean() or {}
        for name, field in self.fields.items():
            if isinstance(field, LinesField) and name not in self.changed_data:
                cleaned[name] = self.get_initial_for_field(field, name) or ""
        if self.is_restatement() and not cleaned.get("change_reason"):
            self.add_error("change_reason", _("Say why the figure changes."))
        return cleaned

    def is_restatement(self) -> bool:
        """Return whether a figure that was stored is replaced by another one."""
        return bool(self.instance.pk and set(self.changed_data) & set(self.restated))

    def _post_clean(self) -> None:
        """Say what a constraint refuses at the field that is to be corrected.

        A constraint names no field, so its message arrives as one of the whole form.
        """
        super()._post_clean()  # type: ignore[misc]
        places = {
            constraint.get_violation_error_message(): self.error_fields[constraint.name]
            for constraint in self._meta.model._meta.constraints
            if constraint.name in self.error_fields
        }
        general = self.errors.pop(NON_FIELD_ERRORS, None)
        for error in general.as_data() if general else ():
            self.add_error(places.get(error.message), error)
        if not self.errors and self.has_changed():
            self._check_period()

    def _check_period(self) -> None:
        """Let a closed period change by a lead who says why, and by nobody else."""
        days = (self.stored_day, day_of(self.instance))
        if self.closed_until is None:  # the place may be an entry of the form
            self.closed_until = self.end_of_closed_time()
        if not is_closed(self.closed_until, *days):
            return
        self.fields.setdefault(self.reason_name, reason_field())
        if not may_reopen(self.instance, self.by):
            is_shared_fact = is_shared(self.instance)
            self.add_error(
                None, closed_message(self.closed_until, is_shared=is_shared_fact)
            )
        elif not self.cleaned_data.get(self.reason_name):
            message = _("This period is closed. Say why it changes all the same.")
            self.add_error(self.reason_name, message)

    def stored(self) -> bool:
        """Save, unless an entry is wrong or somebody saved since the form was opened.

        Returns whether the entries are in the database now; the errors say why not.
        """
        if not self.is_valid():
            return False
        try:
            with transaction.atomic():
                self.conflict = self._find_conflict()
                if self.conflict is None:
                    self.save()
        except IntegrityError:
            message = _("Somebody saved the same at this moment. Please try again.")
            self.add_error(None, ValidationError(message, code=SAVED_AT_ONCE))
            return False
        if self.conflict:
            self._keep_entries()
        return self.conflict is None

    def save(self, commit: bool = True) -> Any:
        """Write a new row whole, and of an existing one what the form is about.

        Another field, such as a portfolio's revision, may have moved meanwhile.
        """
        self.instance._change_reason = self.cleaned_data.get("change_reason") or None
        if not self.instance.pk or not commit:
            return super().save(commit)
        if self.has_changed():
            self.instance.save(update_fields=self.written_fields())
        return self.instance

    def written_fields(self) -> list[str]:
        """The fields of the row that saving this form may change."""
        names = self._meta.fields or ()
        return [
            name for name in names if name in self.fields and name not in self.parents
        ]

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {"version", "change_reason"})

    def _find_conflict(self) -> Conflict | None:
        """Lock the row and compare its version with the one that was opened."""
        if not self.instance.pk:
            return None
        model = self._meta.model
        # The lock makes a second save of the row wait until this one is over.
        # Its own order might join what PostgreSQL does not lock.
        here = model._base_manager.filter(pk=self.instance.pk).order_by()
        list(here.select_for_update())
        opened, stored = self.cleaned_data["version"], latest_version(self.instance)
        if opened == stored:
            return None
        records = records_of(model, id=self.instance.pk)
        newest: Any = records.get(history_id=stored)
        before = records.filter(history_id=opened).first()
        return Conflict(
            who=str(newest.history_user or _("Somebody")),
            at=newest.history_date,
            is_deleted=newest.history_type == "-",
            differences=tuple(self._differences(before, newest)),
        )

    def _differences(self, before: Any, stored: Any) -> list[Difference]:
        return [
            Difference(
                label=capfirst(str(field.verbose_name)),
                opened=shown(before, field) if before else "",
                stored=shown(stored, field),
                entered=shown(self.instance, field),
            )
            for field in fields_of(self._meta.model)
            if before is None
            or getattr(before, field.attname) != getattr(stored, field.attname)
        ]

    def _keep_entries(self) -> None:
        """Let the next press of the button mean: mine, knowing theirs."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix("version")] = latest_version(self.instance)  # type: ignore[index]
        self.add_error(None, _("Nothing was saved: somebody else saved meanwhile."))


def reason_field() -> forms.CharField:
    """Return the field that asks why a fact changes."""
    return forms.CharField(
        label=_("Why it changes"),
        required=False,
        max_length=LONGEST_REASON,
        validators=[validate_line],
        error_messages={"required": LEFT_OUT},
        help_text=_("Stands in the history, beside what was and what is."),
    )


def closed_message(until: date | None, *, is_shared: bool = False) -> str:
    """Say that a fact lies in a closed period, and who can change it.

    What is shared concerns several portfolios: their leads close and open it.
    """
    if is_shared:
        return _(
            "It would change what is closed, up to %(day)s, in a portfolio that it "
            "concerns. Somebody who leads every such portfolio can still enter it, "
            "with a reason."
        ) % {"day": formatting.day(until)}
    return _(
        "Everything up to %(day)s is closed. A lead of the portfolio can still correct "
        "it, with a reason."
    ) % {"day": formatting.day(until)}


def refuse_negative(form: FactForm, *names: str) -> None:
    """Let fields take 0 and more only, and say so at the field."""
    for name in names:
        limit = MinValueValidator(0, _("It cannot be negative."))
        form.fields[name].validators.append(limit)


def refuse_future(form: FactForm, name: str, today: date, message: str) -> None:
    """Add an error when a day that must have passed lies ahead."""
    day = form.cleaned_data.get(name)
    if day and day > today:
        form.add_error(name, message)
