"""How static files are stored for whitenoise: hashed names, compressed copies."""

import gzip
from typing import Any

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# The strongest Brotli takes nine seconds for plotly.js and saves a sixth of it; for the
# two dozen files between twenty and two hundred kB it takes three, and saves 8 %.
LARGE = 20_000
LARGE_BROTLI_QUALITY = 7
LARGE_GZIP_LEVEL = 6


class QuickCompressor(Compressor):
    """Compress small files as far as they go, large ones without a long wait."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        quality = LARGE_BROTLI_QUALITY if len(data) > LARGE else 11
        compressed: bytes = brotli.compress(data, quality=quality)
        return compressed

    @staticmethod
    def compress_gzip(data: bytes) -> bytes:
        level = LARGE_GZIP_LEVEL if len(data) > LARGE else 9
        return gzip.compress(data, compresslevel=level, mtime=0)


class Storage(CompressedManifestStaticFilesStorage):
    """Hashed names, so that browsers keep a file until it changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.addresses: dict[str | None, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        """Return the address of a file; a page asks for fifteen, always the same."""
        if name not in self.addresses:
            self.addresses[name] = super().url(name, force)
        return self.addresses[name]

    def create_compressor(self, **kwargs: Any) -> QuickCompressor:
        return QuickCompressor(**kwargs)
