"""The parts of the product that have a menu: what each is called, and its pages.

An app with pages of its own says so in its `sections` module; nobody lists the apps.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

# Names of pages and what they are called; the first leads.
Pages = list[tuple[str, "StrPromise"]]


@dataclass(frozen=True, slots=True)
class Section:
    """A section: the app whose pages it has, its name, and its pages by subject."""

    app: str
    label: "StrPromise"
    subjects: list[tuple["StrPromise", Pages]]


def section_of(app: str) -> Section:
    """Return the section of an app. Raises ModuleNotFoundError where it has none."""
    section: Section = import_module(f"{app}.sections").SECTION
    return section
