"""Mappings that come with the application: one TOML file each, by its name."""

from pathlib import Path

from django.utils.translation import gettext as _

from delivery.imports.errors import UnreadableFileError
from delivery.imports.mapping import Mapping
from delivery.imports.toml import load_mapping

FOLDER = Path(__file__).parent


def profile_names() -> list[str]:
    """Return the names of the profiles, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load_profile(name: str) -> Mapping:
    """Return a profile.

    Raises UnreadableFileError when there is none of that name.
    """
    names = profile_names()
    if name not in names:
        raise UnreadableFileError(
            _("There is no profile %(name)s. Known: %(known)s.")
            % {"name": name, "known": ", ".join(names)}
        )
    return load_mapping(FOLDER / f"{name}.toml")
