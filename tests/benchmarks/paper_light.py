"""What lies under a sheet, how the light falls, and what a sensor makes of it."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from tests.benchmarks.paper_days import PX, Picture
from tests.benchmarks.paper_strokes import Rng

DESK_PX = 3.0  # pixels a millimetre
DESK = 660.0  # millimetres of desk that are painted, each way
Field = npt.NDArray[Any]  # of floats


# --- the desk


def desk(kind: str, rng: Rng, other: Picture | None) -> Picture:
    """A desk of some sort in colour, the sheet's middle over its own; `other` is a sheet that lies half beneath."""
    size = int(DESK * DESK_PX)
    painted = DESKS[kind](size, rng)
    for _ in range(int(rng.choice((0, 1, 2), p=(0.5, 0.35, 0.15)))):
        _lay(painted, _foreign_sheet(rng), rng, 150)
    if other is not None:
        small = cv2.resize(other, None, fx=DESK_PX / PX, fy=DESK_PX / PX, interpolation=cv2.INTER_AREA)
        _lay(painted, cv2.cvtColor(small, cv2.COLOR_GRAY2BGR), rng, 70)
    return painted


def _smooth(size: int, cell: int, rng: Rng) -> Field:
    """Noise of one scale, from 0 to 1."""
    few = rng.random((size // cell + 2, size // cell + 2), dtype=np.float32)
    found: Field = cv2.resize(few, (size, size), interpolation=cv2.INTER_CUBIC)
    return found


def _tinted(tone: Field, colour: tuple[float, float, float]) -> Picture:
    return np.clip(tone[..., None] * np.asarray(colour, np.float32), 0, 255).astype(np.uint8)


def _wood(size: int, rng: Rng) -> Picture:
    grain = cv2.resize(rng.random((size // 3, 14), dtype=np.float32), (size, size), interpolation=cv2.INTER_CUBIC)
    rings = 0.5 + 0.5 * np.sin(
        np.linspace(0, rng.uniform(60, 140), size, dtype=np.float32)[:, None] + 9 * _smooth(size, 400, rng)
    )
    base = rng.uniform(0.35, 0.9)
    tone = base * (0.8 + 0.18 * grain + 0.12 * rings)
    colour = (rng.uniform(60, 150), rng.uniform(110, 190), rng.uniform(170, 235))
    wood = _tinted(tone.astype(np.float32), colour)
    return np.ascontiguousarray(wood.transpose(1, 0, 2)) if rng.random() < 0.5 else wood


def _plain(size: int, rng: Rng) -> Picture:
    tone = rng.uniform(0.15, 0.97) * (0.95 + 0.06 * _smooth(size, 120, rng) + 0.03 * _smooth(size, 3, rng))
    return _tinted(tone, tuple(rng.uniform(200, 250, 3)))


def _cloth(size: int, rng: Rng) -> Picture:
    pitch = rng.uniform(3, 8)
    wave = np.sin(np.arange(size, dtype=np.float32) * 2 * np.pi / pitch)
    weave = 0.5 + 0.25 * wave[:, None] * wave[None, :] + 0.25 * _smooth(size, 4, rng)
    return _tinted((rng.uniform(0.4, 0.9) * (0.6 + 0.5 * weave)).astype(np.float32), tuple(rng.uniform(60, 240, 3)))


def _checks(size: int, rng: Rng) -> Picture:
    """A tablecloth: squares with hard edges, as a marker has them."""
    pitch = int(rng.uniform(8, 40) * DESK_PX)
    stripe = (np.arange(size) // pitch % 2).astype(np.float32)
    tone = 0.95 - rng.uniform(0.2, 0.35) * (stripe[:, None] + stripe[None, :])
    return _tinted((tone * (0.94 + 0.08 * _smooth(size, 3, rng))).astype(np.float32), tuple(rng.uniform(120, 250, 3)))


def _granite(size: int, rng: Rng) -> Picture:
    tone = rng.uniform(0.3, 0.8) + 0.35 * (_smooth(size, 3, rng) - 0.5) + 0.3 * (_smooth(size, 12, rng) - 0.5)
    return _tinted(tone, tuple(rng.uniform(200, 250, 3)))


def _notebook(size: int, rng: Rng) -> Picture:
    """The page behind is white paper like the sheet itself: there is no edge to go by."""
    paper = np.full((size, size, 3), rng.uniform(225, 248), np.float32) * (
        0.98 + 0.03 * _smooth(size, 3, rng)[..., None]
    )
    found = paper.astype(np.uint8)
    pitch = int(rng.choice((5, 7, 8)) * DESK_PX)
    for at in range(pitch, size, pitch):
        cv2.line(found, (0, at), (size, at), (205, 180, 165), 1, cv2.LINE_AA)
        if pitch < 20:
            cv2.line(found, (at, 0), (at, size), (205, 180, 165), 1, cv2.LINE_AA)
    return found


DESKS = {"wood": _wood, "plain": _plain, "cloth": _cloth, "checks": _checks, "granite": _granite, "notebook": _notebook}


def _foreign_sheet(rng: Rng) -> Picture:
    """A letter, a printed page, a list: white paper with lines of dark blots, sometimes a picture."""
    height, width = int(rng.uniform(150, 297) * DESK_PX), int(rng.uniform(100, 210) * DESK_PX)
    sheet = np.full((height, width, 3), rng.uniform(225, 250), np.uint8)
    size, y = int(rng.uniform(2, 5) * DESK_PX), int(12 * DESK_PX)
    while y < height - 12 * DESK_PX:
        x = int(10 * DESK_PX)
        while x < width - 14 * DESK_PX:
            word = int(rng.uniform(2, 14) * DESK_PX)
            for letter in range(x, x + word, max(3, size // 2)):
                top = y + int(rng.integers(0, max(1, size // 3)))
                cv2.rectangle(sheet, (letter, top), (letter + size // 4, y + size // 2), (50, 45, 45), 1 + size // 9)
            x += word + size // 2
        y += int(size * 1.5)
    if rng.random() < 0.3:
        corner = rng.integers(0, (width // 2, height // 2))
        blocks = (rng.random((8, 8)) < 0.5).astype(np.uint8) * 215 + 20  # a code of some other program
        side = int(rng.uniform(12, 30) * DESK_PX)
        code = cv2.resize(blocks, (side, side), interpolation=cv2.INTER_NEAREST)
        part = sheet[corner[1] : corner[1] + side, corner[0] : corner[0] + side]
        part[:] = code[: part.shape[0], : part.shape[1], None]
    return sheet


def _lay(painted: Picture, sheet: Picture, rng: Rng, away: float) -> None:
    """Lay a sheet on the desk, so many millimetres off the middle and askew, its shadow under it."""
    turn = rng.uniform(0, 360) if away > 100 else rng.normal(0, 8) + (0 if rng.random() < 0.8 else 180)
    height, width = sheet.shape[:2]
    middle, angle = DESK * DESK_PX / 2, rng.uniform(0, 2 * np.pi)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(turn), 1.0)
    far = away * rng.uniform(0.5, 1.0) * DESK_PX
    matrix[:, 2] += (middle - width / 2 + far * np.cos(angle), middle - height / 2 + far * np.sin(angle))
    size = painted.shape[1], painted.shape[0]
    mask = cv2.warpAffine(np.full(sheet.shape[:2], 255, np.uint8), matrix, size)
    shadow = cv2.blur(np.roll(mask, (5, 4), (0, 1)), (15, 15)).astype(np.float32)[..., None] / 255
    painted[:] = (painted * (1 - 0.35 * shadow)).astype(np.uint8)
    cv2.warpAffine(sheet, matrix, size, dst=painted, borderMode=cv2.BORDER_TRANSPARENT)


# --- the light, on a coarse grid over the picture: 1.0 is full light


def gradient(shape: tuple[int, int], strength: float, rng: Rng) -> Field:
    """A lamp on one side."""
    y, x = np.mgrid[-1 : 1 : shape[0] * 1j, -1 : 1 : shape[1] * 1j].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    away = (0.5 - (x * np.cos(angle) + y * np.sin(angle)) / 2.8).clip(0, 1)
    light: Field = 1 - strength * away ** rng.uniform(0.8, 1.8)
    return light * (1 - 0.12 * strength * (x * x + y * y))


def shadow(shape: tuple[int, int], strength: float, rng: Rng) -> Field:
    """Of a phone, a hand or a head: some soft-edged dark patch that comes in from outside."""
    mask = np.zeros(shape, np.uint8)
    height, width = shape
    points = np.stack((rng.uniform(-0.3, 1.3, 7) * width, rng.uniform(-0.3, 1.3, 7) * height), axis=1)
    points[:2] = rng.choice(((-50, -50), (width + 50, -50), (-50, height + 50), (width + 50, height + 50)), 2)
    cv2.fillPoly(mask, [cv2.convexHull(points[: int(rng.integers(4, 8))].astype(np.int32))], 255)
    soft = cv2.GaussianBlur(mask, (0, 0), rng.uniform(1.0, 12.0)).astype(np.float32) / 255
    dark: Field = 1 - strength * soft
    return dark


def glare(shape: tuple[int, int], strength: float, rng: Rng) -> Field:
    """A lamp mirrored in the sheet: light that comes on top (0–1)."""
    y, x = np.mgrid[0 : 1 : shape[0] * 1j, 0 : 1 : shape[1] * 1j].astype(np.float32)
    away = ((x - rng.uniform(0.1, 0.9)) / rng.uniform(0.08, 0.3)) ** 2 + (
        (y - rng.uniform(0.1, 0.9)) / rng.uniform(0.08, 0.3)
    ) ** 2
    bright: Field = strength * np.exp(-away)
    return bright


# --- the sensor


def defocused(picture: Picture, across: float) -> Picture:
    """Each point becomes a disk of so many pixels across."""
    if across < 0.8:
        return picture
    reach = int(np.ceil(across / 2))
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    disk = np.clip(across / 2 + 0.5 - np.hypot(x, y), 0, 1)
    return cv2.filter2D(picture, -1, disk / disk.sum())


def moved(picture: Picture, length: float, angle: float) -> Picture:
    """The camera moved along so many pixels while it looked."""
    if length < 0.8:
        return picture
    reach = int(np.ceil(length / 2)) + 1
    kernel: Field = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    step = np.array((np.cos(angle), np.sin(angle))) * length / 2
    ends = [tuple(int(v) for v in np.round((reach + sign * step) * 256)) for sign in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], 1.0, 1, cv2.LINE_8, 8)
    kernel = cv2.GaussianBlur(kernel, (3, 3), 0.5)
    return cv2.filter2D(picture, -1, kernel / kernel.sum())


def sharpened(picture: Picture, amount: float) -> Picture:
    """As phones do it, with halos."""
    if amount < 0.05:
        return picture
    return cv2.addWeighted(picture, 1 + amount, cv2.GaussianBlur(picture, (0, 0), 1.4), -amount, 0)


def noisy(picture: Picture, sigma: float, smear: float, rng: Rng) -> Picture:
    """Grain of so many grey levels, a part of it in colour; `smear` is how far the phone blurred it, in pixels."""
    side = 1024
    grey = rng.standard_normal((side, side, 1), dtype=np.float32)
    colour = cv2.resize(rng.standard_normal((side // 2, side // 2, 3), dtype=np.float32), (side, side))
    grain = grey + 0.6 * colour
    if smear > 0.2:
        grain = cv2.GaussianBlur(grain, (0, 0), smear)
    grain *= sigma / grain.std()
    whole = np.round(grain).astype(np.int16)
    for top in range(0, picture.shape[0], side):
        for left in range(0, picture.shape[1], side):
            part = picture[top : top + side, left : left + side]
            mine = np.roll(whole, tuple(rng.integers(0, side, 2)), (0, 1))[: part.shape[0], : part.shape[1]]
            cv2.add(part, mine, dst=part, dtype=cv2.CV_8U)
    return picture
