"""Controls are written as Django's templates write them, only sooner."""

from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.forms.utils import ErrorList
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from pmo_value.form_rendering import WRITTEN, Renderer

DJANGO = DjangoTemplates()  # one, which compiles each template once
RUDE = '<b>"O\'Brien"</b> & sons'
CHOICES = [
    ("", "---------"),
    (1, RUDE),
    (1000, 1000.5),
    (RUDE, [("inner", _("Portfolio")), ("other", mark_safe("<i>kept</i>"))]),
    (None, "Nobody"),
]
ATTRIBUTES = {"id": "one", "required": True, "disabled": False, "title": RUDE, "min": 0}
CONTROLS = [
    forms.CheckboxInput(),
    forms.DateInput(attrs={"type": "date"}),
    forms.DateTimeInput(),
    forms.EmailInput(),
    forms.HiddenInput(),
    forms.NumberInput(attrs={"step": "any"}),
    forms.NullBooleanSelect(),
    forms.PasswordInput(render_value=True),
    forms.Select(choices=CHOICES),
    forms.SelectMultiple(choices=CHOICES),
    forms.Textarea(attrs={"rows": 3}),
    forms.TextInput(),
    forms.TimeInput(),
    forms.URLInput(),
]
VALUES = [
    None,
    "",
    "1",
    1000,
    0,
    True,
    RUDE,
    mark_safe("<i>kept</i>"),
    date(2026, 9, 1),
]


@pytest.mark.parametrize("control", CONTROLS, ids=lambda one: type(one).__name__)
def test_a_control_is_written_as_django_writes_it(control, settings):
    settings.LANGUAGE_CODE = "de"  # which writes a number in a way of its own
    assert control.template_name in WRITTEN
    for value in VALUES:
        ours, theirs = (
            control.render(RUDE, value, ATTRIBUTES, renderer)
            for renderer in (Renderer(), DJANGO)
        )
        # Django leaves an empty line after each option.
        assert ours == theirs.replace("</option>\n\n", "</option>\n"), value


@pytest.mark.parametrize("errors", [[], [RUDE, "two"]], ids=["none", "two"])
def test_errors_are_written_as_django_writes_them(errors):
    ours, theirs = (
        ErrorList(errors, renderer=renderer).render()
        for renderer in (Renderer(), DJANGO)
    )
    assert ours == theirs


def test_forms_are_written_by_it():
    assert isinstance(get_default_renderer(), Renderer)
