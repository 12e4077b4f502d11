"""A queue that is a folder: every message arrives once and whole."""

import threading
from pathlib import Path
from typing import Any

from kombu import Connection

from pmo_value import brokers

MESSAGES, WRITERS = 5, 3
# Writing this takes long enough for a reader to come in between.
TEXT = "x" * 2_000_000


def connection(folder: Path) -> Connection:
    return Connection(brokers.FILESYSTEM, transport_options=brokers.filesystem(folder))


def test_messages_of_many_writers_arrive_once_and_whole(tmp_path):
    """A reader that meets half a message raises, and would end its worker."""

    def write(writer: int) -> None:
        with connection(tmp_path) as ours, ours.SimpleQueue("many") as queue:
            for number in range(MESSAGES):
                queue.put({"from": (writer, number), "text": TEXT})

    received: list[Any] = []
    writers = [threading.Thread(target=write, args=[n]) for n in range(WRITERS)]
    with connection(tmp_path) as ours, ours.SimpleQueue("many") as queue:
        for writer in writers:
            writer.start()
        while len(received) < MESSAGES * WRITERS:
            message = queue.get(timeout=10)
            message.ack()
            assert len(message.payload["text"]) == len(TEXT)
            received.append(message.payload["from"])
    for writer in writers:
        writer.join()
    assert sorted(received) == [
        [writer, number] for writer in range(WRITERS) for number in range(MESSAGES)
    ]


def test_a_message_that_is_not_finished_is_not_taken(tmp_path):
    with connection(tmp_path) as ours, ours.SimpleQueue("half") as queue:
        (tmp_path / "queue" / ".1_half.half.msg").write_text("")
        queue.put("whole")
        assert queue.get(timeout=5).payload == "whole"
        assert queue.qsize() == 0
