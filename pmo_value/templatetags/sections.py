"""The menu of a section, and the way back to its start."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from pmo_value.sections import Section, section_of

register = template.Library()


@register.simple_tag
def section(request: HttpRequest) -> dict[str, Any]:
    """Return `label` and `url` of the section that the reader is in."""
    here = _here(request)
    (first, _text), *_others = here.subjects[0][1]
    return {"label": str(here.label), "url": reverse(f"{here.app}:{first}")}


@register.simple_tag
def section_pages(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the pages of the section by subject, for components/subnav.html."""
    here = _here(request)
    name = request.resolver_match.url_name if request.resolver_match else ""
    return [
        subject(
            str(label),
            [(page, str(text), url_of(here.app, page)) for page, text in pages],
            name,
        )
        for label, pages in here.subjects
    ]


def _here(request: HttpRequest) -> Section:
    match = request.resolver_match
    return section_of(match.app_name if match else "")


def subject(
    label: str, pages: list[tuple[str, str, str]], here: str | None
) -> dict[str, Any]:
    """Return a subject that leads to its first page, and lists its own when there.

    Shape: pages as name, label and address.
    """
    return {
        "label": label,
        "url": pages[0][2],
        "is_current": here in {name for name, _label, _url in pages},
        "pages": [
            {"label": text, "url": url, "is_current": name == here}
            for name, text, url in pages
        ]
        if len(pages) > 1
        else [],
    }


def url_of(app: str, name: str, *arguments: Any) -> str:
    """Return the address of a page, "" when this installation has none such."""
    try:
        return reverse(f"{app}:{name}", args=arguments)
    except NoReverseMatch:
        return ""
