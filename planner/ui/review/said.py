"""What the figures say, in sentences: EB Garamond, the figure itself in red; what claims nothing small and soft."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.review import Sentence
from planner.ui.focus.typeset import apart, sized
from planner.ui.theme import color, font, theme

LETTERS = 20  # px
PITCH, QUIET_PITCH = 1.36, 1.45  # line heights in letters
BETWEEN = 12  # px from one sentence to the next


class Said(QWidget):
    """As high as its sentences are at its width."""

    def __init__(self) -> None:
        super().__init__()
        self._sentences: Sequence[Sentence] = ()
        self._laid: list[tuple[QTextLayout, bool]] = []
        self._height = 0
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("In words")
        theme().changed.connect(self._lay_out)

    def tell(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self.setAccessibleDescription(" ".join(sentence.words for sentence in sentences))
        self._lay_out()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._set(width)[1]

    def sizeHint(self) -> QSize:
        return QSize(240, self._height or self.heightForWidth(300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        self._laid, self._height = self._set(self.width())
        self.update()

    def _set(self, width: int) -> tuple[list[tuple[QTextLayout, bool]], int]:
        """The sentences laid out one below the other, and how high they are together."""
        top, found = 0.0, []
        for sentence in self._sentences:
            layout, top = _laid_out(sentence, width, top)
            found.append((layout, sentence.quiet))
            top += BETWEEN
        return found, round(max(0.0, top - BETWEEN))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for layout, quiet in self._laid:
            painter.setPen(color(theme().tokens.soft if quiet else theme().tokens.ink))
            layout.draw(painter, QPointF(0, 0))


def _laid_out(sentence: Sentence, width: int, top: float) -> tuple[QTextLayout, float]:
    kind: QFont = font("body") if sentence.quiet else sized("garamond", LETTERS)
    text = apart(sentence.words)
    layout = QTextLayout(text, kind)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_strong(text, sentence.strong, color(theme().tokens.priority_text)))
    pitch = kind.pixelSize() * (QUIET_PITCH if sentence.quiet else PITCH)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top + (pitch - line.height()) / 2))
        top += pitch
    layout.endLayout()
    return layout, top


def _strong(text: str, strong: str, red: QColor) -> list[QTextLayout.FormatRange]:
    """The part of a sentence that says the figure, in red."""
    start = text.find(strong)
    if not strong or start < 0:
        return []
    made, looks = QTextLayout.FormatRange(), QTextCharFormat()
    looks.setForeground(red)
    made.start = len(text[:start].encode("utf-16-le")) // 2  # Qt counts in UTF-16
    made.length = len(strong.encode("utf-16-le")) // 2
    made.format = looks
    return [made]
