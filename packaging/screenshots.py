"""Make the README's pictures anew: `.venv/bin/python packaging/screenshots.py`.

A day is planned and half lived through the command line, in a book and with a clock of its own; then the real window is
opened on it, light and dark, and drawn at twice its size; so is the curtain, a sheet that a pen and a camera, both
made up, sent home, the review of a week of a generated year, and of the first three days. Needs no screen.
"""

import datetime as dt
import json
import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

PICTURES = Path(__file__).resolve().parent / "pictures"
SIZE = (1280, 800)
TOP = 215  # page minute at the upper edge: just before eight
DAY = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
LINES = (
    "Draft the essay 90m #writing !1 08:30",
    "Read two chapters on habits 45m #reading !2",
    "Plan the seminar 60m #teaching !3",
    "Reply to Clara 15m",
    "Walk to the library for the Steel book 30m",
    "Bills: rent and phone 20m #home",
    "- Ask Ben whether room 12 is free on Thursday",
)


def main() -> int:
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="2", TZ="UTC")
    time.tzset()
    with tempfile.TemporaryDirectory(prefix="planner-pictures-") as name:
        book = Path(name)
        live_a_day(book)
        PICTURES.mkdir(exist_ok=True)
        for theme in ("light", "dark"):
            picture(book, theme, PICTURES / f"day-{theme}.png")
            curtain(theme, PICTURES / f"curtain-{theme}.png")
    for theme in ("light", "dark"):
        review(365, theme, PICTURES / f"review-{theme}.png")
    review(3, "light", PICTURES / "review-three-days.png")
    sheet("light", PICTURES / "sheet-light.jpg")
    return 0


def live_a_day(book: Path) -> None:
    """Plan at 07:55, work until 13:20, so that plan and actual differ as they do."""
    entries = [said(book, "07:55", "add", line)["entry"]["id"] for line in LINES]
    said(book, "07:56", "event", "Lab meeting 11:00-12:00")
    said(book, "07:57", "layout")
    for entry, start, stop in ((3, "08:03", "08:14"), (0, "08:34", "10:08"), (1, "12:04", "12:41")):
        said(book, start, "start", entries[entry])
        said(book, stop, "done", entries[entry])
    said(book, "13:18", "start", entries[2])


def at(hours: str) -> dt.datetime:
    hour, minute = map(int, hours.split(":"))
    return DAY.replace(hour=hour, minute=minute)


def said(book: Path, hours: str, *words: str) -> Any:
    """One command at a time of the day; its answer."""
    from planner.cli import _answer  # the words' way without stdout between

    answer = _answer(["--data-dir", str(book), *words], lambda: at(hours))
    if answer.status != 0:
        sys.exit(f"planner {' '.join(words)}: {answer.words}")
    return json.loads(json.dumps(answer.out))


def opened(book: Path, theme: Any, hours: str) -> Any:
    """The real window on a book at a time of the day: application, workspace, window and what is in it."""
    from planner import app
    from planner.ui.cover import Cover

    application = app.application_of(sys.argv)
    workspace = app.workspace_in(book, lambda: at(hours))
    workspace.settings = replace(workspace.settings, theme=theme, motion=False)
    cover = Cover(book)
    cover.resize(*SIZE)
    cover.show()
    window = app.fill(cover, workspace)
    application.processEvents()
    return application, workspace, cover, window


def picture(book: Path, theme: Any, file: Path) -> None:
    application, workspace, cover, window = opened(book, theme, "13:42")
    window.timeline.verticalScrollBar().setValue(round(window.timeline.ruler.y(TOP)))
    for _ in range(5):
        application.processEvents()
    cover.grab().save(str(file))
    cover.close()
    workspace.close()
    print(file)


def sheet(theme: Any, file: Path) -> None:
    """The sheet of such a day in the evening, photographed and read, before it is accepted."""
    from planner.ui.reading.opening import read_files

    with tempfile.TemporaryDirectory(prefix="planner-pictures-") as name:
        book, printed, photo = Path(name) / "book", Path(name) / "sheet.pdf", Path(name) / "photo.jpg"
        for line in LINES:
            said(book, "07:55", "add", line)
        said(book, "07:56", "event", "Lab meeting 11:00-12:00")
        said(book, "07:57", "layout")
        said(book, "07:58", "print", "today", "--to", str(printed))
        application, workspace, cover, window = opened(book, theme, "20:00")
        photo.write_bytes(photographed(workspace, printed))
        read_files(window, [photo])
        wait_until(lambda: window.places.reading.draft is not None)
        application.processEvents()
        cover.grab().save(str(file))
        cover.close()
        workspace.close()
    print(file)


def photographed(workspace: Any, printed: Path) -> bytes:
    """A printed page with somebody's marks on it, on a desk."""
    import numpy as np

    from planner.paper.export import day_print
    from planner.paper.plan import Options
    from tests.benchmarks import paper_camera as camera
    from tests.benchmarks.paper_days import Printing, rendered
    from tests.benchmarks.paper_pen import PEOPLE, filled_in, with_pens
    from tests.benchmarks.paper_shot import PHONE, TROUBLES, Shot

    rng = np.random.default_rng(3)
    page, (kept,) = workspace.page(DAY.date()), workspace.store.prints()
    one, blank = day_print(page, Options(), kept.number), rendered(printed.read_bytes(), 1)
    filled, _, _ = filled_in(Printing("day", page, one, one.sheets[0], blank), with_pens(PEOPLE, ["blue"]), rng)
    shot = Shot(PHONE, 8, dict.fromkeys(TROUBLES, 0.25), 0, "wood", second_sheet=False, tagged=False)
    return camera.photographed(filled, blank, shot, rng)


def wait_until(come: Any) -> None:
    """Let the window go on until something has come."""
    from PySide6.QtCore import QEventLoop, QTimer

    while not come():
        turn = QEventLoop()
        QTimer.singleShot(10, turn.quit)
        turn.exec()


def review(days: int, theme: Any, file: Path) -> None:
    """The review of the last week of so many generated days."""
    from tests.lawful_years import write_days

    with tempfile.TemporaryDirectory(prefix="planner-pictures-") as name:
        book = Path(name) / "book"
        write_days(book, days + 1, last=DAY.date())
        application, workspace, cover, window = opened(book, theme, "08:00")
        window.going.review("week")
        shown = window.places.review
        shown.step(-1)
        wait_until(lambda: shown.settled)
        application.processEvents()
        cover.grab().save(str(file))
        cover.close()
        workspace.close()
    print(file)


def curtain(theme: Any, file: Path) -> None:
    """The recharge curtain as it falls at 10:45 of such a day."""
    from PySide6.QtGui import QGuiApplication

    from planner.ui import theme as look
    from planner.ui.focus.curtain import CurtainShown
    from planner.ui.focus.curtain_window import CurtainWindow

    look.theme().choose(theme)
    window = CurtainWindow(QGuiApplication.primaryScreen())
    window.resize(*SIZE)
    thing = "Walk to the window and look at something far away."
    window.tell(CurtainShown(1274, 1800, thing, "Two hours of work are behind you.", "Send the grant budget", "11:15"))
    window.grab().save(str(file))
    window.let_go()
    print(file)


if __name__ == "__main__":
    sys.exit(main())
