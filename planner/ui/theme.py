"""Colours, type and space as Qt wants them: palette, fonts, brushes, and which look is worn now.

`install` dresses the application once and follows the system from then on; whoever paints for itself asks `theme()`
for its tokens and listens to its `changed`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QApplication

from planner.paths import resources
from planner.ui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Tokens

Choice = Literal["system", "light", "dark"]
Size = Literal["date", "large", "body", "small"]

GRID = 4  # px: every distance is a multiple of it
DOTS = 20  # px between the dots of the paper
HATCH = 12  # px: one light and one dark stripe of a recharge
FILES = ("Inter-Regular", "Inter-SemiBold", "EBGaramond12-Regular", "EBGaramond12-Italic")
STRONG = ["Inter SemiBold", "Inter"]  # some systems take the weight for a family of its own
SIZES: dict[Size, int] = {"date": 34, "large": 15, "body": 13, "small": 11}  # px


class Theme(QObject):
    """The look in use: the person's choice, or the system's where they left it to the system."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice: Choice = "system"
        self.tokens = LIGHT
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.refresh)
        if hasattr(hints, "accessibility"):  # since Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(self.refresh)
        self.refresh()

    def choose(self, choice: Choice) -> None:
        """Follow the system, or keep one look whatever the system says."""
        self.choice = choice
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Look again at what is wanted; tell everyone if it is another look."""
        wanted = _tokens(self._dark(), _high_contrast())
        if wanted is self.tokens:
            return
        self.tokens = wanted
        if _installed:
            _dress()
        self.changed.emit()

    def _dark(self) -> bool:
        if self.choice != "system":
            return self.choice == "dark"
        return system_is_dark()


_installed: list[QApplication] = []


@lru_cache(maxsize=1)
def theme() -> Theme:
    """The application's one theme (there must be an application)."""
    return Theme()


def install(application: QApplication, choice: Choice = "system") -> Theme:
    """Dress the application: style, palette and font, now and whenever the look changes."""
    application.setStyle("Fusion")  # the one style that takes its colours from the palette on every system
    application.setFont(font("body"))
    look = theme()
    look.choose(choice)
    _installed[:] = [application]
    _dress()
    return look


def _dress() -> None:
    QApplication.setPalette(palette(theme().tokens))


def _tokens(dark: bool, contrast: bool) -> Tokens:
    if contrast:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def system_is_dark() -> bool:
    """What the system asks for; one that does not say is light."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _high_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


@lru_cache(maxsize=1)
def load_fonts() -> tuple[str, ...]:
    """Hand the bundled fonts to Qt, once; the families that it found in them."""
    families: list[str] = []
    for name in FILES:
        number = QFontDatabase.addApplicationFont(str(resources() / "fonts" / f"{name}.ttf"))
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(families)


@lru_cache(maxsize=16)
def font(size: Size = "body", strong: bool = False) -> QFont:
    """One of the four sizes in one of the two weights. The date is set in EB Garamond; figures are tabular."""
    load_fonts()
    made = QFont()
    made.setFamilies(["EB Garamond"] if size == "date" else STRONG if strong else ["Inter"])
    made.setPixelSize(SIZES[size])
    if size != "date":
        made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@lru_cache(maxsize=1)
def caption_font() -> QFont:
    """The small spaced capitals over a section ("PLAN", "BONUS")."""
    made = QFont(font("small", strong=True))
    made.setCapitalization(QFont.Capitalization.AllUppercase)
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.1)
    return made


@lru_cache(maxsize=256)
def color(name: str, alpha: int = 255) -> QColor:
    """The colour of a token's "#RRGGBB"; not to be changed by whoever asks, since it is shared."""
    made = QColor(name)
    made.setAlpha(alpha)
    return made


def palette(tokens: Tokens) -> QPalette:
    """What Qt's own widgets take their colours from."""
    role = QPalette.ColorRole
    made = QPalette()
    for name, value in (
        (role.Window, tokens.paper),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.event_fill),
        (role.AlternateBase, tokens.work_fill),
        (role.Text, tokens.ink),
        (role.PlaceholderText, tokens.quiet),
        (role.Button, tokens.paper),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.priority),
        (role.ToolTipBase, tokens.event_fill),
        (role.ToolTipText, tokens.ink),
        (role.Highlight, tokens.work_line),
        (role.HighlightedText, tokens.paper),
        (role.Link, tokens.work_text),
        (role.Mid, tokens.rule),
        (role.Light, tokens.event_fill),
        (role.Dark, tokens.faint),
        (role.Accent, tokens.focus),
    ):
        made.setColor(name, color(value))
    for name in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, color(tokens.quiet))
    return made


@lru_cache(maxsize=8)
def dots(tokens: Tokens, ratio: float) -> QBrush:
    """The dot grid of the paper, paper colour included: tiles from the painter's brush origin."""
    image = _tile(DOTS, ratio, tokens.paper)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(tokens.dot))
    painter.drawEllipse(QPointF(DOTS / 2, DOTS / 2), 0.8, 0.8)
    painter.end()
    return _brush(image)


@lru_cache(maxsize=8)
def hatch(tokens: Tokens, ratio: float) -> QBrush:
    """The stripes of a recharge: a texture, so that it stays a recharge in one ink."""
    image = _tile(HATCH, ratio, tokens.recharge_fill)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(tokens.recharge_stripe))
    half = HATCH / 2
    for shift in (-HATCH, 0.0, HATCH):
        corners = ((shift, HATCH), (shift + HATCH, 0), (shift + HATCH + half, 0), (shift + half, HATCH))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    painter.end()
    return _brush(image)


@lru_cache(maxsize=64)
def dashes(name: str, dash: int, gap: int, ratio: float, across: bool) -> QBrush:
    """A texture of dashes in a colour, across or down: what a thin rectangle filled with it is outlined by."""
    side = dash + gap
    image = _tile(side, ratio, "#000000").convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.fillRect(QRectF(0, 0, dash, side) if across else QRectF(0, 0, side, dash), color(name))
    painter.end()
    return _brush(image)


def _tile(side: int, ratio: float, ground: str) -> QImage:
    pixels = max(1, round(side * ratio))
    image = QImage(pixels, pixels, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(pixels / side)
    image.fill(color(ground))
    return image


def _brush(image: QImage) -> QBrush:
    """A brush whose pixels are the screen's. The ratio goes into the brush's transform and not with the image: a
    painter holding a brush of such an image misplaces every QStaticText at 2x (Qt 6.11).
    """
    ratio = image.devicePixelRatio()
    image.setDevicePixelRatio(1)
    brush = QBrush(QPixmap.fromImage(image))
    brush.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
    return brush


def focus_ring(painter: QPainter, rect: QRectF, tokens: Tokens, radius: float = 6) -> None:
    """The frame around what has the keyboard: two pixels, outside of the thing itself."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color(tokens.focus), 2))
    painter.drawRoundedRect(rect, radius, radius)
