"""How Celery reaches its queue: Redis, or a folder when there is no Redis.

A message only says "now"; what is due stands in the database. So publishing is
bounded and never repeated, and whatever a broker loses a later sweep finds.
"""

from pathlib import Path
from typing import Any

from kombu.transport import TRANSPORT_ALIASES

FILESYSTEM = "filesystem://localhost"
TRANSPORT_ALIASES["filesystem"] = "pmo_value.folder_queue:Transport"

REDIS_OPTIONS = {
    # A request that saves must not wait for a broker that is gone or silent.
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
    "max_retries": 0,
    # Longer than the longest task, else Redis hands a running one out again.
    "visibility_timeout": 3600,
    # Look for the messages of dead workers every 10 s; the default takes 100 s.
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "health_check_interval": 25,
}


def filesystem(folder: Path) -> dict[str, Any]:
    """Return the options of a queue that is a folder, which is made when missing."""
    for part in ("queue", "control"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    return {
        # Both ends share one folder: what one process puts in, another takes out.
        "data_folder_in": str(folder / "queue"),
        "data_folder_out": str(folder / "queue"),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.2,
        "store_processed": False,
    }
