"""The office programs of the machine, which open what we write."""

import shutil
import subprocess
from pathlib import Path

from tests.services import MissingError

SECONDS = 240


def office_program() -> str:
    """Return the path of LibreOffice. Raises MissingError when it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        raise MissingError("LibreOffice Impress is not installed")
    return program


def as_pdf(file: Path) -> Path:
    """Open a file as a person would, and return what is seen of it as a PDF."""
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    order = ["--headless", "--convert-to", "pdf", "--outdir", str(file.parent)]
    subprocess.run(
        [office_program(), profile, *order, str(file)],
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )
    return file.with_suffix(".pdf")
