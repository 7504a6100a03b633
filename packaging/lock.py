"""Write the two locks anew: `python3 packaging/bootstrap.py lock`.

A lock names every distribution that is installed, to the version and to the hash of each of its files, for Linux, macOS
and Windows under every Python that the planner supports. It names no index and no host: where to fetch from is the
machine's own affair. pip-compile resolves for the system it runs on; tests/test_packaging.py finds what only another
system would need.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEADER = "# Written by packaging/bootstrap.py lock from pyproject.toml. Do not edit.\n"
OPTIONS = [
    "--quiet",
    "--generate-hashes",
    "--strip-extras",
    "--annotation-style=line",
    "--no-header",
    "--no-emit-options",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="planner-lock-") as name:
        work = Path(name)
        python = _tools(work / "tools")
        run = _compiled(python, work, "run.txt", "pyproject.toml")
        dev = _compiled(python, work, "dev.txt", "pyproject.toml", "--extra=dev", f"--constraint={work / 'run.txt'}")
    for target, text in (("requirements.lock", run), ("requirements-dev.lock", dev)):
        (HERE / target).write_text(HEADER + without_origins(text), encoding="utf-8", newline="\n")
        print(f"Written: packaging/{target}")
    return 0


def without_origins(lock: str) -> str:
    """A lock without its comments: they name temporary files of the machine that wrote it."""
    return "".join(line for line in lock.splitlines(keepends=True) if not line.lstrip().startswith("#"))


def _tools(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "pip-tools>=7.4"], check=True)
    return python


def _compiled(python: Path, work: Path, output: str, *arguments: str) -> str:
    tool: list[str | Path] = [python, "-m", "piptools", "compile", *OPTIONS]
    subprocess.run([*tool, f"--output-file={work / output}", *arguments], check=True, cwd=HERE.parent)
    return (work / output).read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
