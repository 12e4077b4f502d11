"""Pictures keep what draws them, and nothing else."""

import zlib

import pytest

from recognition.calculations.pictures import (
    PNG_START,
    NoPictureError,
    PictureKind,
    cleaned,
)

SECRET = b"GPS 51.5N 0.1W <script>"


def chunk(kind, body):
    crc = zlib.crc32(kind + body)
    return len(body).to_bytes(4) + kind + body + crc.to_bytes(4)


def png(width=2, height=2, *, extra=b"", pixels=None):
    size = width.to_bytes(4) + height.to_bytes(4)
    head = chunk(b"IHDR", size + bytes([8, 2, 0, 0, 0]))
    if pixels is None:
        pixels = (b"\0" + bytes(3 * width)) * height
    body = chunk(b"IDAT", zlib.compress(pixels))
    return PNG_START + head + extra + body + chunk(b"IEND", b"")


def segment(marker, body):
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2) + body


FRAME = segment(0xC0, bytes([8, 0, 3, 0, 4, 1, 1, 0x11, 0]))
SCAN = segment(0xDA, bytes([1, 1, 0, 0, 63, 0])) + b"\x12\xff\x00\x34\xff\xd0\x56"
TABLES = segment(0xDB, bytes(65)) + segment(0xC4, bytes(17))


def jpeg(extra=b"", *, scan=SCAN, end=b"\xff\xd9"):
    return b"\xff\xd8" + extra + TABLES + FRAME + scan + end


def test_a_png_loses_its_texts_and_what_comes_after_it():
    dirty = png(extra=chunk(b"tEXt", SECRET)) + SECRET
    picture = cleaned(dirty)
    assert (picture.kind, picture.width, picture.height) == (PictureKind.PNG, 2, 2)
    assert picture.data == png()
    assert cleaned(picture.data) == picture


def test_a_jpeg_loses_where_and_when_it_was_taken():
    hidden = segment(0xE1, b"Exif\0\0" + SECRET) + segment(0xFE, SECRET)
    picture = cleaned(jpeg(hidden + segment(0xEE, b"Adobe\0dd")) + SECRET)
    assert (picture.kind, picture.width, picture.height) == (PictureKind.JPEG, 4, 3)
    assert picture.data == jpeg(segment(0xEE, b"Adobe\0dd"))
    assert cleaned(picture.data) == picture


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"GIF89a", id="another kind"),
        pytest.param(b"<svg onload=alert(1)>", id="a drawing with a script"),
        pytest.param(PNG_START, id="only a beginning"),
        pytest.param(png()[:-20], id="a png cut off"),
        pytest.param(png().replace(b"IDAT", b"IDAX"), id="a damaged chunk"),
        pytest.param(png(extra=chunk(b"ABCD", b"")), id="an unknown chunk"),
        pytest.param(png(9000, 2), id="too wide"),
        pytest.param(png(0, 2), id="no width"),
        pytest.param(png(pixels=bytes(10_000)), id="more pixels than it says"),
        pytest.param(jpeg(end=b""), id="a jpeg cut off"),
        pytest.param(jpeg(scan=b""), id="a jpeg that draws nothing"),
        pytest.param(jpeg(segment(0xC3, b"")), id="an unknown frame"),
        pytest.param(jpeg(b"\xff\xdb\x00\x00"), id="a segment of no length"),
    ],
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(NoPictureError):
        cleaned(data)
