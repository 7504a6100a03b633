from __future__ import annotations

from collections.abc import Iterator
from math import cos, radians, sin

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.ui import theme
from planner.ui.focus import face as face_module
from planner.ui.focus.face import Face, FaceShown
from planner.ui.tokens import DARK, LIGHT

HALF = FaceShown(300, 600)


@pytest.fixture
def face(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Face]:
    monkeypatch.setattr(face_module, "SEEN", 30)
    theme.install(QApplication.instance(), "light")  # type: ignore[arg-type]
    made = Face(motion=False)
    qtbot.addWidget(made)
    made.resize(600, 600)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: not made.end.isVisible())
    yield made
    made.close()


def inked(face: Face, part: float) -> bool:
    """Whether there is ink in the stroke at a part of the circle, in the light look."""
    picture, around = face.grab().toImage(), face._radius() * 0.09
    angle = (part - 0.25) * 360
    middle = QPointF(face.rect().center())
    ray = QPointF(cos(radians(angle)), sin(radians(angle)))
    places = [middle + ray * (face._radius() + away) for away in range(-int(around), int(around))]
    colours = [picture.pixelColor(place.toPoint()) for place in places]
    return min(map(QColor.lightness, colours)) < 64


def test_the_circle_is_drawn_as_far_as_the_time_has_come(face: Face) -> None:
    face.show_face(HALF)
    assert inked(face, 0.25)
    assert not inked(face, 0.75)
    face.show_face(FaceShown(600, 600))
    assert inked(face, 0.75)


@pytest.mark.parametrize(
    ("shown", "part", "time"),
    [
        (FaceShown(0, 600), 0.0, "10:00"),
        (FaceShown(150, 600), 0.25, "7:30"),
        (FaceShown(900, 600), 1.0, "0:00"),
        (FaceShown(-3, 600), 0.0, "10:03"),
        (FaceShown(5, 0), 1.0, "0:00"),
        (FaceShown(1800, None), 0.5, "30:00"),
        (FaceShown(5400, None), 0.5, "1:30:00"),
    ],
)
def test_how_much_is_drawn_and_what_the_time_says(shown: FaceShown, part: float, time: str) -> None:
    assert (shown.part, shown.time) == (part, time)


def test_a_second_paints_only_the_new_piece(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face_module, "SEEN", 1)
    painted: list[QRect] = []
    paint = Face.paintEvent

    def noting(self: Face, event: QPaintEvent) -> None:
        painted.append(event.rect())
        paint(self, event)

    monkeypatch.setattr(Face, "paintEvent", noting)
    face = Face(motion=False)
    qtbot.addWidget(face)
    face.resize(600, 600)
    face.show()
    qtbot.waitUntil(lambda: not face.end.isVisible())
    face.show_face(HALF)
    QApplication.processEvents()
    painted.clear()
    face.show_face(FaceShown(301, 600))
    qtbot.waitUntil(lambda: bool(painted))
    assert all(area.width() < 60 and area.height() < 60 for area in painted)


def test_drawn_in_pieces_it_is_a_whole_circle(face: Face) -> None:
    for gone in range(0, 601, 3):
        face.show_face(FaceShown(gone, 600))
    assert all(inked(face, part / 20) for part in range(1, 20))


def test_a_circle_without_an_end_begins_anew_each_hour(face: Face) -> None:
    face.show_face(FaceShown(3500, None))
    assert inked(face, 0.75)
    face.show_face(FaceShown(3700, None))
    assert not inked(face, 0.75)


def test_it_grows_with_its_window_and_wears_the_look(qtbot: QtBot, face: Face) -> None:
    face.show_face(HALF)
    face.resize(400, 500)
    assert inked(face, 0.25)
    assert face.grab().toImage().pixelColor(5, 5).name().upper() == LIGHT.desk
    theme.theme().choose("dark")
    assert face.grab().toImage().pixelColor(5, 5).name().upper() == DARK.desk
    theme.theme().choose("light")


def test_nothing_is_nothing_on_a_dark_ground(face: Face) -> None:
    face.show_face(FaceShown(300, 600, "none"))
    picture = face.grab().toImage()
    colours = {picture.pixelColor(x, y).name().upper() for x in range(0, 600, 7) for y in range(0, 600, 7)}
    assert colours == {DARK.desk}


def test_the_time_and_the_way_out_come_with_the_mouse_and_go(qtbot: QtBot, face: Face) -> None:
    face.show_face(HALF)
    still = face.grab().toImage()
    assert face.cursor().shape() == Qt.CursorShape.BlankCursor
    qtbot.mouseMove(face, QPoint(100, 100))
    qtbot.mouseMove(face, QPoint(150, 150))
    qtbot.waitUntil(face.end.isVisible)
    assert face.grab().toImage() != still
    qtbot.waitUntil(lambda: not face.end.isVisible())
    assert face.grab().toImage() == still


def test_esc_ends_and_so_does_the_quiet_button(qtbot: QtBot, face: Face) -> None:
    with qtbot.waitSignal(face.ended):
        qtbot.keyClick(face, Qt.Key.Key_Escape)
    qtbot.mouseClick(face, Qt.MouseButton.LeftButton)
    assert face.end.isVisible()
    with qtbot.waitSignal(face.ended):
        qtbot.mouseClick(face.end, Qt.MouseButton.LeftButton)


def test_space_ends_nothing(qtbot: QtBot, face: Face) -> None:
    with qtbot.assertNotEmitted(face.ended):
        qtbot.keyClick(face, Qt.Key.Key_Space)
        qtbot.keyClick(face, Qt.Key.Key_Return)


def test_a_flash_lightens_the_ground_once(qtbot: QtBot, face: Face) -> None:
    face._flash.setDuration(60)
    none = FaceShown(300, 600, "none")
    face.show_face(none._replace(flash=True))

    def ground() -> str:
        return face.grab().toImage().pixelColor(5, 5).name().upper()

    assert ground() != DARK.desk
    qtbot.waitUntil(lambda: ground() == DARK.desk)
    face.show_face(none._replace(gone=301, flash=True))
    assert ground() == DARK.desk


def test_words_stand_in_the_middle_and_are_spoken(face: Face) -> None:
    before = face.grab().toImage()
    face.show_face(FaceShown(0, 600, words="Begins in 8 s"))
    assert face.grab().toImage() != before
    assert face.accessibleDescription() == "Begins in 8 s"
