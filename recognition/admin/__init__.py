"""The facts of Step 10 for support: to look, and to mend what no page can."""

from recognition.admin import (
    branding,
    cycle,
    demand,
    feedback,
    report,
    schedule,
    stakeholder,
    testimonial,
    value,
    words,
)

__all__ = [
    "branding",
    "cycle",
    "demand",
    "feedback",
    "report",
    "schedule",
    "stakeholder",
    "testimonial",
    "value",
    "words",
]
