"""A sheet of paper in space, and where each pixel of a camera looks at."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tests.benchmarks.paper_shot import Shot
from tests.benchmarks.paper_strokes import Rng

GRID = 16  # pixels between two points for which the way of the light is reckoned
FRAMES = {12: (3000, 4000), 8: (2448, 3264), 5: (1944, 2592)}
Points = npt.NDArray[Any]  # of floats


class Space:
    """Where each pixel of the picture looks at, in millimetres from the middle of the sheet."""

    def __init__(self, taken: Shot, rng: Rng) -> None:
        self.taken, self.rng, camera = taken, rng, taken.camera
        width, height = FRAMES[taken.megapixels]
        self.size = (height, width)
        self.focal = rng.uniform(*camera.focal) * height
        self.lens = rng.uniform(*camera.lens)
        self.bumps = Bumps(taken, rng)
        self.turn, self.eye = self._placed(taken.strengths["tilt"] * camera.tilt)
        x, y = self._coarse(width), self._coarse(height)
        self.paper, self.table = self._looked_at(*np.meshgrid(x, y))

    def _coarse(self, length: int) -> Points:
        return (np.arange(-(-length // GRID)) + 0.5) * length / -(-length // GRID) - 0.5

    def _placed(self, tilt: float) -> tuple[Points, Points]:
        """How the camera is turned (rows: right, down, forwards) and where it is: the sheet fills its part."""
        rng = self.rng
        around, roll = rng.uniform(0, 2 * np.pi), np.radians(rng.normal(0, 5))
        down = np.radians(tilt)
        forwards = np.array((np.sin(down) * np.cos(around), np.sin(down) * np.sin(around), -np.cos(down)))
        right = np.cross(np.array((0.0, 1.0, 0.0)), -forwards)
        right /= np.linalg.norm(right)
        low = np.cross(right, forwards)
        turned = np.stack(
            (np.cos(roll) * right + np.sin(roll) * low, np.cos(roll) * low - np.sin(roll) * right, forwards)
        )
        target, distance = self._framed(turned)
        self.px_mm = float(self.focal / distance)
        return turned, target - distance * forwards

    def _framed(self, turned: Points) -> tuple[Points, float]:
        """The point of the table in the middle of the picture, and how far off it is: the whole sheet is seen."""
        least, most = self.taken.camera.fill
        fill = most - self.taken.strengths["far"] * (most - least)
        frame = np.array((self.size[1], self.size[0]), dtype=float)
        target, distance, aside = np.zeros(3), 500.0, self.rng.uniform(-0.4, 0.4, 2)
        for _ in range(30):
            ends = self._ends(turned, target - distance * turned[2])
            low, high = ends.min(axis=0), ends.max(axis=0)
            spread = (high - low) / frame
            off = (low + high) / 2 + aside * (1 - spread).clip(0) * frame
            target += 0.7 * (turned[0] * off[0] + turned[1] * off[1]) * distance / self.focal
            distance *= float(spread.max() / fill) ** 0.7
        return target, distance

    def _ends(self, turned: Points, eye: Points) -> Points:
        """Where the edges of the sheet would be seen."""
        edges = np.array([(x, y) for x in (-74, 0, 74) for y in (-105, -35, 35, 105)], dtype=float)
        points = np.concatenate((edges, self.bumps.height(edges)[:, None]), axis=1)
        seen = (points - eye) @ turned.T
        projected: Points = seen[:, :2] / seen[:, 2:] * self.focal
        return projected

    def _looked_at(self, x: Points, y: Points) -> tuple[Points, Points]:
        """On the bumpy sheet, and on the flat table under it."""
        u = (x - self.size[1] / 2) / self.focal
        v = (y - self.size[0] / 2) / self.focal
        corner = (self.size[0] ** 2 + self.size[1] ** 2) / 4 / self.focal**2
        bend = 1 + self.lens * (u * u + v * v) / corner
        rays = np.stack((u * bend, v * bend, np.ones_like(u)), axis=-1) @ self.turn
        height = np.zeros_like(u)
        for step in range(9):
            along = (height - self.eye[2]) / rays[..., 2]
            at = self.eye[:2] + along[..., None] * rays[..., :2]
            if step == 0:
                table = at
            height = self.bumps.height(at)
        return at, table


class Bumps:
    """The sheet as a surface above the table: curled, folded once or twice, a little uneven."""

    def __init__(self, taken: Shot, rng: Rng) -> None:
        at, camera = taken.strengths, taken.camera
        self.curl = at["curl"] * camera.curl
        self.angle, self.one_sided = rng.uniform(0, np.pi), rng.random() < 0.5
        self.middle = rng.uniform(-40, 40)
        count = int(rng.choice((1, 1, 2))) if at["crease"] > 0.35 else 0
        slope = at["crease"] * camera.crease
        self.creases = [self._crease(slope * rng.uniform(0.4, 1), rng) for _ in range(count)]
        self.waves = [(rng.uniform(0.01, 0.05, 2), rng.uniform(0, 6, 2), rng.uniform(0, 0.35)) for _ in range(4)]

    def _crease(self, slope: float, rng: Rng) -> tuple[float, float, float]:
        """Across the middle either way, as a sheet is folded for a bag, or anywhere."""
        if rng.random() < 0.5:
            return float(rng.choice((0, np.pi / 2))) + rng.normal(0, 0.02), rng.normal(0, 3), slope
        return rng.uniform(0, np.pi), rng.uniform(-60, 60), slope * float(rng.choice((-1, 1)))

    def height(self, at: Points) -> Points:
        """Millimetres above the table at points of the sheet."""
        at = at.clip(-160, 160)
        along = at[..., 0] * np.cos(self.angle) + at[..., 1] * np.sin(self.angle) - self.middle
        if self.one_sided:
            along = along.clip(0)
        found = self.curl * (along / 110) ** 2
        for angle, middle, slope in self.creases:
            away = at[..., 0] * np.cos(angle) + at[..., 1] * np.sin(angle) - middle
            found = found + slope * (np.sqrt(away * away + 1.5) - 30)
        for (fx, fy), (px, py), high in self.waves:
            found = found + high * np.sin(at[..., 0] * fx * 2 + px) * np.sin(at[..., 1] * fy * 2 + py)
        return found
