"""Try a frozen build: `python3 packaging/smoke.py dist/timebox-planner`. Standard library only.

Plans a line, reads it back, prints the sheet and opens the window without a screen, in a book of its own.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PATIENCE = 30.0  # seconds that the window may take to hear commands


def main(folder: Path) -> int:
    program = str(folder.resolve() / ("planner.exe" if os.name == "nt" else "planner"))
    with tempfile.TemporaryDirectory(prefix="planner-smoke-") as name:
        book = Path(name) / "book"
        sheet = Path(name) / "today.pdf"
        said(program, book, "add", "Draft the essay 45m !1")
        said(program, book, "print", "today", "--to", str(sheet))
        assert sheet.read_bytes().startswith(b"%PDF-"), "the sheet is no PDF"
        window = subprocess.Popen(
            [program, "--data-dir", str(book)], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        )
        try:
            heard_by(program, book, window)
        finally:
            window.terminate()
            window.wait(PATIENCE)
        titles = [entry["title"] for entry in said(program, book, "show")["entries"]]
        assert titles == ["Draft the essay", "Written while open"], titles
    print(f"{program} works.")
    return 0


def heard_by(program: str, book: Path, window: "subprocess.Popen[bytes]") -> None:
    """Wait until the window holds the book, then reach it by a command."""
    deadline = time.monotonic() + PATIENCE
    while not (book / "planner.lock").exists():
        assert window.poll() is None, f"the window ended with status {window.poll()}"
        assert time.monotonic() < deadline, "no window came up"
        time.sleep(0.05)
    said(program, book, "add", "Written while open")
    assert window.poll() is None, f"the window ended with status {window.poll()}"


def said(program: str, book: Path, *words: str) -> "dict[str, list[dict[str, str]]]":
    done = subprocess.run([program, "--data-dir", str(book), "--json", *words], capture_output=True, check=False)
    assert done.returncode == 0, f"planner {' '.join(words)}: {done.stderr.decode(errors='replace')}"
    answer: dict[str, list[dict[str, str]]] = json.loads(done.stdout)
    return answer


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
