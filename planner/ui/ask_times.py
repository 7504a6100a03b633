"""The question for the times worked on a task: one line a span, to be written over, with what it comes to in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.values import Entry
from planner.ui.ask import Question, Steps, answered
from planner.ui.day.lines import shortened

TIMES_HELP = "One line for each time: 9:05–9:50. What still runs has no end. Ctrl+Enter saves."


def ask_times(
    window: QWidget,
    entry: Entry,
    kept: Sequence[str],
    judge: Callable[[Sequence[str]], Outcome],
    total: Callable[[Edit], str],
) -> Edit | None:
    """Ask for the times worked, `kept` as they stand. The answer is the Edit that the lines stand for; None when the
    person thought better of it.
    """
    field = Steps(lambda: question.accept() if isinstance(found[0], Edit) else None)
    field.setPlainText("\n".join(kept))
    field.setPlaceholderText("9:05–9:50")
    question = Question(window, f"Times worked: {shortened(entry.title, 50)}", TIMES_HELP, field)
    question.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Save")
    found: list[Outcome] = [Refused("")]

    def look() -> None:
        outcome = judge(field.toPlainText().splitlines())
        found[:] = [outcome]
        if isinstance(outcome, Refused):
            question.judge(outcome.reason, False)
        else:
            question.judge(" · ".join((total(outcome), *outcome.consequences)), True)

    field.textChanged.connect(look)
    look()
    field.moveCursor(QTextCursor.MoveOperation.End)
    field.setFocus()
    taken = answered(window, question)
    return found[0] if taken and isinstance(found[0], Edit) else None
