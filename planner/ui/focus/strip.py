"""The slip: a quiet sentence at the top of the screen with one or two things to do about it, or one reason to write."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.ui.controls import Button, Words, tip
from planner.ui.focus.afloat import GAP, Afloat
from planner.ui.focus.reason import Reason
from planner.ui.focus.systems import bring_up
from planner.ui.focus.typeset import elided, one_line, own_way, wide
from planner.ui.messages import announce
from planner.ui.theme import color, font, theme

LONGEST = 620  # px of words in one line
LINES = 3
FIELD = 420
EDGE = 18
Offer = tuple[str, Callable[[], object]]


class Slip(Afloat):
    """Comes without a sound, takes no keyboard until it is clicked (or a reason is asked for), and fades when told.

    `dismissed()` once the person lets it go, by Esc or by closing it: nothing was chosen or written.
    """

    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__("Recharge")
        self._ends = False
        self.words = Words("", font("large"))
        self.trouble = Words("", font("body"))
        self.reason = Reason("Your reason", self)
        self.offers: list[Button] = []
        self._taken: Callable[[str], object] | None = None
        self._lay_out()
        self.reason.given.connect(self._give)
        self.reason.refused.connect(self._refuse)
        self.reason.textEdited.connect(lambda _: self._refuse(""))
        self._dress()
        theme().changed.connect(self._dress)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        self._row.addWidget(self.words, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self._column.addLayout(self._row)
        self._column.addWidget(self.reason)
        self._column.addWidget(self.trouble)

    def _dress(self) -> None:
        for words, name in ((self.words, theme().tokens.ink), (self.trouble, theme().tokens.over_text)):
            worn = words.palette()
            worn.setColor(QPalette.ColorRole.WindowText, color(name))
            words.setPalette(worn)

    def say(self, words: str, offers: Sequence[Offer] = ()) -> None:
        """A sentence, and what can be done about it; each offer fades the slip first."""
        self._set(words, offers, asks=False)
        self._come()

    @property
    def asking(self) -> bool:
        """Whether an answer is being waited for now."""
        return self.asks and self.isVisible()

    @property
    def text(self) -> str:
        """What stands in the field: of an answer that was interrupted too, until the next question."""
        return self.reason.text()

    def ask(self, words: str, placeholder: str, taken: Callable[[str], object], *, text: str = "") -> None:
        """A sentence and a line for a reason, with `text` written in it already: Enter gives it to `taken`, Esc goes
        without it.
        """
        self._set(words, (), asks=True)
        self._taken = taken
        self.reason.setText(text)
        self.reason.setPlaceholderText(placeholder)
        self._come()
        self.take_keyboard()
        self.reason.setFocus(Qt.FocusReason.PopupFocusReason)

    def fade(self) -> None:
        """Go. Nothing follows from it."""
        self._taken = None
        self.hide()

    def close(self) -> bool:
        """The end of the program: nobody has dismissed anything."""
        self._ends = True
        closed = super().close()
        self._ends = False
        return closed

    def _let_go(self) -> None:
        self.fade()
        self.dismissed.emit()

    def _set(self, words: str, offers: Sequence[Offer], *, asks: bool) -> None:
        self.asks = asks
        self.accept_keyboard(asks)
        self._sentence = words
        self.reason.setVisible(asks)
        self._refuse("")
        self._clear_offers()
        self.words.setContentsMargins(0, 0, 14 if offers else 0, 0)
        self._column.setContentsMargins(EDGE, 14 if asks else 8, 10 if offers else EDGE, 14 if asks else 8)
        for label, deed in offers:
            self._offer(label, deed)
        self._fit()

    _sentence = ""

    def _fit(self) -> None:
        """As wide as the words, but no wider than its screen."""
        room = self.room.width() - 2 * GAP - 2 * EDGE
        beside = sum(button.sizeHint().width() + 2 for button in self.offers) + (14 if self.offers else 0)
        _write(self.words, self._sentence, max(1, min(LONGEST, room - beside)))
        self.reason.setFixedWidth(max(1, min(room, max(FIELD, self.words.sizeHint().width()))))

    def _come(self) -> None:
        self.adjustSize()
        self.stay()
        self.show()
        bring_up(self)
        announce(self, self.words.accessibleName())

    def _offer(self, label: str, deed: Callable[[], object]) -> None:
        button = Button(label, "soft", parent=self)
        button.clicked.connect(lambda: self._take(deed))
        self._row.addWidget(button)
        self.offers.append(button)
        button.show()

    def _clear_offers(self) -> None:
        for button in self.offers:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.offers.clear()

    def _take(self, deed: Callable[[], object]) -> None:
        self.fade()
        deed()

    def _give(self, reason: str) -> None:
        taken = self._taken
        self.fade()
        if taken is not None:
            taken(reason)

    def _refuse(self, problem: str) -> None:
        _write(self.trouble, problem, self.reason.width())
        self.trouble.setVisible(bool(problem))
        if problem:
            announce(self.reason, problem)

    def take_keyboard(self) -> None:
        super().take_keyboard()
        first: QWidget | None = self.reason if self.asks else next(iter(self.offers), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._let_go()
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._ends:
            self._taken = None
            QTimer.singleShot(0, self, self.dismissed.emit)  # once it is closed, so that it may be shown again

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self.stay()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paint_paper(QPainter(self))


def _write(label: Words, words: str, width: int) -> None:
    """One line, or a few where one is too narrow; what is too long for them too can be read by resting on it."""
    long = wide(words, label.font()) > width
    shown = elided(words, label.font(), width * LINES * 0.9 if long else width + 1)
    label.setWordWrap(long)
    label.setMinimumWidth(width if long else 0)
    label.setMaximumWidth(width if long else LONGEST)
    label.setText(own_way(shown))
    label.setAccessibleName(words)
    label.setToolTip(tip(words) if shown != one_line(words) else "")
