"""Reading the page code of a sheet that has been found, at its place, whichever side it is printed on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import cv2
import numpy as np
import zxingcpp

from planner.paper.code import read_payload
from planner.paper.formats import FORMATS
from planner.paper.plan import CODE, CODE_TOP
from planner.paper.reader.finding import Outlook

Array = Any

AROUND = 3.5  # millimetres looked at beyond the code
FINE = 14  # pixels a millimetre
MODULES = 14


class Code(NamedTuple):
    """What a page code says."""

    layout: int
    print_id: str
    sheet: int


def code_of(gray: Array, sheet: Outlook) -> Code | None:
    """The code of a sheet in a picture; None if it cannot be read."""
    for x, y in code_places(sheet):
        patch = _patch(gray, sheet, x, y)
        for variant in _variants(patch):
            read = _decoded(variant)
            if read is not None:
                return read
    return None


def code_places(sheet: Outlook) -> list[tuple[float, float]]:
    """Where sheets of this size bear their code: at the outer or the inner margin, left or right."""
    found = set()
    for one in FORMATS.values():
        if (one.width, one.height) == (sheet.width, sheet.height):
            for margin in (one.outside, one.binding):
                found |= {(margin, CODE_TOP + one.top), (one.width - margin - CODE, CODE_TOP + one.top)}
    return sorted(found)


def _patch(gray: Array, sheet: Outlook, x: float, y: float) -> Array:
    """The surroundings of where a code may stand, upright."""
    side = CODE + 2 * AROUND
    to_page = np.array([[1 / FINE, 0, x - AROUND], [0, 1 / FINE, y - AROUND], [0, 0, 1]])
    size = round(side * FINE)
    return cv2.warpPerspective(
        gray, sheet.matrix @ to_page, (size, size), flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip


def _variants(patch: Array) -> Iterator[Array]:
    """The patch as it is, then with its contrast and edges helped along."""
    yield patch
    even = cv2.createCLAHE(3.0, (2, 2)).apply(patch)
    yield even
    for sigma, amount in ((3.0, 1.5), (5.0, 3.0)):
        yield cv2.addWeighted(even, 1 + amount, cv2.GaussianBlur(even, (0, 0), sigma), -amount, 0)
    yield cv2.resize(patch, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    yield cv2.GaussianBlur(patch, (0, 0), 3)  # in noise
    _, two = cv2.threshold(cv2.GaussianBlur(patch, (0, 0), 2), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    yield two


def _decoded(picture: Array) -> Code | None:
    wanted: Any = zxingcpp.BarcodeFormat.DataMatrix
    found = zxingcpp.read_barcodes(np.ascontiguousarray(picture), formats=wanted, try_invert=False)
    for one in found:
        read = read_payload(one.text)
        if read is not None:
            return Code(*read)
    return None
