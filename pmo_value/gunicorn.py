"""How gunicorn serves the application; it reads its settings from here."""

import os
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

# A page that takes longer than this has gone wrong; a worker's task may take longer.
os.environ.setdefault("STATEMENT_TIMEOUT", "15")

from pmo_value import settings
from pmo_value.interpreter import settle
from pmo_value.logs import MaskTokens


class logger_class(Logger):  # noqa: N801 - the name of gunicorn's setting
    """Gunicorn's own logs, of requests and of errors, without the secrets of links."""

    def setup(self, cfg: Any) -> None:
        """Have every line masked, wherever an operator lets it be written."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.addFilter(MaskTokens())


MEMORY = Path("/dev/shm")  # noqa: S108

host = f"[{settings.LISTEN_ON}]" if ":" in settings.LISTEN_ON else settings.LISTEN_ON
bind = f"{host}:{settings.PORT}"
workers = settings.WEB_WORKERS
# Loaded once and then forked: quicker to start, and half the memory.
preload_app = True
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 30
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
# By default it would lie in the home folder, shared by every copy of this user.
control_socket_disable = True
# Heartbeats go to memory: a slow disk must not look like a dead worker.
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None
forwarded_allow_ips = "*" if settings.TRUSTED_PROXY_COUNT else ""


def when_ready(server: Any) -> None:
    """Share what is loaded with the workers, which are forked after this."""
    settle()
