"""A queue that is a folder, in which no reader ever meets half a message.

Kombu's own transport writes a message where readers look for it. One that looks
between the opening and the writing of the file takes an empty message, and its
worker ends.
"""

import uuid
from pathlib import Path
from time import monotonic
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Puts messages into the folder under their name once they are written."""

    # Kombu's own two classes do not agree on what the message is called.
    def _put(  # type: ignore[override]
        self, queue: str, payload: Any, **kwargs: Any
    ) -> None:
        folder = Path(self.data_folder_out)
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        unfinished = folder / f".{name}"  # readers do not take what starts like this
        unfinished.write_text(dumps(payload))
        unfinished.rename(folder / name)


class Transport(filesystem.Transport):
    """The transport of such a queue."""

    Channel = Channel
