"""The sign in the system's tray: only if it is wanted, and only where there is a tray. It shows the time left."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QFont, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from planner.domain.running import running
from planner.domain.stretch import MINUTE, ZERO, due_at
from planner.ui.focus.guardian import Guardian
from planner.ui.theme import color, font, theme

SIDE = 64  # px
PLACES = 3  # signs that fit


class Tray(QObject):
    """`deeds` are the lines of its menu, by their words; a click does the first."""

    def __init__(
        self, guardian: Guardian, deeds: Mapping[str, Callable[[], object]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._guardian = guardian
        self._menu = QMenu()
        for words, deed in deeds.items():
            self._menu.addAction(words).triggered.connect(lambda _=False, deed=deed: deed())
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(lambda reason: self._clicked(reason, next(iter(deeds.values()))))
        self._shown = ("", "")
        self.show()
        guardian.looked.connect(self.show)

    @staticmethod
    def is_there() -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason, deed: Callable[[], object]) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            deed()

    def show(self) -> None:
        """The sign and its words, painted anew only when they are others."""
        shown = self._words()
        if shown != self._shown:
            self._shown = shown
            self._icon.setIcon(icon(shown[0]))
            self._icon.setToolTip(shown[1])
        self._icon.show()

    def _words(self) -> tuple[str, str]:
        guardian, guard = self._guardian, self._guardian.guard
        if guard.state == "recharging":
            left = -(-guard.left // MINUTE)
            return str(left), f"Recharge: {left} min left"
        now = running(guardian.days, guardian.now)
        if now is None:
            return "", "Timebox Planner"
        until = max(0, -(-max(ZERO, due_at(guard) - guard.at) // MINUTE))
        minutes = until if now.left is None else abs(now.left) // MINUTE
        return f"{'+' if now.over else ''}{minutes}", f"{now.words} · recharge in {until} min"

    def tell(self, words: str) -> None:
        """A notice of the desktop, for who asked for them."""
        self._icon.showMessage("Timebox Planner", words, icon(""), 8000)

    def end(self) -> None:
        self._icon.hide()


def icon(words: str) -> QIcon:
    """A box of the notebook with the minutes in it."""
    tokens = theme().tokens
    pixmap = QPixmap(SIDE, SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color(tokens.work_line), 4))
    painter.setBrush(color(tokens.paper))
    painter.drawRoundedRect(QRectF(4, 4, SIDE - 8, SIDE - 8), 10, 10)
    painter.fillRect(QRectF(8, 12, 6, SIDE - 24), color(tokens.priority))
    kind = QFont(font("body", strong=True))
    kind.setPixelSize(34 if len(words) < PLACES else 24)
    painter.setFont(kind)
    painter.setPen(color(tokens.ink))
    painter.drawText(QRectF(10, 0, SIDE - 12, SIDE), Qt.AlignmentFlag.AlignCenter, words[:PLACES])
    painter.end()
    return QIcon(pixmap)
