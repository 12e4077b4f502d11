"""`make services`: a PostgreSQL and a Redis for development, until Ctrl-C.

    python -m tests.services

Their data is gone when they stop; docker-compose.yml has servers that keep it.
"""

import contextlib
import signal

from tests.services.postgresql import private_postgresql
from tests.services.redis import private_redis


def main() -> None:
    """Start both servers, print what to set, and wait for Ctrl-C or SIGTERM."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with private_postgresql() as database_url, private_redis() as redis:
        print("Both servers run until Ctrl-C; then their data is gone. To use them:")  # noqa: T201
        print(f'  export DATABASE_URL="{database_url}"')  # noqa: T201
        print(f'  export REDIS_URL="{redis.url}"', flush=True)  # noqa: T201
        with contextlib.suppress(KeyboardInterrupt):
            signal.pause()


if __name__ == "__main__":
    main()
