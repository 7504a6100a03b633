"""The page of help (F1): every key, made from the table of actions, and what may be written in the entry line."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from planner.ui import actions
from planner.ui.controls import DialogButtons
from planner.ui.theme import theme

WRITTEN = (
    ("45m · 90 min · 1h15", "how long it may take"),
    ("9:30 · 9:30-10:15", "when: it gets its box"),
    ("tomorrow · mon · 23 Nov", "on which day"),
    ("!1 !2 !3", "one of the three"),
    ("#writing · +thesis", "a tag, a project"),
    ("9:30 @Library", "where its box is"),
    ("○ Dentist 15:00", "an event: others have fixed its time"),
    ("- a note", "a note"),
    ("“read 45m” in quotes", "words that mean only themselves"),
)
SIGNS = (
    ("•", "a task"),
    ("×", "done"),
    (">", "carried over"),
    ("<", "given another day"),
    ("○", "an event"),
    ("–", "a note"),
)
WORDS_WIDTH = 300  # px of what is done, so that the keys of all sections stand in one column
HEAD = "margin:16px 0 4px 2px; font-family:'Inter SemiBold','Inter'; font-size:15px; font-weight:600"
FOOT = (
    "A single letter acts on the chosen line or box, never while you write. Enter, where nothing is chosen, opens the "
    "entry line. On the timeline: draw a box on empty time, drag it; Shift swaps, Alt moves by single minutes, Esc "
    "takes the drag back."
)


class Help(QDialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys and words")
        self.resize(620, 640)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Keys and words")
        self.text.setHtml(page_of_help())
        buttons = DialogButtons(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(buttons)


def page_of_help() -> str:
    """Rich text of the planner's own words only."""
    parts = [_section("The entry line", WRITTEN), _section("Signs", SIGNS)]
    for menu in actions.MENUS:
        rows = [(actions.all_keys(row), row.words) for row in actions.TABLE if row.menu == menu]
        parts.append(_section(menu, tuple(rows)))
    return "".join(parts) + f"<p>{escape(FOOT)}</p>"


def _section(name: str, rows: tuple[tuple[str, str], ...]) -> str:
    soft, wide = theme().tokens.soft, WORDS_WIDTH
    cells = "".join(
        f"<tr><td width='{wide}' style='padding:2px 24px 2px 0'>{escape(words)}</td>"
        f"<td style='padding:2px 0; color:{soft}'>{escape(keys)}</td></tr>"
        for keys, words in rows
    )
    return f'<h3 style="{HEAD}">{escape(name)}</h3><table>{cells}</table>'
