"""A phone above a desk in the evening: a sheet of paper seen through a lens."""

from __future__ import annotations

import cv2
import numpy as np

from tests.benchmarks import paper_light as light
from tests.benchmarks.paper_days import PX, Picture
from tests.benchmarks.paper_light import DESK, DESK_PX, Field
from tests.benchmarks.paper_shot import Camera, Shot
from tests.benchmarks.paper_space import Space
from tests.benchmarks.paper_strokes import Rng


def photographed(sheet: Picture, other: Picture, taken: Shot, rng: Rng) -> bytes:
    """The JPEG that the phone keeps; `other` is a sheet that may lie half beneath."""
    at, camera = taken.strengths, taken.camera
    space = Space(taken, rng)
    taken.px_mm = space.px_mm
    picture = _seen(sheet, space, light.desk(taken.desk, rng, other if taken.second_sheet else None))
    picture = _lit(picture, space, at, camera, rng)
    picture = light.defocused(picture, at["defocus"] * camera.defocus * space.px_mm)
    picture = light.moved(picture, at["motion"] * camera.motion * space.px_mm, rng.uniform(0, np.pi))
    picture = light.noisy(picture, 0.8 + at["noise"] * camera.noise, rng.uniform(0.3, 0.9), rng)
    picture = light.sharpened(picture, rng.uniform(0, camera.sharpen))
    best, least = camera.quality[1], camera.quality[0]
    quality = round(best - at["jpeg"] * (best - least))
    return jpeg(picture, quality, taken.turns, taken.tagged)


def jpeg(picture: Picture, quality: int, turns: int, tagged: bool) -> bytes:
    """Turned by quarters; of a phone that only notes how it was held, the pixels lie as the sensor does."""
    picture = np.ascontiguousarray(np.rot90(picture, turns))
    content = cv2.imencode(".jpg", picture, (cv2.IMWRITE_JPEG_QUALITY, quality))[1].tobytes()
    return content[:2] + _orientation((1, 6, 3, 8)[turns]) + content[2:] if tagged else content


def _orientation(tag: int) -> bytes:
    """An Exif segment that says nothing but how the picture is to be turned."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + bytes((0, tag, 0, 0))
    body = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def _seen(sheet: Picture, space: Space, desk: Picture) -> Picture:
    """The sheet on the desk as the lens shows it, evenly lit."""
    height, width = space.size
    table = ((space.table + DESK / 2) * DESK_PX - 0.5).astype(np.float32)
    few = (width // 4, height // 4)
    across, down = (cv2.resize(np.ascontiguousarray(table[..., axis]), few) for axis in (0, 1))
    seen = cv2.resize(cv2.remap(desk, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT), (width, height))
    scale = min(1.0, 1.25 * space.px_mm / PX)
    if scale < 0.95:
        sheet = cv2.resize(sheet, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    px = np.array((sheet.shape[1] / 148.0, sheet.shape[0] / 210.0))
    place = ((space.paper + np.array((74, 105))) * px - 0.5).astype(np.float32)
    across, down = (cv2.resize(np.ascontiguousarray(place[..., axis]), (width, height)) for axis in (0, 1))
    return cv2.remap(sheet, across, down, cv2.INTER_LINEAR, dst=seen, borderMode=cv2.BORDER_TRANSPARENT)


def _lit(picture: Picture, space: Space, at: dict[str, float], camera: Camera, rng: Rng) -> Picture:
    shape = space.paper.shape[0], space.paper.shape[1]
    field = light.gradient(shape, at["gradient"] * camera.gradient, rng)
    if at["shadow"] > 0.25:
        field = field * light.shadow(shape, at["shadow"] * camera.shadow, rng)
    field = field * _slopes(space, rng) * _edge_shadow(space, rng)
    colour = np.array((rng.uniform(0.7, 1.0), rng.uniform(0.9, 1.0), 1.0)) if rng.random() < 0.6 else np.ones(3)
    mirrored = at["glare"] * camera.glare if at["glare"] > 0.45 else 0.0
    exposed = rng.uniform(0.72, 1.0) * (1 - 0.7 * mirrored)  # a phone measures the bright spot too
    tinted = field[..., None] * colour.astype(np.float32) * exposed
    size = picture.shape[1], picture.shape[0]
    full = cv2.resize(np.clip(tinted * 200, 0, 255).astype(np.uint8), size)
    picture = cv2.multiply(picture, full, dst=picture, scale=1 / 200)
    if mirrored:
        bright = light.glare(shape, mirrored, rng)[..., None] * np.array((235, 245, 250), np.float32)
        picture = cv2.add(picture, cv2.resize(bright.astype(np.uint8), size), dst=picture)
    return picture


def _slopes(space: Space, rng: Rng) -> Field:
    """Paper that leans towards the lamp is brighter."""
    height = space.bumps.height(space.paper)
    step = max(1e-6, float(np.abs(np.gradient(space.paper[..., 0], axis=1)).mean()))
    dy, dx = np.gradient(height)
    angle, low = rng.uniform(0, 2 * np.pi), rng.uniform(0.3, 1.1)
    lean: Field = np.clip(1 + low * (dx * np.cos(angle) + dy * np.sin(angle)) / step, 0.5, 1.25).astype(np.float32)
    return lean


def _edge_shadow(space: Space, rng: Rng) -> Field:
    """The sheet's own shadow on the desk."""
    edge = np.array((74.0, 105.0))
    away = np.hypot(*(np.abs(space.table + rng.normal(0, 2.5, 2)) - edge).clip(0).transpose(2, 0, 1))
    on_desk = ((np.abs(space.paper) - edge).max(axis=-1) / 1.5).clip(0, 1)
    dark: Field = 1 - on_desk * rng.uniform(0.1, 0.45) * np.exp(-away / rng.uniform(1, 5))
    return dark
