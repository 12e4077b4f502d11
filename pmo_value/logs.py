"""Logging: one line an event on the standard error, without secrets."""

import logging
import re
from typing import Any

SECRET_PATHS = re.compile(
    r"((?:/(?:feedback|quote|shared|reset/key)|(?<!/recognition)/value)/)"
    r"[^/\s?'\"]+"
)

TRACEBACKS = logging.Formatter()

QUIET = (
    "axes.handlers.database",
    "celery.app.trace",
    "celery.beat",
    "celery.worker.strategy",
    # They tell each step of setting a page.
    "fontTools",
    "weasyprint",
    "weasyprint.progress",
)


class MaskTokens(logging.Filter):
    """Replace the secret part of a link; whoever reads the log must not use it."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        masked = mask(message)
        if masked != message:
            record.msg, record.args = masked, None
        if record.exc_info:
            # What is here already, a handler does not write anew from the exception.
            record.exc_text = mask(TRACEBACKS.formatException(record.exc_info))
        return True


def mask(text: str) -> str:
    """Return a text without the secret parts of the links in it."""
    return SECRET_PATHS.sub(r"\1…", text)


def configuration(level: str) -> dict[str, Any]:
    """Return Django's LOGGING for one level of detail."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"mask_tokens": {"()": MaskTokens}},
        "formatters": {
            "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["mask_tokens"],
                "formatter": "line",
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django brings handlers of its own; one line an event is enough.
            "django": {"handlers": [], "level": level, "propagate": True},
            # Tasks say themselves what they did, and the sweep comes every 15 s; a
            # sign-in is worth a line when it is refused.
            **{name: {"level": "WARNING"} for name in QUIET},
        },
    }
