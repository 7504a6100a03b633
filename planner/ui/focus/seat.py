"""Where one sits: the face of a meditation over the screen, and a visible sign in place of a bell that nobody hears."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from planner.ui.focus.guardian import Guardian
from planner.ui.focus.sitting import Sitting

if TYPE_CHECKING:
    from planner.ui.focus.face import Face

SIGN = 2000  # ms for which the sign of a bell is shown


class Seat(QObject):
    """Within a recharge the curtain stays, and says that one sits."""

    def __init__(self, guardian: Guardian, sitting: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._guardian = guardian
        self._sitting = sitting
        self._is_up = False
        self._rings = False  # a bell that is not heard is seen
        sitting.shown.connect(self.show)
        sitting.unheard.connect(self._see_the_bell)

    @cached_property
    def face(self) -> Face:
        from planner.ui.focus.face import Face

        made = Face(motion=self._guardian.workspace.settings.motion)
        made.ended.connect(self._sitting.end)
        return made

    def end(self) -> None:
        if "face" in self.__dict__:
            self.face.close()

    def show(self) -> None:
        sitting = self._sitting
        wanted = sitting.phase != "none" and self._guardian.guard.state != "recharging"
        if wanted:
            self._tell()
        if wanted != self._is_up:
            self._is_up = wanted
            if wanted:
                self.face.showFullScreen()
                self.face.activateWindow()
            else:
                self.face.hide()

    def _tell(self) -> None:
        from planner.ui.focus.face import FaceShown

        sitting = self._sitting
        gone = sitting.gone
        words = sitting.words() if sitting.phase == "delay" else ""
        kind = self._guardian.workspace.settings.face
        self.face.show_face(FaceShown(max(0.0, gone), sitting.total, kind, words, self._rings))

    def _see_the_bell(self, _: str) -> None:
        self._rings = True
        self.show()
        QTimer.singleShot(SIGN, self, self._forget_the_bell)

    def _forget_the_bell(self) -> None:
        self._rings = False
        self.show()
