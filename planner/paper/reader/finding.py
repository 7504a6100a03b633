"""Finding sheets in a picture by their corner markers: which marker is where, and which four belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import cv2
import numpy as np

from planner.paper.formats import FORMATS
from planner.paper.plan import MARKER, MARKER_EDGE

Array = Any  # numpy's arrays, whose types would say nothing here

FIRST_LOOK = 1800  # pixels of the longer side at which markers are looked for first
CLOSE_LOOK = 2  # markers seen that make the closest look worth its while
FEWEST = 3  # markers that a sheet is found by
MISFIT = 0.6  # of a marker's side: corners farther off do not belong to one sheet
SQUARE = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float64)


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


def quick_look(gray: Array) -> list[Marker]:
    """The markers that are seen at a glance: nearly all that can be read."""
    return _joined((), _markers(gray, min(FIRST_LOOK, max(gray.shape)), fine=False))


def markers_in(gray: Array) -> list[Marker]:
    """The markers of a picture. Looks closer only while some sheet lacks one.

    The closest look costs seconds on gravel or cloth: it is for a sheet of which something was seen.
    """
    longest, found = max(gray.shape), quick_look(gray)
    for size in dict.fromkeys((min(2600, longest), min(1300, longest))):
        if is_whole(found):
            return found
        found = _joined(found, _markers(gray, size, fine=True))
    if len(found) < CLOSE_LOOK or any(len(sheet.markers) == 4 for sheet in sheets_in(found)):
        return found
    return _joined(found, _markers(gray, longest, fine=True))


def is_whole(found: Sequence[Marker]) -> bool:
    """Whether every number was found, and as often as every other."""
    counts = [sum(marker.number == number for marker in found) for number in range(4)]
    return min(counts) == max(counts) > 0


# Which belong together

SIZES = tuple(dict.fromkeys((one.width, one.height) for one in FORMATS.values()))
RIVALS = 2  # markers of one number that are tried for one sheet
ASTRAY = 0.4  # of the way to it that a marker may lie off from where another one expects it


def marker_corners(width: float, height: float) -> Array:
    """The corners of the markers 0–3 on a sheet as it is laid out, in millimetres."""
    far_x, far_y = width - MARKER_EDGE - MARKER, height - MARKER_EDGE - MARKER
    starts = ((MARKER_EDGE, MARKER_EDGE), (far_x, MARKER_EDGE), (far_x, far_y), (MARKER_EDGE, far_y))
    return np.array([SQUARE * MARKER + start for start in starts])


def fitted(markers: Sequence[Marker], places: Array, width: float, height: float) -> Outlook | None:
    """The sheet that these markers make, if they make one that is not folded in. `places`: the corners of all four."""
    wanted = np.concatenate([places[marker.number] for marker in markers])
    seen = np.concatenate([marker.corners for marker in markers])
    matrix: Any = cv2.findHomography(wanted, seen, 0)[0]
    if matrix is None or not np.isfinite(matrix).all():
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
    after = np.roll(ahead, -1, axis=0)
    return bool((ahead[:, 0] * after[:, 1] - ahead[:, 1] * after[:, 0] > 0).all())


def sheets_in(found: Sequence[Marker]) -> list[Outlook]:
    """Every sheet that markers make: those with four before those with three, the best fit first."""
    used: set[int] = set()
    sheets: list[Outlook] = []
    for sheet in sorted(_candidates(found), key=lambda one: (-len(one.markers), one.misfit)):
        mine = {id(marker) for marker in sheet.markers}
        if sheet.misfit < MISFIT and used.isdisjoint(mine):
            sheets.append(sheet)
            used |= mine
    return sheets


def _candidates(markers: Sequence[Marker]) -> Iterator[Outlook]:
    """For each marker and each size of sheet: the others that lie where this one expects them, in every choice."""
    for width, height in SIZES:
        places = marker_corners(width, height)
        for seed in markers:
            for others in product(*_company(seed, markers, places)):
                mine = [seed, *others]
                if len(mine) >= FEWEST:
                    sheet = fitted(sorted(mine, key=lambda one: one.number), places, width, height)
                    if sheet is not None:
                        yield sheet


def _company(seed: Marker, markers: Sequence[Marker], places: Array) -> Iterator[list[Marker]]:
    """Of each other number the markers that lie near to where `seed`, seen flat, has it: few, the nearest first.

    One of a second sheet that lies half beneath may be nearer than the sheet's own.
    """
    across, down = seed.corners[1] - seed.corners[0], seed.corners[3] - seed.corners[0]
    home = places[seed.number].mean(axis=0)
    for number in {0, 1, 2, 3} - {seed.number}:
        away = (places[number].mean(axis=0) - home) / MARKER
        way = away[0] * across + away[1] * down
        expected = seed.corners.mean(axis=0) + way
        off = {i: float(np.linalg.norm(m.corners.mean(axis=0) - expected)) for i, m in enumerate(markers)}
        near = sorted((i for i, m in enumerate(markers) if m.number == number), key=off.__getitem__)
        mine = [markers[i] for i in near[:RIVALS] if off[i] < ASTRAY * np.linalg.norm(way)]
        if mine:
            yield mine
