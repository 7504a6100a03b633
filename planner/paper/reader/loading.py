"""Pictures from files, without trust: what a file says of its size is judged before anything is decoded."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

Array = Any

MOST_BYTES = 50 * 1024 * 1024
MOST_PIXELS = 64_000_000
MOST_PAGES = 60
SCAN_DPI = 300  # at which the pages of a PDF are drawn
PAGED = ("TIFF", "MPO")  # formats whose further pictures are further pages; those of others are an animation


class Unreadable(Exception):
    """A file that is no picture to read. Its only argument is one sentence that says why and what would work."""


def pictures(content: bytes) -> Iterator[Array]:
    """The pictures of a file, upright, as BGR pixels: one, or one a page, each made when it is asked for, since the
    pages of a long scan fill the memory. Raises Unreadable, also after some.
    """
    if not content:
        raise Unreadable("The file is empty: copy it from the camera again.")
    if len(content) > MOST_BYTES:
        size = len(content) // 1024**2
        raise Unreadable(f"The file has {size} MB, and 50 are the most: save the picture smaller.")
    yield from _drawn(content) if b"%PDF-" in content[:1024] else _opened(content)


# Pictures


def _opened(content: bytes) -> Iterator[Array]:
    _know_heif()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow warns of is judged below
        try:
            with Image.open(io.BytesIO(content)) as image:
                _judge(image.size)
                yield from _frames(image)
        except Image.DecompressionBombError:
            raise Unreadable(_too_large()) from None
        except UnidentifiedImageError:
            raise Unreadable("This is no picture: choose a JPEG, PNG, HEIC, TIFF or PDF file.") from None
        except (OSError, SyntaxError, ValueError, EOFError, MemoryError):
            raise Unreadable("The picture is damaged or cut short: copy it again, or take it again.") from None


def _frames(image: Image.Image) -> Iterator[Array]:
    if image.format in PAGED and image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        if getattr(image, "n_frames", 1) > MOST_PAGES:
            raise Unreadable(f"The file has more than {MOST_PAGES} pages: split it.")
        for frame in ImageSequence.Iterator(image):
            _judge(frame.size)
            yield _pixels(frame.copy())
    else:
        yield _pixels(image)


def _judge(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise Unreadable(_too_large())


def _too_large() -> str:
    return f"The picture has more than {MOST_PIXELS // 1_000_000} megapixels: save it smaller."


def _pixels(image: Image.Image) -> Array:
    """BGR of 8 bits, as it was meant to be looked at."""
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith(("I", "F")):
        gray = _eight_bits(np.asarray(image))
        return np.ascontiguousarray(np.repeat(gray[:, :, None], 3, axis=2))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        whole = image.convert("RGBA")
        image = Image.new("RGB", whole.size, "white")
        image.paste(whole, mask=whole.getchannel("A"))
    return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])


def _eight_bits(values: Array) -> Array:
    """Gray of more bits: 16 of a scanner, else whatever range there is."""
    values = values.astype(np.float32)
    top = 65535.0 if values.max() > 255 else 255.0
    return np.clip(values * (255.0 / max(top, float(values.max()))), 0, 255).astype(np.uint8)


@cache
def _know_heif() -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()


# PDF


def _drawn(content: bytes) -> Iterator[Array]:
    """The pages of a PDF, drawn."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        raise Unreadable(
            "The PDF is locked with a password: save it without one."
            if locked
            else "The PDF is damaged: save it again, or scan it as JPEG."
        ) from None
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(f"The PDF has more than {MOST_PAGES} pages: split it.")
        for page in document:
            yield _page(page)
    finally:
        document.close()


def _page(page: Any) -> Array:
    width, height = page.get_size()
    if not (width > 0 and height > 0):
        raise Unreadable("A page of the PDF has no size: scan it as JPEG.")
    scale = min(SCAN_DPI / 72, (MOST_PIXELS / (width * height)) ** 0.5)
    picture = page.render(scale=scale, grayscale=False).to_numpy()
    return np.ascontiguousarray(picture[:, :, :3])
