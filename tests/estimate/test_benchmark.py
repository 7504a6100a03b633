"""The benchmark of the estimator, run as people run it."""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAD = "seq,date,title,tags,estimate_min,actual_min"


def generated(rows: int) -> list[str]:
    """A person who is exact half of the time, and takes twice as long over what is tagged writing."""
    chance = random.Random(5)
    lines = [HEAD]
    for number in range(rows):
        day = dt.date(2026, 1, 1) + dt.timedelta(days=number // 5)
        guess, tag = chance.choice([25, 50, 100]), chance.choice(["writing deep", "mail;home", ""])
        ratio = chance.choice([1, 1, 0.5, 2] if tag[:1] != "w" else [2, 2, 1, 3])
        lines.append(f"{number},{day},Task {number % 40},{tag},{guess},{guess * ratio}")
    return lines


def run(file: Path, *way: str) -> subprocess.CompletedProcess[str]:
    way = way or ("-m", "tests.benchmarks.estimates")
    return subprocess.run([sys.executable, *way, str(file)], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("way", [("-m", "tests.benchmarks.estimates"), ("tests/benchmarks/estimates.py",)])
def test_the_table_tells_every_method_and_every_aim(tmp_path: Path, way: tuple[str, ...]) -> None:
    file = tmp_path / "past.csv"
    file.write_text("\n".join([*generated(400), "400,2026-06-01,Not timed,mail,25,0"]), encoding="utf-8")
    done = run(file, *way)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("400 tasks on 80 days, 1 more without a time above 0 left out.")
    lines = done.stdout.splitlines()
    for method in ("raw estimate", "global median ratio", "per-tag ratio", "evidence-based", "ours"):
        assert any(line.startswith(method) for line in lines)
    verdicts = [line for line in lines if " met " in line or " MISSED " in line or line.endswith((" met", " MISSED"))]
    assert len(verdicts) >= 13


def test_one_row_is_enough(tmp_path: Path) -> None:
    file = tmp_path / "past.csv"
    file.write_text(f"{HEAD}\n1,2026-01-01,Draft,,30,45\n", encoding="utf-8")
    done = run(file)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00\xff\xfe", "past.csv is not a CSV file in UTF-8."),
        (b"a,b\n1,2\n", "past.csv has no column seq, date, title, tags, estimate_min, actual_min"),
        (b"", "past.csv has no column seq"),
        (f"{HEAD}\n".encode(), "past.csv holds no task"),
        (f"{HEAD}\n1,2026-01-01,Draft,,ten,20\n".encode(), "past.csv, line 2: estimate_min is “ten”, not a number."),
        (f"{HEAD}\n1,2026-01-01,Draft,,10,inf\n".encode(), "past.csv, line 2: actual_min is “inf”, not a number."),
        (f"{HEAD}\n1,tomorrow,Draft,,10,20\n".encode(), "past.csv, line 2: “tomorrow” is no date like 2026-11-23."),
        (f"{HEAD}\n1,2026-01-01\n".encode(), "past.csv holds no task"),
    ],
)
def test_a_bad_file_gets_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "past.csv"
    file.write_bytes(content)
    done = run(file)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = run(tmp_path / "none.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert "can't be read" in done.stderr
