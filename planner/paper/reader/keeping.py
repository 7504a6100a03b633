"""The picture of a sheet as it is kept with its page: the whole of it, flat, in even light, and small."""

from __future__ import annotations

import hashlib
from typing import Any

import cv2
import numpy as np

from planner.paper.reader.cropping import evened
from planner.paper.reader.rectifying import SCALE

Array = Any

KEPT_SCALE = 6  # pixels a millimetre: 152 dpi, at which small handwriting is read with ease
BLANK = 236  # of 255: from here on paper is white, so that its grain takes no room
QUALITIES = (60, 40, 20)  # of WebP
MOST_BYTES = 150_000  # which a lower quality keeps to; most sheets take 50 to 80 kB


def kept(picture: Array) -> bytes:
    """A rectified sheet (BGR) as the content of a WebP file."""
    factor = KEPT_SCALE / SCALE
    small = evened(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), KEPT_SCALE)
    white = np.clip(small.astype(np.float32) * (255.0 / BLANK), 0, 255).astype(np.uint8)
    content = b""
    for quality in QUALITIES:
        content = cv2.imencode(".webp", white, [cv2.IMWRITE_WEBP_QUALITY, quality])[1].tobytes()
        if len(content) <= MOST_BYTES:
            break
    return content


def name_of(content: bytes) -> str:
    """What names a photo by what is in its file, whatever it is called."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()
