"""What a person is shown of a sheet."""

from __future__ import annotations

import numpy as np

from planner.paper.reader.cropping import WHITE, evened
from tests.paper.reader.sheets import INK, Paper


def test_a_shadow_falls_away_and_the_ink_stays() -> None:
    flat = np.full((600, 400, 3), 250, np.uint8)
    flat[300:306, 60:340] = INK
    light = np.linspace(0.3, 1.0, 400)[None, :, None]
    shown = evened((flat * light).astype(np.uint8))
    paper = shown[50:250, 40:].astype(int)
    assert paper.max() - paper.min() < 30, "the paper was 250 at one side and 75 at the other"
    assert paper.mean() > 235
    assert shown[302, 80:320].max() < 130


def test_a_sheet_in_even_light_stays_as_it_is() -> None:
    pixels = Paper(dpi=254).pixels
    shown = evened(pixels)
    assert np.abs(shown.astype(int) - pixels.astype(int)).mean() < 255 - WHITE + 1
