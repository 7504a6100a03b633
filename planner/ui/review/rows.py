"""Small lines of words that can be pointed at: what was in the way, recharges that were left or put off, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from planner.domain.times import words_of
from planner.review import Review
from planner.review.obstacles import Obstacle, ObstacleLine
from planner.review.recharges import Recharge, Recharges, Said
from planner.ui.dates import short_date
from planner.ui.day.lines import shortened
from planner.ui.day.words import wrapped
from planner.ui.focus.typeset import apart, own_way
from planner.ui.review.pointed import Pointed, Target, Things
from planner.ui.theme import color, font, theme

LINE = 20  # px
INSET = 12
TALLY = 60  # px for a count and the dots before it
MOST = 8  # recharges of one list
WRITTEN, LATELY = 3, 1  # what was written with one feeling, of a month at most and of a longer time
LINES = 2  # that one row takes at most
MONTH = 31  # days
WORDS = 200  # characters of what somebody wrote


class Row(NamedTuple):
    """One line: words, a count at the end of a dotted line, or neither; set in under the one before."""

    words: str
    tally: str = ""
    target: Target | None = None
    under: bool = False


class Rows(Pointed):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.rows: Sequence[Row] = ()
        self._set: list[tuple[int, tuple[str, ...]]] = []  # at which line each row begins, and its lines
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.update)

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._lay_out()
        self.updateGeometry()

    def _lay_out(self) -> None:
        self._set = self._lines(self.width())
        mine = [(row, *where) for row, where in zip(self.rows, self._set, strict=True) if row.target is not None]
        self.take(
            Things(
                [(0.0, n * LINE + 1.0, float(self.width()), LINE * len(lines) - 2.0) for _, n, lines in mine],
                lambda index: " ".join(filter(None, (mine[index][0].words, mine[index][0].tally))),
                lambda index: mine[index][0].target,
                down=True,
            )
        )

    def _lines(self, width: int) -> list[tuple[int, tuple[str, ...]]]:
        found, line = [], 0
        for row in self.rows:
            room = width - INSET * row.under - (TALLY if row.tally else 0)
            words = wrapped(row.words, "body", False, room, room, 1 if row.tally else LINES)
            found.append((line, words))
            line += len(words)
        return found

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return LINE * sum(len(words) for _, words in self._lines(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, LINE * len(self.rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font("body"))
        for row, (first, lines) in zip(self.rows, self._set, strict=True):
            for n, words in enumerate(lines, first):
                area = QRectF(INSET * row.under, n * LINE, self.width() - INSET * row.under, LINE)
                self._paint_line(painter, area, row, words)
        self.paint_marks(painter)

    def _paint_line(self, painter: QPainter, area: QRectF, row: Row, words: str) -> None:
        tokens, metrics = theme().tokens, QFontMetricsF(painter.font())
        count = metrics.horizontalAdvance(row.tally)
        shown = own_way(words)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        painter.setPen(color(tokens.soft if row.under else tokens.ink))
        painter.drawText(area, int(flags), shown)
        if row.tally:
            painter.setPen(color(tokens.soft))
            painter.drawText(QRectF(area.right() - count, area.y(), count + 1, LINE), int(flags), row.tally)
            left, right = area.x() + metrics.horizontalAdvance(shown) + 6, area.right() - count - 6
            painter.setPen(color(tokens.faint))
            step = metrics.horizontalAdvance("·")
            if right - left > 3 * step:
                dots = "·" * int((right - left) / step)
                painter.drawText(QRectF(left, area.y(), right - left + 2, LINE), int(flags), dots)


def obstacle_rows(obstacles: Sequence[Obstacle], most: int) -> list[Row]:
    """Each feeling with its count; under it the newest of what was written with it."""
    rows: list[Row] = []
    for obstacle in obstacles:
        last = obstacle.lines[-1]
        rows.append(Row(obstacle.feeling, str(obstacle.count), Target(last.day)))
        written = [line for line in reversed(obstacle.lines) if line.words or line.task]
        rows += [Row(_written(line), target=Target(line.day), under=True) for line in written[:most]]
    return rows


def _written(line: ObstacleLine) -> str:
    said = f"“{apart(shortened(line.words, WORDS))}”" if line.words else ""
    about = f"at '{shortened(line.task, 60)}'" if line.task else ""
    return f"{short_date(line.day)}: {' '.join(filter(None, (said, about)))}"


def recharge_rows(recharges: Recharges) -> list[Row]:
    """Recharges that were left early and put off, with their reasons; the newest first."""
    told = sorted(_told(recharges), key=lambda one: one[0], reverse=True)
    rows = [row for _, row in told[:MOST]]
    if len(told) > MOST:
        rows.append(Row(f"and {len(told) - MOST} more", under=True))
    return rows


def _told(recharges: Recharges) -> Iterator[tuple[tuple[object, str], Row]]:
    for left in recharges.left:
        yield (left.day, left.clock), Row(_left(left), target=Target(left.day))
    for said in recharges.postponed:
        yield (said.day, said.clock), Row(_put_off(said, "put off by"), target=Target(said.day))
    for said in recharges.quiet:
        yield (said.day, said.clock), Row(_put_off(said, "quiet for"), target=Target(said.day))


def _left(left: Recharge) -> str:
    told = f"{short_date(left.day)} {left.clock}: left after {left.minutes} of {left.needed} min"
    return told + _why(left.reason)


def _put_off(said: Said, how: str) -> str:
    return f"{short_date(said.day)} {said.clock}: {how} {words_of(said.minutes)}{_why(said.reason)}"


def _why(reason: str) -> str:
    return f", “{apart(shortened(reason, WORDS))}”" if reason else ""


def rows_of(review: Review) -> tuple[list[Row], list[Row]]:
    """What was in the way, and the recharges."""
    most = WRITTEN if review.span.days <= MONTH else LATELY
    return obstacle_rows(review.obstacles, most), recharge_rows(review.recharges)
