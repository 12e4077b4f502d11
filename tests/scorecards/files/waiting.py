"""For a worker of the tests: its PDFs wait at a gate, as `odd.wait` says."""

from scorecards.media.writing import WRITERS
from tests.scorecards.files.odd import odd_writer

WRITERS["pdf"] = odd_writer("wait")
