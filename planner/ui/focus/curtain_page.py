"""What the curtain says and where: the bar, the time, a thing to do, what lies behind and before, the foot line."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from planner.ui.focus.typeset import Block, Sentence, elided, one_line, sized
from planner.ui.theme import color, theme

RUNS = "The time runs while you are away from the keyboard."
STANDS = "The time stands still while you type or move the mouse."
EARLY = ("To leave early, hold", "[Esc]", "for ten seconds and say why.")
STRICT = ("Strict is on: it ends by itself.",)
WHY = "Why do you leave?"
ANSWER = ("[Enter]", "leaves.")
BACK = ("[Esc]", "goes back to the rest.")
SIT = ("Sit instead", "[M]")
RISE = ("End the sitting", "[M]")
OFFERS = {*SIT, *RISE}
LINES = 6  # of a suggestion, at most


class CurtainShown(NamedTuple):
    """What a rest says: seconds still to come and in all, what to do, what is behind, and what waits at which time.

    `paused` says that the time stands still; `strict`, that there is no leaving early; `notice` is one quiet sentence.
    `sits` says that somebody sits, and how long still: it stands in place of what to do. `can_sit`: there is an offer,
    to sit or to end that.
    """

    left: int
    total: int
    suggestion: str
    behind: str
    next_title: str = ""
    next_at: str = ""
    paused: bool = False
    strict: bool = False
    can_sit: bool = True
    notice: str = ""
    sits: str = ""


def still(shown: CurtainShown) -> CurtainShown:
    """All but what changes with every second."""
    return shown._replace(left=0, sits="sits" if shown.sits else "")


def time_words(seconds: int) -> str:
    """'21:14', and '1:05:00' from an hour on."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def behind_words(shown: CurtainShown, shorten: Callable[[str], str] = one_line) -> Sentence:
    """The one or two sentences under the suggestion, with the title as `shorten` leaves it."""
    if not shown.next_title.strip():
        return Sentence(one_line(shown.behind))
    return Sentence(f"{one_line(shown.behind)} ".lstrip(), shorten(shown.next_title), f" waits at {shown.next_at}.")


class Run(NamedTuple):
    """Words of the foot line, or a key in its frame ("[Esc]"), and where."""

    words: str
    area: QRectF

    @property
    def is_key(self) -> bool:
        return self.words.startswith("[")


class Scale(NamedTuple):
    """Sizes in px, from the screen's: those of the picture at 1320 × 820."""

    unit: float

    @classmethod
    def of(cls, size: QSizeF) -> Scale:
        return cls(max(0.6, min(size.height() / 820, size.width() / 1000, 2.4)))

    def px(self, length: float, least: int = 0) -> int:
        return max(least, round(length * self.unit))


class CurtainPage:
    """The places of everything for one size and one set of words; what runs (time, bar, hold) is told when painted."""

    def __init__(self, size: QSizeF, shown: CurtainShown, asking: bool, problem: str) -> None:
        self.size, self._shown, self._asking = size, shown, asking
        self._scale = scale = Scale.of(size)
        self._column = min(size.width() - 2 * scale.px(40, 24), scale.px(900))
        self._body = sized("inter", scale.px(15, 14))
        self.foot = self._foot()
        self._behind = Block(self._under(problem), self._body, self._column, 3)
        self._notice = Block(shown.notice, sized("inter", scale.px(13, 13)), self._column, 2)
        self.stands_size = scale.px(16, 15)
        self._stands = Block(STANDS, sized("strong", self.stands_size), self._column, 1)
        self._foot_top = self.foot[0].area.top() if self.foot else size.height()
        self._notice_top = self._foot_top - scale.px(10) - (self._notice.height if shown.notice else 0)
        self._place()

    def _under(self, problem: str) -> Sentence | str:
        """A title has about one line's room in the sentence."""
        if self._asking:
            return problem
        return behind_words(self._shown, lambda title: elided(title, self._body, self._column * 0.9))

    def _place(self) -> None:
        """The column from the bar down; it goes up where the words are long, and then they have fewer lines."""
        scale, width = self._scale, self.size.width()
        self._figures = sized("garamond", scale.px(112))
        metrics = QFontMetricsF(self._figures)
        digit = metrics.tightBoundingRect("0")
        wide = max(metrics.horizontalAdvance(pattern) for pattern in ("00:00", self._pattern()))
        lead, body = scale.px(26), max(scale.px(50), self._stands.height + 2 * scale.px(13))
        under = (scale.px(64, 52) if self._asking else 0) + scale.px(12) + self._behind.height
        room = self._notice_top - scale.px(16) - scale.px(24, 12)
        head = 3 + lead + digit.height() + body + under
        self._heading = self._fitting(room - head)
        top = min(self.size.height() * 0.245, scale.px(24, 12) + max(0.0, room - head - self._heading.height))
        self.bar = QRectF((width - wide) / 2, round(top), wide, scale.px(3, 3))
        glyphs = self.bar.bottom() + lead
        self._baseline = glyphs - digit.top()
        self.digits = QRectF(self.bar.left() - 8, glyphs - 8, wide + 16, digit.height() + 20)
        self._heading_top = glyphs + digit.height() + body
        self._stands_top = glyphs + digit.height() + (body - self._stands.height) / 2
        self._behind_top = self._heading_top + self._heading.height + under - self._behind.height
        field = QSizeF(min(self._column, scale.px(560, 420)), 40)
        self.field = QRectF(QPointF((width - field.width()) / 2, self._heading_top + self._heading.height + 12), field)

    def _pattern(self) -> str:
        return "".join("0" if sign.isdigit() else sign for sign in time_words(self._shown.total))

    def _fitting(self, room: float) -> Block:
        """The suggestion in as many lines as there is room for; that one sits is one line, for it changes in place."""
        kind = sized("garamond", self._scale.px(34, 22))
        if self._shown.sits and not self._asking:
            return self._sits()
        words = WHY if self._asking else one_line(self._shown.suggestion)
        made = Block(words, kind, self._column, LINES)
        return made if made.height <= room else Block(words, kind, self._column, max(1, int(room // made.pitch)))

    def _sits(self) -> Block:
        return Block(self._shown.sits, sized("garamond", self._scale.px(34, 22)), self._column, 1)

    def _foot(self) -> list[Run]:
        """The foot line's runs, broken between its sentences, its last line near the lower edge."""
        sentences = self._foot_sentences()
        size = self._scale.px(13, 13)
        lines, pitch = flowed(sentences, size, self.size.width() - 2 * self._scale.px(40, 24)), round(size * 1.9)
        top = self.size.height() - self._scale.px(44, 26) - pitch * len(lines)
        runs = []
        for number, line in enumerate(lines):
            left = (self.size.width() - line[-1].area.right()) / 2
            runs += [Run(run.words, run.area.translated(left, top + number * pitch)) for run in line]
        return runs

    def _foot_sentences(self) -> list[tuple[str, ...]]:
        if self._asking:
            return [ANSWER, BACK]
        sit = [RISE if self._shown.sits else SIT] if self._shown.can_sit else []
        return [(RUNS,), STRICT if self._shown.strict else EARLY, *sit]

    @property
    def end(self) -> float:
        """Where the column of words ends; the notice and the foot line stand below it."""
        return self._behind_top + self._behind.height

    @property
    def foot_font(self) -> QFont:
        return sized("inter", self._scale.px(13, 13))

    @property
    def hold(self) -> QRectF:
        """The line that fills while Esc is held: as wide as the bar, under the foot line."""
        below = self.foot[-1].area.bottom()
        return QRectF(self.bar.left(), round(below + self._scale.px(12, 8)), self.bar.width(), self.bar.height())

    @property
    def sit(self) -> QRectF:
        """Where the offer to sit stands; empty without one."""
        found = [run.area for run in self.foot if run.words in OFFERS]
        return found[0].united(found[-1]).adjusted(-6, 0, 6, 0) if found else QRectF()

    @property
    def heading(self) -> QRectF:
        """Where it is said what to do, or that somebody sits."""
        left = (self.size.width() - self._column) / 2
        return QRectF(left, self._heading_top, self._column, self._heading.height)

    @property
    def stands(self) -> QRectF:
        """Where it is said that the time stands still: right under it, with the same room whether it is said or not."""
        left = (self.size.width() - self._column) / 2
        return QRectF(left, self._stands_top, self._column, self._stands.height)

    def tell(self, shown: CurtainShown) -> list[QRectF]:
        """Another second of what is still the same; the areas that look otherwise now."""
        before, self._shown = self._shown, shown
        changed = [self.digits, self.bar] if shown.left != before.left else []
        if shown.sits != before.sits and not self._asking:
            self._heading = self._sits()
            changed.append(self.heading)
        return changed

    def paint(self, painter: QPainter, dirty: QRectF, shown: CurtainShown, held: float) -> None:
        tokens = theme().tokens
        painter.fillRect(dirty, color(tokens.recharge_fill))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if dirty.intersects(self.bar):
            paint_bar(painter, self.bar, (shown.total - shown.left) / max(1, shown.total))
        if dirty.intersects(self.digits):
            self._paint_time(painter, shown)
        if shown.paused and dirty.intersects(self.stands):
            painter.setPen(color(tokens.recharge_ink))
            self._stands.draw(painter, self.stands.left(), self.stands.top())
        if dirty.top() < self._foot_top and dirty.bottom() > self._heading_top:
            self._paint_words(painter)
        if dirty.top() < self.hold.top() and dirty.bottom() > self._foot_top:
            self._paint_foot(painter, held)
        if held and dirty.intersects(self.hold):
            paint_bar(painter, self.hold, held)

    def _paint_time(self, painter: QPainter, shown: CurtainShown) -> None:
        tokens, words = theme().tokens, time_words(shown.left)
        painter.setFont(self._figures)
        painter.setPen(color(tokens.recharge_text if shown.paused else tokens.recharge_ink))
        wide = QFontMetricsF(self._figures).horizontalAdvance(words)
        painter.drawText(QPointF((self.size.width() - wide) / 2, self._baseline), words)

    def _paint_words(self, painter: QPainter) -> None:
        tokens, left = theme().tokens, (self.size.width() - self._column) / 2
        painter.setPen(color(tokens.recharge_ink))
        self._heading.draw(painter, left, self._heading_top)
        painter.setPen(color(tokens.recharge_ink if self._asking else tokens.recharge_text))
        self._behind.draw(painter, left, self._behind_top)
        painter.setPen(color(tokens.recharge_text))
        self._notice.draw(painter, left, self._notice_top)

    def _paint_foot(self, painter: QPainter, held: float) -> None:
        for run in self.foot:
            if run.words not in OFFERS:
                paint_run(painter, run, self._scale.px(13, 13), down=held > 0)


def paint_bar(painter: QPainter, area: QRectF, part: float) -> None:
    """A thin line, filled from the left."""
    tokens, round_ = theme().tokens, area.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(tokens.recharge_line, 90))
    painter.drawRoundedRect(area, round_, round_)
    filled = QRectF(area)
    filled.setWidth(area.width() * max(0.0, min(1.0, part)))
    painter.setBrush(color(tokens.recharge_line))
    painter.drawRoundedRect(filled, round_, round_)


def paint_run(painter: QPainter, run: Run, size: int, *, strong: bool = False, down: bool = False) -> None:
    """Words of the foot line, or a key: framed, and filled while it is held down."""
    tokens = theme().tokens
    painter.setFont(sized("inter", size))
    ink = tokens.recharge_ink if strong else tokens.recharge_text
    if run.is_key:
        painter.setPen(QPen(color(tokens.recharge_line), 1))
        painter.setBrush(color(tokens.recharge_text) if down else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(run.area.adjusted(0.5, 2.5, -0.5, -2.5), 4, 4)
        ink = tokens.recharge_fill if down else ink
    painter.setPen(color(ink))
    painter.drawText(run.area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, run.words.strip("[]"))


def flowed(sentences: list[tuple[str, ...]], size: int, width: float) -> list[list[Run]]:
    """The sentences in lines from 0, broken between two of them, then between their parts."""
    metrics, lines, left, pitch = QFontMetricsF(sized("inter", size)), [[]], 0.0, size * 1.9  # type: ignore[var-annotated]
    for sentence in sentences:
        sizes = [metrics.horizontalAdvance(words.strip("[]")) + (14 if words[0] == "[" else 0) for words in sentence]
        gap, between = size * 1.1, metrics.horizontalAdvance(" ") + 1
        whole = sum(sizes) + between * (len(sizes) - 1)
        if lines[-1] and left + gap + whole > width:
            lines.append([])
        left = left + gap if lines[-1] else 0.0
        for words, wide in zip(sentence, sizes, strict=True):
            lines[-1].append(Run(words, QRectF(left, 0, wide, pitch)))
            left += wide + between
        left -= between
    return lines
