"""The command `planner`: words in, JSON out. Without a command, the window.

JSON goes to stdout, words to stderr. Exit status 0 done, 1 a fault of the planner's own, 2 refused or not understood,
3 a person has to decide. All but the few modules needed to read the words is imported where it is used.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from planner.commands import DONE, FAULT, INTERRUPTED, REFUSED, Answer, Bad, Request
from planner.commands.grammar import help_text, read

if TYPE_CHECKING:
    from planner.workspace import Clock

LOCK_PATIENCE = 5.0  # seconds that a command waits for another one to finish


def main(argv: Sequence[str] | None = None, *, clock: Clock | None = None) -> int:
    """Do what the words say and return the exit status. Without `argv`: the words of this process, which then ends."""
    status = _spoken([_as_typed(word) for word in (sys.argv[1:] if argv is None else argv)], clock)
    if argv is None and "sqlalchemy" in sys.modules:
        os._exit(status)  # everything is closed and flushed; taking the interpreter down would cost 0.1 s more
    return status


def _as_typed(word: str) -> str:
    """UTF-8 that Python took for something else under an old locale; what is no UTF-8 at all stays, to be refused."""
    try:
        return word if word.isascii() else os.fsencode(word).decode("utf-8")
    except UnicodeError:
        return word


def _spoken(argv: Sequence[str], clock: Clock | None) -> int:
    """Run, say what came of it, and turn every ending into an exit status and at most one line on stderr."""
    as_json = "--json" in argv or not _is_terminal(sys.stdout)
    try:
        answer = _answer(argv, clock)
    except Bad as bad:
        answer = Answer(REFUSED, words=str(bad))
    except KeyboardInterrupt:
        answer = Answer(INTERRUPTED, words="Stopped.")
    except Exception as error:  # the last wall: a person never sees a traceback
        answer = Answer(FAULT, words=_fault(error))
    if answer.words:
        _write(sys.stderr, _one_line(answer.words))
    try:
        if answer.out is not None:
            _write(sys.stdout, _text(answer.out, as_json))
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries to write it again as it ends
        if isinstance(error, BrokenPipeError):  # nobody reads on: that is no fault
            return answer.status
        _write(sys.stderr, f"Done, but the answer could not be written: {error.strerror or error}.\n")
        return FAULT
    return answer.status


def _answer(argv: Sequence[str], clock: Clock | None) -> Answer:
    request = read(argv, _here())
    if request.options.get("--help"):
        return Answer(DONE, help_text(request.command))
    if request.options.get("--version"):
        from planner import __version__

        return Answer(DONE, f"Timebox Planner {__version__}\n")
    from planner.paths import data_dir

    named = request.option("--data-dir")
    if named is not None and not named.strip():  # an unset variable in a script must not mean one's own planner
        raise Bad("--data-dir needs the name of a folder after it.")
    folder = data_dir(named)
    if not request.command:
        return _window(folder)
    if request.command == "read":
        from planner.commands.photos import read_photos

        return read_photos(request, folder, lambda step: _there_or_here(folder, ["read", "."], step, clock))
    return _there_or_here(folder, argv, request, clock)


def _there_or_here(folder: Path, argv: Sequence[str], request: Request, clock: Clock | None) -> Answer:
    """In the window that is open on this folder, or here without one."""
    return _over_there(folder, argv, request) or _over_here(folder, argv, request, clock)


def _here() -> str:
    try:
        return os.getcwd()
    except OSError:  # the folder one stands in was deleted
        return os.sep


def _window(folder: Path) -> Answer:
    from planner.remote import raise_window

    if raise_window(folder):
        return Answer(DONE)
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        raise Bad("There is no display for the window here: planner show and planner print do without one.")
    from planner.app import main as open_window

    return Answer(open_window(folder))


def _over_there(folder: Path, argv: Sequence[str], request: Request) -> Answer | None:
    """The answer of a window that is open on this folder; None without one."""
    from planner.remote import LONG_PATIENCE, PATIENCE, SLOW, ask

    message = {"argv": list(argv), "folder": request.folder, "body": request.body}
    found = ask(folder, message, LONG_PATIENCE if request.command in SLOW else PATIENCE)
    if found is None:
        return None
    return Answer(int(found.get("status", FAULT)), found.get("out"), str(found.get("words", "")))


def _over_here(folder: Path, argv: Sequence[str], request: Request, clock: Clock | None) -> Answer:
    """Open the data file and do it; while another command holds the file, wait a little."""
    from planner.commands.deeds import perform_in
    from planner.store.problems import StoreProblem, is_held

    deadline = time.monotonic() + LOCK_PATIENCE
    while True:
        try:
            return perform_in(folder, request, lambda words: _over_there(folder, words, request), clock)
        except StoreProblem as problem:
            if not is_held(problem) or time.monotonic() > deadline:
                raise Bad(str(problem)) from problem
        time.sleep(0.05)
        answer = _over_there(folder, argv, request)  # it may be a window that has just come up
        if answer is not None:
            return answer


def _fault(error: Exception) -> str:
    """Where it broke, without a word of the person's own."""
    place, trace = "", error.__traceback__
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"The planner made a mistake ({type(error).__name__} at {place}); nothing is half written. Please report it."


def _one_line(words: str) -> str:
    return " ".join(words.split()) + "\n"


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _text(out: Any, as_json: bool) -> str:
    if isinstance(out, str):
        return out
    if as_json:
        return json.dumps(out, ensure_ascii=False) + "\n"
    from planner.readable import readable

    return readable(out)


def _write(stream: TextIO | None, text: str) -> None:
    """UTF-8 whatever the locale says, and past every buffer."""
    if stream is None:
        return
    stream.flush()
    raw = getattr(stream, "buffer", None)
    if raw is None:
        stream.write(text)
    else:
        raw.write(text.encode("utf-8", "backslashreplace"))
        raw.flush()
    stream.flush()
