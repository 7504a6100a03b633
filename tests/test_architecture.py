"""Who may import whom, and what a start may load: house.md's map, held."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import pytest

import planner

PACKAGE = Path(planner.__file__).parent
STANDARD = sys.stdlib_module_names

# Room -> the rooms that its modules may import at any time (its own always).
OPEN_DOORS: dict[str, set[str]] = {
    "domain": set(),
    "estimate": {"domain"},
    "review": {"domain", "estimate"},
    "store": {"domain"},
    "paper": {"domain", "review", "paths"},
    "exchange": {"domain"},
    "presence": set(),
    "sound": {"paths"},
    "paths": set(),
    "private_json": set(),
    "settings": {"domain", "private_json"},
    "foresight": {"domain", "estimate"},
    "workspace": {"domain", "estimate", "foresight", "store", "settings"},
    "ui": {
        "domain",
        "estimate",
        "foresight",
        "review",
        "workspace",
        "settings",
        "paths",
        "private_json",
        "presence",
        "sound",
    },
    "shown": {"domain"},
    "readable": {"domain"},
    "remote": {"commands"},
    "commands": {"domain", "estimate", "review", "workspace", "settings", "paths", "store", "shown", "sound"},
    "cli": {"domain", "workspace", "settings", "paths", "store", "commands", "shown", "readable", "remote"},
    "__main__": {"cli"},
}
# Room -> rooms that it may import inside a function: work for a job, or of one command alone.
LATE_DOORS: dict[str, set[str]] = {
    "workspace": set(),
    "ui": {"paper", "exchange", "store"},
    "commands": {"paper", "exchange", "app"},
    "cli": {"paper", "exchange", "app"},
}
# One module through a door that is shut to its room, and why.
EXCEPTIONS = {
    ("ui", "planner.store.problems"),  # the sentences that a write may raise; no SQL behind them
    ("ui/backups/restoring.py", "planner.store"),  # exchanges the file under the open window
    ("ui/backups/restoring.py", "planner.store.restoring"),
    ("ui/backups/restoring.py", "planner.store.store"),
    ("ui/remote.py", "planner.remote"),  # commands that come in over the window's socket
    ("ui/remote.py", "planner.commands"),
    ("ui/remote.py", "planner.commands.deeds"),
    ("ui/remote.py", "planner.commands.grammar"),
}
# Room -> what it may import from elsewhere, besides the standard library.
ELSEWHERE: dict[str, set[str]] = {
    "store": {"sqlalchemy", "alembic"},
    "paper": {"reportlab", "zxingcpp", "PIL", "cv2", "numpy", "pillow_heif", "pypdfium2", "uharfbuzz"},
    "paths": {"platformdirs"},
    "workspace": {"PySide6"},
    "presence": {"PySide6"},
    "sound": {"miniaudio"},
    "ui": {"PySide6", "shiboken6", "pypdfium2", "pyqtgraph", "numpy"},
    "app": {"PySide6"},
}
HEAVY = (
    "sqlalchemy", "alembic", "reportlab", "numpy", "pyqtgraph", "PIL", "pypdfium2", "miniaudio", "cv2", "pillow_heif",
    "uharfbuzz",
)  # fmt: skip

When = Literal["start", "late", "typing"]


class Import(NamedTuple):
    """One import statement: the file and line, the module named, and when it is carried out."""

    file: Path
    line: int
    module: str
    when: When

    def __str__(self) -> str:
        return f"{self.file.relative_to(PACKAGE.parent)}:{self.line} imports {self.module} ({self.when})"

    @property
    def room(self) -> str:
        return self.file.relative_to(PACKAGE).with_suffix("").parts[0]

    @property
    def target(self) -> str:
        """The room of a module of ours ('' for the package itself), or the distribution of another's."""
        parts = self.module.split(".")
        if parts[0] != "planner":
            return parts[0]
        return parts[1] if len(parts) > 1 else ""

    @property
    def is_ours(self) -> bool:
        return self.module.split(".")[0] == "planner"


def imports_of(file: Path) -> Iterator[Import]:
    yield from _imports(ast.parse(file.read_text(encoding="utf-8")), file, "start")


def _imports(node: ast.AST, file: Path, when: When) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(file, child.lineno, alias.name, when) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (Import(file, child.lineno, name, when) for name in _named(child, file))
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _imports(child, file, "late" if when == "start" else when)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from _imports(child, file, "typing")
        else:
            yield from _imports(child, file, when)


def _named(node: ast.ImportFrom, file: Path) -> list[str]:
    """The modules of a from-import: `from planner import settings` names planner.settings."""
    assert node.level == 0, f"{file}:{node.lineno}: imports are absolute here"
    module = node.module or ""
    return [f"planner.{alias.name}" for alias in node.names] if module == "planner" else [module]


FILES = sorted(PACKAGE.rglob("*.py"))
OURS = [found for file in FILES for found in imports_of(file)]


def is_allowed(found: Import) -> bool:
    if found.room in ("app", "__init__"):
        return True
    if not found.is_ours:
        return found.target in STANDARD | ELSEWHERE.get(found.room, set()) or found.when == "typing"
    doors = {found.room, "", "__version__"} | OPEN_DOORS.get(found.room, set())
    if found.when != "start":
        doors |= LATE_DOORS.get(found.room, set())
    inside = found.file.relative_to(PACKAGE).as_posix()
    return found.target in doors or not EXCEPTIONS.isdisjoint({(found.room, found.module), (inside, found.module)})


@pytest.mark.parametrize("room", sorted({found.room for found in OURS}))
def test_a_room_imports_only_through_its_doors(room: str) -> None:
    assert [str(found) for found in OURS if found.room == room and not is_allowed(found)] == []


def test_every_room_is_on_the_map() -> None:
    rooms = {file.relative_to(PACKAGE).with_suffix("").parts[0] for file in FILES}
    assert rooms - set(OPEN_DOORS) - {"app", "__init__"} == set()


@pytest.mark.parametrize(
    "line",
    [
        "from planner.ui import theme",
        "import planner.store.store",
        "import sqlalchemy",
        "from planner import workspace",
        "def f():\n    import PySide6",
    ],
)
def test_the_walk_sees_a_forbidden_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path)
    (tmp_path / "domain").mkdir()
    (tmp_path / "domain" / "wrong.py").write_text(line)
    assert [found for found in imports_of(tmp_path / "domain" / "wrong.py") if not is_allowed(found)]


def loaded_after(statement: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after a statement."""
    code = f"{statement}\nimport sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=PACKAGE.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def modules_of(room: str) -> list[str]:
    names = (".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts) for file in FILES)
    return [name.removesuffix(".__init__") for name in names if f"{name}.".startswith(f"planner.{room}.")]


def importing(*rooms: str) -> str:
    return "\n".join(f"import {module}" for room in rooms for module in modules_of(room))


@pytest.mark.parametrize("room", ["domain", "estimate", "review"])
def test_the_domain_loads_nothing_but_the_standard_library(room: str) -> None:
    foreign = {name.split(".")[0] for name in loaded_after(importing(room)) - loaded_after("import zoneinfo")}
    assert foreign - STANDARD - {"planner"} == set()


def test_paper_loads_neither_qt_nor_the_store() -> None:
    loaded = loaded_after(importing("paper"))
    assert [name for name in loaded if name.startswith(("PySide6", "shiboken6", "planner.store", "planner.ui"))] == []


def test_the_window_starts_without_what_is_heavy() -> None:
    loaded = loaded_after(importing("app", "ui"))
    assert {name.split(".")[0] for name in loaded}.isdisjoint(HEAVY)
    assert loaded.isdisjoint({"planner.presence.dbus", "planner.presence.own_windows", "PySide6.QtDBus"})


def test_the_first_page_needs_no_guard() -> None:
    loaded = loaded_after("import planner.app, planner.ui.main_window")
    assert loaded.isdisjoint({"planner.domain.stretch", "planner.domain.happenings"})


def test_a_start_reads_no_source() -> None:
    """PySide would, of every module that comes after it: see app.leave_sources_unread."""
    code = "import linecache; from planner import app; app.leave_sources_unread(); linecache.clearcache()\n"
    code += "import planner.ui.main_window, planner.ui.focus.company; print(len(linecache.cache))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_a_command_starts_without_qt_and_without_what_is_heavy() -> None:
    loaded = {name.split(".")[0] for name in loaded_after(importing("cli", "settings", "paths", "workspace"))}
    assert loaded.isdisjoint({*HEAVY, "PySide6"})


def test_printing_loads_nothing_that_only_the_reader_needs() -> None:
    loaded = {name.split(".")[0] for name in loaded_after("import planner.paper.export")}
    assert loaded.isdisjoint({"cv2", "numpy", "pillow_heif", "pypdfium2"})
