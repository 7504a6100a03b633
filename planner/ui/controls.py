"""The few controls of the window, painted from the tokens: words, captions, buttons and the quiet facts.

They are cheaper than style sheets, follow the theme live, and show plain text whatever the text says.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStyleOptionSlider,
    QWidget,
)

from planner.ui.theme import caption_font, color, focus_ring, font, theme

Kind = Literal["plain", "ink", "soft", "strong"]
HEIGHT = 32
FACT_HEIGHT = 28
THIN = 8  # px of a scroll bar
WORDS = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic


class Words(QLabel):
    """Plain text in one of the theme's fonts; `soft` words stand back."""

    def __init__(self, text: str = "", kind: QFont | None = None, *, soft: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(kind or font("body"))
        if soft:
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    def wear(self, name: str) -> None:
        """Words in another of the look's colours, by its name."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, color(name))
        self.setPalette(palette)


def own_viewport(area: QAbstractScrollArea) -> None:
    """Give a scroll area a viewport that Python has made, before anything asks for it.

    To wrap the one that Qt made, PySide first sets up every kind of widget there is: 15 ms of a start.
    """
    area.setViewport(QWidget())


def tip(words: str) -> str:
    """Words for a tooltip, which takes some texts for markup: escaped, so that all are plain."""
    from html import escape

    return f"<span>{escape(words).replace(chr(10), '<br>')}</span>"


def lay_bare(area: QScrollArea) -> None:
    """No frame, a thin thumb where it scrolls, and its content as wide as it is. The keyboard goes past it."""
    own_viewport(area)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBar(ThinBar(area))
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def caption(text: str) -> Words:
    """The small spaced capitals over a section."""
    return Words(text, caption_font(), soft=True)


class Button(QAbstractButton):
    """Words to press: *plain* on the desk, *ink* as the one filled button, *soft* in text, *strong* where one is."""

    def __init__(self, text: str, kind: Kind = "plain", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind: Kind = kind
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setFont(font("body", strong=kind in ("ink", "strong")))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(max(words + (28 if self.kind == "ink" else 16), HEIGHT), HEIGHT if self.kind != "soft" else 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.kind == "ink":
            painter.setBrush(color(tokens.soft if self.underMouse() and self.isEnabled() else tokens.ink))
            painter.drawRoundedRect(room, 6, 6)
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(color(tokens.rule, 160))
            painter.drawRoundedRect(room, 6, 6)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens, 7)
        words = {"ink": tokens.paper, "plain": tokens.soft, "soft": tokens.work_text, "strong": tokens.ink}[self.kind]
        painter.setPen(color(words))
        painter.setFont(self.font())
        painter.drawText(self.rect(), WORDS, _bare(self.text()))


def _bare(text: str) -> str:
    return text.replace("&", "&&")


class DialogButtons(QDialogButtonBox):
    """The buttons of a dialog as words alone: some desktops would have a green tick and a red cross on them."""

    def __init__(self, kinds: QDialogButtonBox.StandardButton, parent: QWidget | None = None) -> None:
        super().__init__(kinds, parent=parent)
        for button in self.buttons():
            button.setIcon(QIcon())


class Check(QCheckBox):
    """A box to tick whose edge is seen in every look: the style's own is darker than the ground, and lost on dark."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        tokens, painter = theme().tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            focus_ring(painter, QRectF(box).adjusted(1, 1, -1, -1), tokens, 2)
            return
        painter.setPen(QPen(color(tokens.soft if self.isEnabled() else tokens.faint), 1))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)


class Fact(QWidget):
    """A quiet fact in the bar: a strong part, plain words before and after it. Amber, with words, when it warns."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._parts: tuple[str, str, str] = ("", "", "")
        self._warns = False
        self.hide()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def tell(self, before: str = "", strong: str = "", after: str = "", *, warns: bool = False) -> None:
        """Say something else; nothing to say hides the fact."""
        if (before, strong, after) == self._parts and warns == self._warns:
            return
        self._parts, self._warns = (before, strong, after), warns
        self.setAccessibleName(f"{self._name}: {self.text()}")
        self.setVisible(bool(self.text()))
        self.updateGeometry()
        self.update()

    def explain(self, reason: str) -> None:
        """Why it is so: on hover, and for a screen reader."""
        if reason != self.accessibleDescription():
            self.setAccessibleDescription(reason)
            self.setToolTip(tip(reason) if reason else "")

    def text(self) -> str:
        return " ".join(part for part in self._parts if part)

    def _runs(self) -> list[tuple[str, QFont]]:
        fonts = (font("body"), font("body", strong=True), font("body"))
        return [(text, kind) for text, kind in zip(self._parts, fonts, strict=True) if text]

    def sizeHint(self) -> QSize:
        widths = [QFontMetrics(kind).horizontalAdvance(text) for text, kind in self._runs()]
        return QSize(sum(widths) + 4 * max(0, len(widths) - 1) + 28, FACT_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color(tokens.over if self._warns else tokens.rule), 1))
        painter.setBrush(color(tokens.event_fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)
        left = 14
        for text, kind in self._runs():
            painter.setFont(kind)
            strong = tokens.over_text if self._warns else tokens.done
            painter.setPen(color(strong if kind.weight() > QFont.Weight.Medium else tokens.ink))
            width = QFontMetrics(kind).horizontalAdvance(text)
            painter.drawText(left, 0, width + 1, self.height(), Qt.AlignmentFlag.AlignVCenter, text)
            left += width + 4


class ThinBar(QScrollBar):
    """A thin thumb and nothing else: what lies beneath shows through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)

    def sizeHint(self) -> QSize:
        return QSize(THIN, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() <= self.minimum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        slider, bar = QStyle.SubControl.SC_ScrollBarSlider, QStyle.ComplexControl.CC_ScrollBar
        thumb = self.style().subControlRect(bar, option, slider, self)
        tokens, painter = theme().tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(tokens.faint if self.underMouse() or self.isSliderDown() else tokens.dot))
        painter.drawRoundedRect(QRectF(thumb).adjusted(2, 0, -2, 0), 2, 2)
