"""The one table of everything a person can do: its words, keys, place and deed.

Menus, the palette, the context menus and the page of help are made from it; a key or a name stands nowhere else.

`where` says where the keys act. *window*: everywhere, except that a letter goes into the text being written. The other
places are what has the keyboard: a *line* of the log, one of the lines *leftover* from an earlier page, a *box*, a
*point* of the review, a row of the *evening* look back, a mark of the *sheet* that is being confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from planner.ui import keeping
from planner.ui.reading import opening

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow

Deed = Callable[["MainWindow"], object]
Test = Callable[["MainWindow"], bool]

WINDOW = frozenset({"window"})
LINE = frozenset({"line"})
BOX = frozenset({"box"})
CHOSEN = frozenset({"line", "box"})
ANY = frozenset({"line", "box", "leftover"})
POINT = frozenset({"point"})
EVENING = frozenset({"evening"})
SHEET = frozenset({"sheet"})
MENUS = ("Page", "Line", "Box", "Rest", "Review", "Sheet", "View", "File", "Help")


class Action(NamedTuple):
    """`keys` in Qt's portable words, the one to be shown first; `line_after` draws a rule below it in its menu."""

    name: str
    words: str
    keys: tuple[str, ...]
    menu: str
    where: frozenset[str]
    deed: Deed
    when: Test = lambda window: True
    line_after: bool = False


def _line(window: MainWindow) -> bool:
    return window.deeds.entry() is not None


def _task(window: MainWindow) -> bool:
    entry = window.deeds.entry()
    return entry is not None and entry.kind == "task"


def _worked(window: MainWindow) -> bool:
    entry = window.deeds.entry()
    return entry is not None and entry.kind != "note"


def _box(window: MainWindow) -> bool:
    return window.chosen_box() is not None


def _can_print(window: MainWindow) -> bool:
    return window.can_print


def _undo(window: MainWindow) -> bool:
    return window.workspace.undo_label is not None


def _redo(window: MainWindow) -> bool:
    return window.workspace.redo_label is not None


def _pointed(window: MainWindow) -> bool:
    return window.places.reviews and window.places.review.target() is not None


def _reviewed(window: MainWindow) -> bool:
    return window.places.reviews and window.places.review.chosen_entry() is not None


def _evening(window: MainWindow) -> bool:
    return window.places.looks_back and window.deeds.entry() is not None


def _reviews(window: MainWindow) -> bool:
    return window.places.reviews


def _sheet(window: MainWindow) -> bool:
    return window.places.reads and window.places.reading.sheet is not None


def _draft(window: MainWindow) -> bool:
    return window.places.reads and window.places.reading.draft is not None


def _lost(window: MainWindow) -> bool:
    return window.places.reads and window.places.reading.is_lost_among_many


def _leave_lost(window: MainWindow) -> None:
    if window.places.reads:
        window.places.reading.skip_lost()


def _by_hand(window: MainWindow) -> bool:
    sheet = window.places.reading.sheet if window.places.reads else None
    return sheet is not None and sheet.by_hand


def _is_written(window: MainWindow) -> bool:
    return bool(window.page.pictures)


PAGE = (
    Action("undo", "Undo", ("Ctrl+Z",), "Page", WINDOW, lambda w: w.undo(), _undo),
    Action("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Page", WINDOW, lambda w: w.redo(), _redo, line_after=True),
    Action("today", "Go to today", ("T",), "Page", WINDOW, lambda w: w.going.today()),
    Action("earlier", "The day before", ("PgUp", "Alt+Left"), "Page", WINDOW, lambda w: w.going.step(-1)),
    Action("later", "The day after", ("PgDown", "Alt+Right"), "Page", WINDOW, lambda w: w.going.step(1)),
    Action("date", "Go to a date…", ("G", "Ctrl+G"), "Page", WINDOW, lambda w: w.going.ask_date()),
    Action(
        "search", "Search all days…", ("Ctrl+F", "/"), "Page", WINDOW, lambda w: w.menus.open_search(), line_after=True
    ),
    Action("replan", "Re-plan from now", ("R",), "Page", WINDOW, lambda w: w.deeds.replan()),
    Action("lay_out", "Lay out what waits for a box", ("L",), "Page", WINDOW, lambda w: w.deeds.lay_out()),
    Action("leftovers", "Unfold what is left over", ("O",), "Page", WINDOW, lambda w: w.going.open_leftovers()),
    Action(
        "written",
        "The page as it was written",
        ("Shift+I",),
        "Page",
        WINDOW,
        lambda w: w.menus.open_written(),
        _is_written,
    ),
)
LINES_OF_PAGE = (
    Action("new", "Write a line", ("N",), "Line", WINDOW, lambda w: w.going.write_line()),
    Action("unplanned", "Write what was done unplanned", ("U",), "Line", WINDOW, lambda w: w.going.write_unplanned()),
    Action("edit", "Edit", ("F2", "Return", "Enter"), "Line", CHOSEN, lambda w: w.edit_chosen(), line_after=True),
    Action("start", "Start or stop", ("Space",), "Line", CHOSEN, lambda w: w.deeds.start_or_stop(), _task),
    Action(
        "tick", "Tick, untick or reopen", ("X",), "Line", CHOSEN | POINT | EVENING, lambda w: w.deeds.tick(), _worked
    ),
    Action("times", "Times worked…", ("H",), "Line", ANY | POINT | EVENING, lambda w: w.deeds.times(), _worked, True),
    Action("first", "Make it priority 1", ("1",), "Line", CHOSEN, lambda w: w.deeds.prioritise(1), _task),
    Action("second", "Make it priority 2", ("2",), "Line", CHOSEN, lambda w: w.deeds.prioritise(2), _task),
    Action("third", "Make it priority 3", ("3",), "Line", CHOSEN, lambda w: w.deeds.prioritise(3), _task),
    Action("bonus", "Make it bonus", ("0",), "Line", CHOSEN, lambda w: w.deeds.prioritise(None), _task, True),
    Action("place", "Give it a box…", ("W",), "Line", LINE, lambda w: w.deeds.place(), _task),
    Action("steps", "Break it down…", ("B",), "Line", CHOSEN, lambda w: w.deeds.break_down(), _task, True),
    Action("migrate", "Carry over", (">",), "Line", ANY | EVENING, lambda w: w.deeds.migrate(), _task),
    Action("schedule", "Give it another day…", ("<",), "Line", ANY | EVENING, lambda w: w.deeds.schedule(), _task),
    Action("drop", "Drop", ("D",), "Line", ANY | EVENING, lambda w: w.deeds.drop(), _task),
    Action("delete", "Delete", ("Del", "Backspace"), "Line", LINE, lambda w: w.deeds.delete(), _line, True),
)
BOXES = (
    Action(
        "move_up", "Move earlier", ("Ctrl+Up",), "Box", BOX, lambda w: w.timeline.move_selected(-w.timeline.snap), _box
    ),
    Action(
        "move_down", "Move later", ("Ctrl+Down",), "Box", BOX, lambda w: w.timeline.move_selected(w.timeline.snap), _box
    ),
    Action(
        "shorter",
        "Make shorter",
        ("Shift+Up",),
        "Box",
        BOX,
        lambda w: w.timeline.resize_selected(-w.timeline.snap),
        _box,
    ),
    Action(
        "longer",
        "Make longer",
        ("Shift+Down",),
        "Box",
        BOX,
        lambda w: w.timeline.resize_selected(w.timeline.snap),
        _box,
        True,
    ),
    Action(
        "swap_up",
        "Swap with the one before",
        ("Ctrl+Shift+Up",),
        "Box",
        BOX,
        lambda w: w.timeline.swap_selected(-1),
        _box,
    ),
    Action(
        "swap_down",
        "Swap with the one after",
        ("Ctrl+Shift+Down",),
        "Box",
        BOX,
        lambda w: w.timeline.swap_selected(1),
        _box,
        True,
    ),
    Action("extend", "Needs 15 minutes more", ("E",), "Box", BOX, lambda w: w.timeline.extend_selected(), _box),
    Action("likely", "Take the suggested length", ("=",), "Box", BOX, lambda w: w.timeline.take_likely(), _box, True),
    Action("pin", "Pin or unpin", ("K",), "Box", BOX, lambda w: w.timeline.pin_selected(), _box),
    Action("split", "Split", ("S",), "Box", BOX, lambda w: w.timeline.split_selected(), _box),
    Action("join", "Join with its other part", ("J",), "Box", BOX, lambda w: w.timeline.join_selected(), _box),
    Action(
        "remove", "Take off the plan", ("Del", "Backspace"), "Box", BOX, lambda w: w.timeline.remove_selected(), _box
    ),
)
RESTS = (
    Action("meditate", "Meditate…", ("M",), "Rest", WINDOW | BOX, lambda w: w.rests.meditate()),
    Action("log_sitting", "Log a meditation…", (), "Rest", WINDOW, lambda w: w.rests.log_meditation()),
    Action(
        "in_the_way", "What is in the way…", ("Y",), "Rest", WINDOW, lambda w: w.rests.in_the_way(), line_after=True
    ),
    Action("rest", "Recharge now", ("C",), "Rest", WINDOW, lambda w: w.rests.rest_now()),
    Action("postpone", "Put the recharge off", (), "Rest", WINDOW, lambda w: w.rests.postpone()),
    Action("quiet_hour", "Quiet for an hour", (), "Rest", WINDOW, lambda w: w.rests.quiet_hour()),
    Action(
        "quiet_event",
        "Quiet until the event ends",
        (),
        "Rest",
        WINDOW,
        lambda w: w.rests.quiet_event(),
        line_after=True,
    ),
    Action("shrink", "Shrink to one quiet line", ("F",), "Rest", WINDOW, lambda w: w.rests.shrink()),
    Action(
        "off_screen", "Away from the screen, or at it", ("A",), "Line", CHOSEN, lambda w: w.rests.off_screen(), _task
    ),
)
REVIEWS = (
    Action(
        "review", "Review, or back to the day", ("V",), "Review", WINDOW, lambda w: w.going.review(), line_after=True
    ),
    Action("look_back", "Look back at the day…", ("Shift+V",), "Review", WINDOW, lambda w: w.going.look_back()),
    Action(
        "took",
        "Say what it took",
        ("Return", "Enter"),
        "Review",
        EVENING,
        lambda w: w.places.say_what_it_took(),
        _evening,
        True,
    ),
    Action("review_day", "Review a day", ("Shift+D",), "Review", WINDOW, lambda w: w.going.review("day")),
    Action("review_week", "Review a week", ("Shift+W",), "Review", WINDOW, lambda w: w.going.review("week")),
    Action("review_month", "Review a month", ("Shift+M",), "Review", WINDOW, lambda w: w.going.review("month")),
    Action("review_year", "Review a year", ("Shift+Y",), "Review", WINDOW, lambda w: w.going.review("year")),
    Action(
        "review_range", "Review from day to day…", ("Shift+R",), "Review", WINDOW, lambda w: w.going.review("range")
    ),
    Action(
        "open_day", "Open its day", ("Return", "Enter"), "Review", POINT, lambda w: w.places.open_chosen(), _pointed
    ),
    Action("reword", "Correct its words…", ("F2",), "Review", POINT, lambda w: w.deeds.reword(), _reviewed, True),
    Action("review_png", "Review as a picture…", (), "Review", WINDOW, lambda w: w.places.export("png"), _reviews),
    Action("review_csv", "Review as a table…", (), "Review", WINDOW, lambda w: w.places.export("csv"), _reviews),
    Action(
        "review_by",
        "Group otherwise",
        ("Shift+B",),
        "Review",
        WINDOW,
        lambda w: w.places.regroup(),
        _reviews,
    ),
)
SHEETS = (
    Action("read_sheet", "Read a sheet…", ("I", "Ctrl+O"), "File", WINDOW, opening.read_sheet),
    Action(
        "paste_sheet", "Read the sheet on the clipboard", ("Ctrl+V",), "File", WINDOW, opening.paste_sheet,
        line_after=True,
    ),
    Action(
        "accept_sheet", "Accept the sheet", ("Return", "Enter"), "Sheet", SHEET, lambda w: w.places.reading.take(),
        _draft,
    ),
    Action("skip_sheet", "Leave the sheet", ("Del",), "Sheet", SHEET, lambda w: w.places.reading.skip(), _sheet),
    Action(
        "skip_lost", "Leave all that cannot be read", ("Shift+Del",), "Sheet", WINDOW,
        _leave_lost, _lost,
    ),
    Action(
        "by_hand", "Choose the day of the sheet…", ("D",), "Sheet", SHEET, lambda w: w.places.reading.choose_day(),
        _by_hand, True,
    ),
    Action(
        "turn_mark", "Tick, strike out or clear a mark", ("X", "Space"), "Sheet", SHEET,
        lambda w: w.places.reading.turn(), _draft,
    ),
    Action(
        "write_out", "Write a line out", ("F2",), "Sheet", SHEET, lambda w: w.places.reading.write_out(), _draft,
    ),
    Action(
        "give_time", "Give the time to another box…", ("B",), "Sheet", SHEET, lambda w: w.places.reading.give(),
        _draft,
    ),
    Action(
        "start_earlier", "Started earlier", ("Left",), "Sheet", SHEET, lambda w: w.places.reading.shift(start=-1),
        _draft,
    ),
    Action(
        "start_later", "Started later", ("Right",), "Sheet", SHEET, lambda w: w.places.reading.shift(start=1), _draft,
    ),
    Action(
        "end_earlier", "Ended earlier", ("Shift+Left",), "Sheet", SHEET, lambda w: w.places.reading.shift(end=-1),
        _draft,
    ),
    Action(
        "end_later", "Ended later", ("Shift+Right",), "Sheet", SHEET, lambda w: w.places.reading.shift(end=1), _draft,
    ),
)  # fmt: skip
WINDOW_S = (
    Action("other", "Go to the other page", ("F6", "Ctrl+Tab"), "View", WINDOW, lambda w: w.going.across()),
    Action("zoom_in", "Zoom in", ("Ctrl++", "Ctrl+="), "View", WINDOW, lambda w: w.going.zoom(1)),
    Action("zoom_out", "Zoom out", ("Ctrl+-",), "View", WINDOW, lambda w: w.going.zoom(-1)),
    Action("zoom_off", "Zoom to 100 %", ("Ctrl+0",), "View", WINDOW, lambda w: w.going.zoom(0)),
    Action(
        "print",
        "Print, or back",
        ("P", "Ctrl+P"),
        "File",
        WINDOW,
        lambda w: w.going.print(),
        _can_print,
        True,
    ),
    Action("backup", "Back up now", (), "File", WINDOW, keeping.back_up),
    Action("backups", "Backups, restore…", (), "File", WINDOW, keeping.open_backups),
    Action("import_history", "Import history…", (), "File", WINDOW, keeping.import_history),
    Action("doctor", "Check the file", (), "File", WINDOW, keeping.check_file, line_after=True),
    Action("settings", "Settings…", ("Ctrl+,",), "File", WINDOW, lambda w: w.menus.open_settings()),
    Action("quit", "Quit", ("Ctrl+Q",), "File", WINDOW, lambda w: w.window().close()),
    Action("palette", "Every action by name…", ("Ctrl+K",), "Help", WINDOW, lambda w: w.menus.open_palette()),
    Action("help", "Keys and words", ("F1",), "Help", WINDOW, lambda w: w.menus.open_help()),
)
TABLE = PAGE + LINES_OF_PAGE + BOXES + RESTS + REVIEWS + SHEETS + WINDOW_S


def shown_keys(action: Action) -> str:
    """The first key as this platform writes it."""
    return QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if action.keys else ""


def all_keys(action: Action) -> str:
    """Every key, for the page of help."""
    native = QKeySequence.SequenceFormat.NativeText
    return " or ".join(QKeySequence(key).toString(native) for key in action.keys)


def make_actions(window: MainWindow, places: Mapping[str, tuple[QWidget, ...]]) -> dict[str, QAction]:
    """A QAction of each row, on the window or on the widgets of its places, where alone its keys are heard."""
    made: dict[str, QAction] = {}
    for row in TABLE:
        action = QAction(row.words, window)
        action.setObjectName(row.name)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        action.triggered.connect(lambda _=False, row=row: window.carry_out(row))
        here = [window] if "window" in row.where else [w for place in row.where for w in places.get(place, ())]
        if "window" not in row.where:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        for widget in here:
            widget.addAction(action)
        made[row.name] = action
    return made


def fill_menu(menu: QMenu, made: Mapping[str, QAction]) -> None:
    """The sub-menus, in the order of the table."""
    for name in MENUS:
        sub = menu.addMenu(name)
        for row in TABLE:
            if row.menu == name:
                sub.addAction(made[row.name])
                if row.line_after:
                    sub.addSeparator()


def refresh(window: MainWindow, made: Mapping[str, QAction]) -> None:
    """Before a menu or the palette opens: what can be done now, and what undo would undo."""
    for row in TABLE:
        made[row.name].setEnabled(row.when(window))
        made[row.name].setText(escaped(words(window, row)))


def words(window: MainWindow, row: Action) -> str:
    """The words as they stand now: undo and redo say what they would do."""
    label = {"undo": window.workspace.undo_label, "redo": window.workspace.redo_label}.get(row.name)
    return f"{row.words}: {label}" if label else row.words


def escaped(text: str) -> str:
    """User text in a menu: an ampersand is itself, no mnemonic."""
    return text.replace("&", "&&")


def free(made: Mapping[str, QAction]) -> None:
    """After a menu has closed: keys are heard again whatever is chosen by then."""
    for action in made.values():
        action.setEnabled(True)
