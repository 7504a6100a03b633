"""Finding sheets in a picture by their corner markers: which marker is where, and which four belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import cv2
import numpy as np

from planner.paper.plan import HEIGHT, MARKER, MARKER_EDGE, WIDTH

Array = Any  # numpy's arrays, whose types would say nothing here

FIRST_LOOK = 1800  # pixels of the longer side at which markers are looked for first
MOST_OF_ONE = 6  # markers of one number that are weighed: more are a tapestry
MISFIT = 0.6  # of a marker's side: corners farther off do not belong to one sheet
SMALLEST = 3.4  # pixels a millimetre that a sheet needs


class Marker(NamedTuple):
    """One marker in a picture: its number and its four corners, clockwise from its own top left."""

    number: int
    corners: Array

    @property
    def side(self) -> float:
        return float(np.mean(np.linalg.norm(self.corners - np.roll(self.corners, 1, axis=0), axis=1)))


@dataclass(frozen=True, slots=True)
class Outlook:
    """A sheet as it lies in a picture: its markers, and the homography from millimetres to pixels."""

    markers: tuple[Marker, ...]
    width: float
    height: float
    matrix: Array
    misfit: float

    @property
    def scale(self) -> float:
        """Pixels a millimetre, about the middle of the sheet."""
        x, y = self.width / 2, self.height / 2
        ends = project(self.matrix, np.array([[x - 10, y], [x + 10, y], [x, y - 10], [x, y + 10]], np.float32))
        return float((np.linalg.norm(ends[1] - ends[0]) + np.linalg.norm(ends[3] - ends[2])) / 40)


def project(matrix: Array, points: Array) -> Array:
    """Points through a homography."""
    flat = np.asarray(points, np.float64).reshape(-1, 2)
    ends = np.c_[flat, np.ones(len(flat))] @ np.asarray(matrix).T
    return ends[:, :2] / ends[:, 2:]


@cache
def _detector(fine: bool) -> Any:
    """Only the four markers that a sheet bears are known to it: fewer signs, fewer mistakes."""
    whole = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    ours = cv2.aruco.Dictionary(whole.bytesList[:4], whole.markerSize, 1)
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    settings.minMarkerPerimeterRate = 0.01
    settings.maxMarkerPerimeterRate = 0.6
    settings.adaptiveThreshWinSizeMin = 5
    settings.adaptiveThreshWinSizeMax = 45 if fine else 25
    settings.adaptiveThreshWinSizeStep = 8 if fine else 10
    settings.minCornerDistanceRate = 0.02
    settings.minMarkerDistanceRate = 0.01
    settings.polygonalApproxAccuracyRate = 0.06 if fine else 0.04
    settings.perspectiveRemovePixelPerCell = 8
    settings.errorCorrectionRate = 1.0
    return cv2.aruco.ArucoDetector(ours, settings)


def _markers(gray: Array, longest: int, *, fine: bool) -> list[Marker]:
    factor = min(2.0, longest / max(gray.shape))
    seen = gray if factor == 1 else cv2.resize(
        gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    )  # fmt: skip
    corners, numbers, _ = _detector(fine).detectMarkers(seen)
    if numbers is None:
        return []
    shift = (1 / factor - 1) / 2  # pixel centres
    found = zip(numbers.ravel().tolist(), corners, strict=True)
    return [Marker(int(number), corner.reshape(4, 2).astype(np.float64) / factor + shift) for number, corner in found]


def _same(one: Marker, other: Marker) -> bool:
    distance = np.linalg.norm(one.corners.mean(axis=0) - other.corners.mean(axis=0))
    return one.number == other.number and float(distance) < one.side / 2


def _joined(old: Sequence[Marker], new: Sequence[Marker]) -> list[Marker]:
    """All of them, each once: a marker may be seen by its outer and by its inner edge, and at several sizes."""
    found = list(old)
    for marker in new:
        if not any(_same(marker, known) for known in found):
            found.append(marker)
    return found


def _looks(gray: Array) -> list[tuple[int, bool]]:
    """The sizes at which to look, from the quickest on."""
    longest = max(gray.shape)
    return [(min(FIRST_LOOK, longest), False), (min(2600, longest), True), (min(1300, longest), True), (longest, True)]


def markers_in(gray: Array) -> list[Marker]:
    """The markers of a picture. Looks closer only while some sheet lacks one."""
    found: list[Marker] = []
    for longest, fine in dict.fromkeys(_looks(gray)):
        found = _joined(found, _markers(gray, longest, fine=fine))
        if is_whole(found):
            break
    return found


def is_whole(found: Sequence[Marker]) -> bool:
    """Whether every number was found, and as often as every other."""
    counts = [sum(marker.number == number for marker in found) for number in range(4)]
    return min(counts) == max(counts) > 0


# Which belong together


def marker_corners(width: float, height: float) -> Array:
    """The corners of the markers 0–3 on a sheet, in millimetres."""
    far_x, far_y = width - MARKER_EDGE - MARKER, height - MARKER_EDGE - MARKER
    starts = ((MARKER_EDGE, MARKER_EDGE), (far_x, MARKER_EDGE), (far_x, far_y), (MARKER_EDGE, far_y))
    square = np.array([(0, 0), (MARKER, 0), (MARKER, MARKER), (0, MARKER)], np.float64)
    return np.array([square + start for start in starts])


def fitted(markers: Sequence[Marker], width: float = WIDTH, height: float = HEIGHT) -> Outlook | None:
    """The sheet that these markers make, if they make one that is not turned inside out."""
    places = marker_corners(width, height)
    wanted = np.concatenate([places[marker.number] for marker in markers])
    seen = np.concatenate([marker.corners for marker in markers])
    matrix: Any = cv2.findHomography(wanted, seen, 0)[0]
    if matrix is None:
        return None
    off = np.linalg.norm(project(matrix, wanted) - seen, axis=1)
    side = float(np.mean([marker.side for marker in markers]))
    corners = project(matrix, np.array([(0, 0), (width, 0), (width, height), (0, height)]))
    if not _is_convex(corners):
        return None
    return Outlook(tuple(markers), width, height, matrix, float(off.max()) / side)


def _is_convex(corners: Array) -> bool:
    """Clockwise on the screen, and no corner folded in."""
    ahead = np.roll(corners, -1, axis=0) - corners
    turns = ahead[:, 0] * np.roll(ahead, -1, axis=0)[:, 1] - ahead[:, 1] * np.roll(ahead, -1, axis=0)[:, 0]
    return bool((turns > 0).all())


def sheets_in(found: Sequence[Marker]) -> list[Outlook]:
    """Every sheet that markers make: those with four before those with three, the best fit first."""
    left = list(found)
    sheets: list[Outlook] = []
    for size in (4, 3):
        for sheet in sorted(_candidates(left, size), key=lambda one: one.misfit):
            if sheet.misfit < MISFIT and all(any(marker is other for other in left) for marker in sheet.markers):
                sheets.append(sheet)
                left = [marker for marker in left if not any(marker is used for used in sheet.markers)]
    return sheets


def _candidates(markers: Sequence[Marker], size: int) -> list[Outlook]:
    groups = [[m for m in markers if m.number == number][:MOST_OF_ONE] for number in range(4)]
    sheets = []
    for lacking in range(4) if size == 3 else (None,):
        for chosen in product(*(group for number, group in enumerate(groups) if number != lacking)):
            sheet = fitted(chosen)
            if sheet is not None:
                sheets.append(sheet)
    return sheets
