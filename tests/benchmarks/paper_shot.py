"""Photos that are to be taken: cameras, and how strong each trouble of a photo is.

Each trouble has a strength from 0 to 1 that is drawn for itself; a `Camera` says what its full strength is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tests.benchmarks.paper_strokes import Rng

TROUBLES = ("tilt", "curl", "crease", "shadow", "gradient", "defocus", "motion", "noise", "glare", "jpeg", "far")
LEVELS = ("fair", "hard", "harder")


@dataclass(frozen=True, slots=True)
class Camera:
    """What a trouble of strength 1 is, and what desks there are.

    Degrees for `tilt`; millimetres for `curl` (how high an edge stands), `defocus` and `motion` (on the paper); slope
    for `crease`; shares of the light for `shadow`, `gradient` and `glare`; grey levels for `noise`.
    """

    tilt: float
    curl: float
    crease: float
    shadow: float
    gradient: float
    defocus: float
    motion: float
    noise: float
    glare: float
    quality: tuple[int, int]
    focal: tuple[float, float]
    lens: tuple[float, float]
    fill: tuple[float, float]
    sharpen: float
    desks: tuple[str, ...]
    bent: float  # the power that makes small strengths commoner


PHONE = Camera(
    tilt=25, curl=7, crease=0.09, shadow=0.5, gradient=0.5, defocus=0.38, motion=0.42, noise=9, glare=0.55,
    quality=(55, 94), focal=(0.72, 0.95), lens=(-0.04, 0.03), fill=(0.66, 0.93), sharpen=0.9,
    desks=("wood", "wood", "plain", "cloth", "granite", "notebook"), bent=1.1,
)  # fmt: skip
OTHER = Camera(
    tilt=25, curl=5, crease=0.11, shadow=0.6, gradient=0.35, defocus=0.3, motion=0.5, noise=12, glare=0.7,
    quality=(40, 85), focal=(0.62, 1.4), lens=(-0.05, 0.02), fill=(0.7, 0.97), sharpen=1.6,
    desks=("checks", "plain", "wood", "notebook"), bent=1.0,
)  # fmt: skip


@dataclass(slots=True)
class Shot:
    """One photo that is to be taken: the strengths of its troubles, and what else is left to chance."""

    camera: Camera
    megapixels: int
    strengths: dict[str, float]
    turns: int
    desk: str
    second_sheet: bool
    tagged: bool
    px_mm: float = field(default=0.0)

    @property
    def level(self) -> str:
        """How hard the photo is: by the three worst of its troubles."""
        worst = sum(sorted(self.strengths.values())[-3:]) / 3
        return LEVELS[0 if worst < 0.8 else 1 if worst < 0.88 else 2]

    @property
    def worst(self) -> str:
        return max(self.strengths, key=lambda name: self.strengths[name])

    @property
    def blur(self) -> float:
        """Millimetres on the paper that a point is smeared over."""
        at = self.strengths
        return float(np.hypot(at["defocus"] * self.camera.defocus, at["motion"] * self.camera.motion))

    @property
    def readable(self) -> bool:
        """Whether a person could read it on a screen: a pencil's line is 0.4 wide, a code's module 0.64."""
        return self.blur <= 0.45 and self.px_mm >= 7


def shot(camera: Camera, megapixels: int, rng: Rng) -> Shot:
    strengths = {name: float(rng.random() ** camera.bent) for name in TROUBLES}
    return Shot(
        camera, megapixels, strengths, int(rng.integers(4)), str(rng.choice(camera.desks)),
        bool(rng.random() < 0.06), bool(rng.random() < 0.4),
    )  # fmt: skip
