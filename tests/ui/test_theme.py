from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.ui import theme
from planner.ui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Tokens

ALL = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)
# Each text and what it is written on.
TEXTS = (
    ("ink", "paper"),
    ("ink", "desk"),
    ("ink", "work_fill"),
    ("ink", "event_fill"),
    ("soft", "paper"),
    ("soft", "desk"),
    ("soft", "work_fill"),
    ("soft", "event_fill"),
    ("quiet", "paper"),
    ("quiet", "desk"),
    ("quiet", "work_fill"),
    ("quiet", "event_fill"),
    ("work_text", "paper"),
    ("work_text", "work_fill"),
    ("work_text", "event_fill"),
    ("recharge_text", "recharge_fill"),
    ("recharge_text", "recharge_stripe"),
    ("priority_text", "paper"),
    ("priority_text", "event_fill"),
    ("over_text", "paper"),
    ("on_mark", "priority"),
    ("on_mark", "done"),
    ("on_mark", "over"),
)


def luminance(name: str) -> float:
    parts = [int(name[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", ALL, ids=lambda t: t.name)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_every_text_can_be_read(tokens: Tokens, text: str, ground: str) -> None:
    wanted = 7.0 if tokens in (CONTRAST_LIGHT, CONTRAST_DARK) else 4.5
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= wanted


@pytest.fixture
def look(qtbot: QtBot) -> Iterator[theme.Theme]:
    made = theme.install(QGuiApplication.instance(), "light")  # type: ignore[arg-type]
    yield made
    made.choose("light")


def test_choosing_a_look_tells_everyone_and_changes_the_palette(look: theme.Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(look.changed):
        look.choose("dark")
    assert look.tokens is DARK
    assert QApplication.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.paper
    with qtbot.assertNotEmitted(look.changed):
        look.choose("dark")


def test_the_systems_look_is_followed_while_the_program_runs(
    look: theme.Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    look.choose("system")
    assert look.tokens is LIGHT
    for scheme, tokens in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        dark = scheme == Qt.ColorScheme.Dark
        monkeypatch.setattr(theme, "system_is_dark", lambda dark=dark: dark)
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)
        assert look.tokens is tokens


def test_a_look_that_was_chosen_stays_whatever_the_system_says(
    look: theme.Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "system_is_dark", lambda: True)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.tokens is LIGHT


def test_the_bundled_fonts_are_the_ones_used(look: theme.Theme) -> None:
    assert QFontInfo(theme.font("body")).family() == "Inter"
    assert QFontInfo(theme.font("body", strong=True)).family().startswith("Inter")
    assert QFontInfo(theme.font("date")).family().startswith("EB Garamond")


def test_strong_is_really_stronger(look: theme.Theme) -> None:
    words = "Send the grant budget"
    plain, strong = (QFontMetricsF(theme.font("body", weight)) for weight in (False, True))
    assert strong.horizontalAdvance(words) > plain.horizontalAdvance(words) + 1


def test_figures_are_tabular(look: theme.Theme) -> None:
    wide = QFontMetricsF(theme.font("body"))
    assert wide.horizontalAdvance("1111") == wide.horizontalAdvance("0000")


def test_there_are_four_sizes_and_two_weights(look: theme.Theme) -> None:
    fonts = [theme.font(size, strong) for size in theme.SIZES for strong in (False, True)]
    assert len({made.pixelSize() for made in fonts}) == 4
    assert len({made.weight() for made in fonts}) == 2
