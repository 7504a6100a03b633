"""What is handed out: the wheel, the locks, the desktop's files. And the Qt that must never come back."""

from __future__ import annotations

import configparser
import importlib.metadata
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import bootstrap
import lock
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import planner

ROOT = bootstrap.ROOT
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DESKTOP_ID = "org.timeboxplanner.Planner"
SYSTEMS = (
    ("linux", "Linux", "posix", "x86_64"),
    ("linux", "Linux", "posix", "aarch64"),
    ("darwin", "Darwin", "posix", "x86_64"),
    ("darwin", "Darwin", "posix", "arm64"),
    ("win32", "Windows", "nt", "AMD64"),
    ("win32", "Windows", "nt", "ARM64"),
)
MARKERS = ('platform_machine != "aarch64" and platform_machine != "ARM64"', 'platform_machine != "ARM64"')


# The wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as hatchling builds it from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_package_and_its_resources_alone(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.name == f"timebox_planner-{planner.__version__}-py3-none-any.whl"
    ours = [file for file in (ROOT / "planner").rglob("*") if file.is_file() and file.suffix != ".pyc"]
    assert {file.relative_to(ROOT).as_posix() for file in ours} <= set(names)
    assert "planner/resources/fonts/Inter-Regular.ttf" in names
    assert {name.split("/")[0] for name in names} == {"planner", f"timebox_planner-{planner.__version__}.dist-info"}
    assert [name for name in names if name.startswith("planner/") and name.endswith((".pyc", ".lock", ".spec"))] == []


def test_an_installed_wheel_finds_its_resources_and_its_command(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\nfrom planner.paths import resources; print(resources())"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(tmp_path / "planner" / "resources")
    entry_points = next(tmp_path.glob("*.dist-info/entry_points.txt")).read_text(encoding="utf-8")
    assert "planner = planner.cli:main" in entry_points


# The locks


def locked(file: Path) -> dict[str, Requirement]:
    """Each distribution of a lock, with the marker that says where it is wanted."""
    heads = re.findall(r"^([a-z0-9].*?) \\$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(found.name): found for found in map(Requirement, heads)}


RUN, DEV = (locked(bootstrap.LOCKS[kind]) for kind in ("run", "dev"))


def environments() -> Iterator[dict[str, str]]:
    for (_, minor), (platform, system, os_name, machine) in product(bootstrap.PYTHONS, SYSTEMS):
        yield {
            "python_version": f"3.{minor}",
            "python_full_version": f"3.{minor}.0",
            "sys_platform": platform,
            "platform_system": system,
            "os_name": os_name,
            "platform_machine": machine,
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "extra": "",
        }


def wanted(requirement: Requirement, environment: dict[str, str] | None = None) -> bool:
    """Whether it is installed there; without an environment, here."""
    return requirement.marker is None or requirement.marker.evaluate(environment)


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_a_lock_names_hashes_and_neither_index_nor_host(kind: str) -> None:
    text = bootstrap.LOCKS[kind].read_text(encoding="utf-8")
    body = [line for line in text.splitlines() if not line.startswith("#")]
    pin = rf"[a-z0-9][a-z0-9.-]*==[\w.]+( ; ({'|'.join(map(re.escape, MARKERS))}))? \\"
    allowed = re.compile(pin + r"|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in body if not allowed.fullmatch(line)] == []
    assert re.findall(r"\\\n[^ ]", text) == []  # each distribution has a hash


@pytest.mark.parametrize(("names", "lock_file"), [(RUN, "run"), (DEV, "dev")])
def test_a_lock_is_closed_on_every_system_and_python(names: dict[str, Requirement], lock_file: str) -> None:
    lost = set()
    for name, environment in product(names, environments()):
        if not wanted(names[name], environment) or not wanted(names[name]):  # not here: nobody knows what it needs
            continue
        for line in importlib.metadata.requires(name) or []:
            needed = Requirement(line)
            there = names.get(canonicalize_name(needed.name))
            if wanted(needed, environment) and not (there and wanted(there, environment)):
                place = f"{environment['sys_platform']}, {environment['platform_machine']}"
                lost.add(f"{lock_file}: {name} needs {needed} on {place}")
    assert lost == set()


def test_the_locks_hold_what_the_project_asks_for() -> None:
    for lines, names in ((PROJECT["dependencies"], RUN), (PROJECT["optional-dependencies"]["dev"], DEV)):
        for needed in map(Requirement, lines):
            found = names[canonicalize_name(needed.name)]
            pin = next(iter(found.specifier)).version
            assert needed.specifier.contains(pin), f"{needed} is locked at {pin}: run bootstrap.py lock"
            assert needed.marker == found.marker, f"{needed} is locked as {found}: run bootstrap.py lock"


def test_testing_and_running_lock_the_same_versions() -> None:
    assert {name: str(DEV[name]) for name in RUN} == {name: str(found) for name, found in RUN.items()}


def test_a_lock_is_cleaned_of_where_it_was_made() -> None:
    made = "one==1 \\\n    --hash=sha256:aa\n    # via -r /tmp/secret/run.in\ntwo==2 \\\n    --hash=sha256:bb\n"
    assert lock.without_origins(made) == "one==1 \\\n    --hash=sha256:aa\ntwo==2 \\\n    --hash=sha256:bb\n"


# Qt


def test_the_broken_qt_is_shut_out() -> None:
    pyside = next(Requirement(line) for line in PROJECT["dependencies"] if line.startswith("PySide6"))
    assert not pyside.specifier.contains("6.12.0")
    assert pyside.specifier.contains("6.11.3")


def test_void_calls_keep_none_alive() -> None:
    """6.12.0 on Python 3.11 lost a reference to None at each of them."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtGui import QImage, QPainter

    image = QImage(16, 16, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    before = sys.getrefcount(None)
    painter = QPainter(image)
    for _ in range(2_000):
        painter.drawPoint(QPoint(3, 3))
    painter.end()
    assert sys.getrefcount(None) > before - 1_000


# The desktop


def test_the_desktop_files_agree() -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "packaging" / f"{DESKTOP_ID}.desktop", encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert (entry["Exec"], entry["Icon"]) == ("planner", DESKTOP_ID)
    assert (ROOT / "resources" / "icons" / f"{DESKTOP_ID}.svg").is_file()
    told = ElementTree.parse(ROOT / "packaging" / f"{DESKTOP_ID}.metainfo.xml")
    assert told.findtext("id") == DESKTOP_ID
    assert told.findtext("launchable") == f"{DESKTOP_ID}.desktop"
    assert told.findtext("project_license") == PROJECT["license"]
    assert planner.__version__ in [release.get("version") for release in told.iterfind("releases/release")]


def test_the_changes_of_this_version_are_told() -> None:
    assert f"## {planner.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_picture_and_page_that_the_readme_points_to_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in re.findall(r"\]\(([^)#:]+)\)", text) if not (ROOT / name).exists()] == []
