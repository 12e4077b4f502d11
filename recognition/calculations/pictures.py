"""Pictures that people upload, taken apart and put together without what is hidden.

Only what draws the picture remains: no place and time of a photograph, no comment, no
thumbnail, nothing behind its end. What is not exactly a PNG or a JPEG is refused.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
PNG_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}

JPEG_START, JPEG_END = b"\xff\xd8", b"\xff\xd9"
FRAMES = (0xC0, 0xC1, 0xC2)
SCAN = 0xDA
# Tables, frames, restarts and scans draw the picture.
JPEG_KEPT = (0xC4, 0xDB, 0xDD, SCAN, *FRAMES)
COMMENT, ADOBE = 0xFE, 0xEE
APPLICATIONS = range(0xE0, 0xF0)
RESTARTS = range(0xD0, 0xD8)

LONGEST_SIDE = 6000
MOST_PIXELS = 24_000_000


class PictureKind(StrEnum):
    """What a picture is written as."""

    PNG = "png"
    JPEG = "jpeg"


class NoPictureError(ValueError):
    """What was uploaded is no picture that can be shown."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of which nothing is left but what draws it."""

    kind: PictureKind
    width: int
    height: int
    data: bytes


def cleaned(data: bytes) -> Picture:
    """Return a picture without anything that does not draw it.

    Raises NoPictureError for what is neither PNG nor JPEG, is damaged, or is too large.

    Source: docs/formulas.md, "Pictures taken apart".
    """
    try:
        if data.startswith(PNG_START):
            return _png(data)
        if data.startswith(JPEG_START):
            return _jpeg(data)
    except (IndexError, zlib.error) as error:
        raise NoPictureError("the file ends too early or is damaged") from error
    raise NoPictureError("neither PNG nor JPEG")


def _png(data: bytes) -> Picture:
    chunks = list(_chunks(data))
    kinds = [kind for kind, _body in chunks]
    if kinds[0] != b"IHDR" or kinds[-1] != b"IEND" or len(chunks[0][1]) != 13:
        raise NoPictureError("chunks out of order")
    head = chunks[0][1]
    width, height = _number(head[:4]), _number(head[4:8])
    _check_size(width, height)
    depth, colour, interlace = head[8], head[9], head[12]
    if colour not in PNG_CHANNELS or depth not in {1, 2, 4, 8, 16} or interlace > 1:
        raise NoPictureError("unknown kind of colours")
    row = (width * PNG_CHANNELS[colour] * depth + 7) // 8 + 1
    # Interlaced pictures have up to seven passes with a byte more a row.
    most = row * height + interlace * 8 * (height + width)
    pixels = b"".join(body for kind, body in chunks if kind == b"IDAT")
    inflated = zlib.decompressobj()
    if len(inflated.decompress(pixels, most + 1)) > most or not inflated.eof:
        raise NoPictureError("more pixels than it says, or fewer")
    kept = b"".join(
        len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)
        for kind, body in chunks
    )
    return Picture(PictureKind.PNG, width, height, PNG_START + kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks of a PNG that draw it, up to its end."""
    place, kind = len(PNG_START), b""
    while kind != b"IEND":
        length = _number(data[place : place + 4])
        kind = data[place + 4 : place + 8]
        end = place + 8 + length
        body = data[place + 8 : end]
        if _number(data[end : end + 4]) != zlib.crc32(kind + body):
            raise NoPictureError("a chunk is damaged")
        if kind in PNG_KEPT:
            yield kind, body
        elif not kind[0] & 0x20:
            raise NoPictureError("a chunk that nobody knows")
        place = end + 4


def _jpeg(data: bytes) -> Picture:
    kept, place, size = [JPEG_START], len(JPEG_START), (0, 0)
    has_scan = False
    while data[place : place + 2] != JPEG_END:
        marker = data[place + 1]
        if data[place] != 0xFF or not (
            marker in JPEG_KEPT or marker in APPLICATIONS or marker == COMMENT
        ):
            raise NoPictureError("a segment that nobody knows")
        end = place + 2 + _number(data[place + 2 : place + 4])
        segment = data[place:end]
        if end <= place + 3 or len(segment) != end - place:
            raise NoPictureError("a segment is cut off")
        if marker in FRAMES:
            size = (_number(segment[7:9]), _number(segment[5:7]))
            _check_size(*size)
        if marker == SCAN:
            has_scan = True
            end = _end_of_scan(data, end)
        # Adobe's says how the colours are mixed.
        if marker in JPEG_KEPT or (marker == ADOBE and segment[4:9] == b"Adobe"):
            kept.append(data[place:end])
        place = end
    if not has_scan or size == (0, 0):
        raise NoPictureError("nothing is drawn")
    kept.append(JPEG_END)
    return Picture(PictureKind.JPEG, *size, b"".join(kept))


def _end_of_scan(data: bytes, place: int) -> int:
    """Return where the pixels of a scan end: at a marker that is no part of them."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0:
            raise NoPictureError("a scan is cut off")
        following = data[place + 1]
        if following != 0 and following not in RESTARTS:
            return place
        place += 2


def _number(data: bytes) -> int:
    if not data:
        raise IndexError("nothing there")
    return int.from_bytes(data)


def _check_size(width: int, height: int) -> None:
    """Refuse what is no size, or would fill the memory of whoever looks at it."""
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        raise NoPictureError("too large or empty")
    if width * height > MOST_PIXELS:
        raise NoPictureError("too many pixels")
