"""PySide 6.12.0 on Python 3.11 loses a reference to None at every void call, and the interpreter dies of it.

A test that opens a window does not see it: it takes some thousands of calls. So count the references themselves.
"""

from __future__ import annotations

import sys

import PySide6
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

CALLS = 20_000
SLACK = 500  # references that other parts take and give back meanwhile


def test_void_calls_keep_the_references_to_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    place = QRect(1, 1, 4, 4)
    painter.drawRect(place)
    before = sys.getrefcount(None)
    for size in range(CALLS // 4):
        painter.drawRect(place)
        painter.save()
        painter.restore()
        widget.resize(10 + size % 10, 10)
    painter.end()
    assert abs(sys.getrefcount(None) - before) < SLACK


def test_the_release_that_loses_them_is_not_in_use() -> None:
    assert PySide6.__version__ != "6.12.0"
