"""How controls are written that most forms consist of: without a template for each.

Django renders a template for every control, one more for each of its options and one
for the attributes of either, which takes half the time of a page with a form. What is
written here is the same but for empty lines; the rest stays with the templates.
"""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.html import conditional_escape

FOLDER = "django/forms/widgets"
NO_ERRORS = "django/forms/errors/list/default.html"

Widget = dict[str, Any]


class Renderer(DjangoTemplates):
    """Django's own, but for single controls and for errors that nobody made."""

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        if write := WRITTEN.get(template_name):
            return write(context["widget"])
        if template_name == NO_ERRORS and not context["errors"]:
            return ""
        rendered: str = super().render(template_name, context, request)
        return rendered


def attributes(given: dict[str, Any]) -> str:
    """Write attributes: what is true by its name alone, what is false not at all."""
    return "".join(
        f" {conditional_escape(name)}"
        if value is True
        else f' {conditional_escape(name)}="{conditional_escape(value)}"'
        for name, value in given.items()
        if value is not False
    )


def written_input(widget: Widget) -> str:
    """Write a control of one line, or one that is ticked."""
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    given = widget["value"]
    value = "" if given is None else f' value="{conditional_escape(given)}"'
    return f'<input type="{kind}" name="{name}"{value}{attributes(widget["attrs"])}>'


def written_textarea(widget: Widget) -> str:
    """Write a control of several lines."""
    text = conditional_escape(widget["value"] or "")
    opened = f'<textarea name="{conditional_escape(widget["name"])}"'
    return f"{opened}{attributes(widget['attrs'])}>\n{text}</textarea>"


def written_select(widget: Widget) -> str:
    """Write a list to choose from, with its groups."""
    name = conditional_escape(widget["name"])
    lines = [f'<select name="{name}"{attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            label = conditional_escape(localize(group))
            lines.append(f'  <optgroup label="{label}">')
        lines += [f"  {written_option(option)}" for option in options]
        if group:
            lines.append("  </optgroup>")
    return "\n".join([*lines, "</select>"])


def written_option(option: Widget) -> str:
    """Write one that may be chosen."""
    value = conditional_escape(option["value"])
    label = conditional_escape(localize(option["label"]))
    return f'<option value="{value}"{attributes(option["attrs"])}>{label}</option>'


WRITTEN: dict[str, Callable[[Widget], str]] = {
    f"{FOLDER}/{name}.html": written_input
    for name in (
        *("checkbox", "date", "datetime", "email", "hidden", "input", "number"),
        *("password", "text", "time", "url"),
    )
} | {
    f"{FOLDER}/textarea.html": written_textarea,
    f"{FOLDER}/select.html": written_select,
}
