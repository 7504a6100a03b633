"""Timebox Planner: a day of three priorities, time boxes, and breaks that are kept, on the screen and on A5 paper.

**The idea.** Everything a person may do to the plan is a pure function that returns an `Edit`: a label, its
consequences in words, and pairs (before, after) of frozen values. One method writes an Edit in one transaction; undo
writes it backwards; one signal tells the views. The function that performs a drop also draws its preview while the
mouse still moves.

**The rooms**, and who may look into which (tests/test_architecture.py holds it):

    domain/     what a day is: values, the five laws, every operation. Standard library only
    estimate/   what the past says about the next guess. Standard library only
    review/     looking back: figures and their words. Standard library only
    store/      Edits and pages in one SQLite file. Nothing else knows SQL
    exchange/   what other programs' files tell. Standard library only
    paper/      the sheets, in millimetres, and how they lie on paper. No Qt, no store
    foresight   one person's estimator, kept true to the record
    workspace   do, undo, redo, subscribe: the only writer
    presence/   who is there, and how much time really passed
    sound/      the bells
    ui/         the window. Reads pages, asks the domain, hands Edits to the workspace
    ui/review/  the past in words and charts, and the evening look back; pyqtgraph is imported here alone, in functions
    ui/reading/ a filled-in sheet, read from a photo and confirmed before anything of it is on a page
    ui/written/ a day as it was written on paper: the pictures of its sheets
    ui/focus/   the running day: the guardian and its curtain, the focus line, the meditation
    cli, app    the two doors; app.py is the only place where the parts are put together
    settings, paths, and ../resources (fonts: data, no code)

    domain <- store <- workspace <- ui <- app        domain <- paper <- ui (inside a job), cli
    domain <- estimate <- workspace                  domain, estimate <- review <- ui, cli, paper
    domain <- exchange <- ui (inside a job), cli
    presence, sound <- ui/focus

**One action, followed through: a box is dragged.**

1. ui/day/timeline/view.py hears the mouse; drag.py (no Qt) turns pixels into a page minute, snapped.
2. On every move it asks `domain.arrange.move(page, box, start, now=…)`. The answer is an Edit or a Refused, and the
   view paints what it *would* do: ghost, pushed neighbours, the recharge that appears, the reason of a refusal.
   Nothing is written; Esc forgets it.
3. On release, `workspace.do(edit)` -> `store.apply`: one transaction in which each stored row must still equal
   `before`. The Edit itself is kept in the same transaction, which is what undo, redo and "the plan as it was" read.
4. Every subscriber is told of the Edit, asks `edit.touches(my page)`, reads that page again and repaints once. A line
   of words says what happened and what Undo would take back.

**The guard of the running day** is a state machine of the domain (stretch.py), told of events with their instants.
What is on the record is told to the same machine (guarding.py), so that a restart finds the state that was left. The
guardian (ui/focus) adds what only a running program knows: input, sleep, the clocks.

A tick, a settings change, a command from a terminal while the window is open: the same road, another door.

**Where to begin reading**: domain/values.py, domain/edits.py, then tests/journeys/. Start-up imports neither
SQLAlchemy nor ReportLab before the first page is painted; keep it so.
"""

__version__ = "0.1.0"
