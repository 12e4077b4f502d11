"""A report tells a status in the words of the page."""

import pytest
from django.template.loader import render_to_string

from scorecards.media.report import STATUS_WORDS, Status


@pytest.mark.parametrize("kind", STATUS_WORDS)
def test_a_status_has_the_word_of_the_page(kind):
    shown = render_to_string("components/status.html", {"status": kind})
    assert Status(kind).word in shown
