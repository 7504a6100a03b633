"""planner read: pictures in, JSON of the contract out; with --accept the sure sheets are on the record."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
import pytest

from planner.paper.reader.values import Place, places_of
from tests.paper.reader.sheets import height
from tests.terminal import Terminal, one_sentence
from tests.test_commands import schema

KEYS = {"photo", "page", "print", "sure", "ticks", "intervals", "lines", "questions"}
DPI = 200
SCALE = DPI / 25.4


class Sheet:
    """The printed sheet of today, as the print remembers it, with a pen in hand."""

    def __init__(self, terminal: Terminal, folder: Path, *options: str) -> None:
        target = folder / "day.pdf"
        made = terminal.do("print", "today", *options, "--to", str(target))
        self.print_id = made["prints"][0]["id"]
        self.places: dict[str, Place] = {p.id: p for p in places_of(made["prints"][0]["sheets"][0])}
        document = pypdfium2.PdfDocument(target)
        self.pixels = document[0].render(scale=DPI / 72).to_numpy()[:, :, :3].copy()
        document.close()

    def stroke(self, *points: tuple[float, float], width: float = 0.5) -> Sheet:
        line: Any = np.array([[x * SCALE, y * SCALE] for x, y in points]).round().astype(np.int32)
        cv2.polylines(self.pixels, [line], False, (90, 30, 20), round(width * SCALE), cv2.LINE_AA)
        return self

    def tick(self, mark: str) -> Sheet:
        x, y, w, h = self.places[mark].rect
        return self.stroke((x + 0.2 * w, y + 0.5 * h), (x + 0.45 * w, y + 0.8 * h), (x + 0.95 * w, y + 0.1 * h))

    def shade(self, lane: int, start: str, end: str) -> Sheet:
        rails = [place for place in self.places.values() if place.role == "rail" and place.means["lane"] == lane]
        top, bottom = height(rails, start), height(rails, end)
        rows = np.linspace(top, bottom, max(3, round((bottom - top) / 0.9)))
        x = rails[0].rect.x
        return self.stroke(*((x + (0.6 if i % 2 else 2.4), row) for i, row in enumerate(rows)), width=0.4)

    def saved(self, file: Path) -> str:
        cv2.imwrite(str(file), self.pixels)
        return str(file)


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    terminal = Terminal(tmp_path / "data", capsys)
    terminal.add("Draft the essay 60m 9:00")
    terminal.add("Email 30m 10:30")
    return terminal


@pytest.fixture
def sheet(terminal: Terminal, tmp_path: Path) -> Sheet:
    made = Sheet(terminal, tmp_path)
    terminal.at("18:30")
    return made


def boxes(terminal: Terminal) -> dict[str, str]:
    return {box["title"]: box["id"] for box in terminal.do("show")["boxes"]}


def test_what_was_ticked_and_shaded_comes_out_with_its_box(terminal: Terminal, sheet: Sheet, tmp_path: Path) -> None:
    essay = boxes(terminal)["Draft the essay"]
    photo = sheet.tick(f"box-{essay}").shade(1, "09:05", "10:10").saved(tmp_path / "photo.png")
    (read,) = terminal.do("read", photo)
    assert set(read) >= KEYS
    assert (read["photo"], read["page"], read["print"]) == (photo, "2026-11-23", sheet.print_id)
    assert (read["sure"], read["questions"]) == (True, [])
    ticks = {tick["mark"]: tick["value"] for tick in read["ticks"]}
    assert {mark for mark, value in ticks.items() if value != "empty"} == {f"box-{essay}"}
    (interval,) = read["intervals"]
    assert (interval["lane"], interval["box"]) == (1, essay)
    assert abs(int(interval["start"][3:]) - 5) <= 3
    assert terminal.do("show")["intervals"] == []


def test_a_picture_that_is_lost_is_said_and_comes_back_from_a_stick(
    terminal: Terminal, sheet: Sheet, tmp_path: Path
) -> None:
    terminal.do("read", sheet.tick(f"box-{boxes(terminal)['Email']}").saved(tmp_path / "photo.png"), "--accept")
    (file,) = (terminal.folder / "pictures").iterdir()
    content = file.read_bytes()
    assert file.stem == terminal.do("show")["pictures"][0]["id"]
    copy = terminal.do("backup", str(tmp_path / "stick"))["backup"]["file"]
    assert terminal.do("doctor")["healthy"] is True

    file.unlink()
    said = terminal.run("doctor")
    assert said.status == 3
    assert one_sentence(said.stderr).startswith(f"1 picture of a sheet is missing in {file.parent} (the first of 2026-")
    schema("doctor").validate(said.json)
    assert (said.json["healthy"], said.json["mended"]) == (False, None)
    terminal.do("restore", copy)
    assert file.read_bytes() == content
    assert terminal.do("doctor")["healthy"] is True


def test_accepting_enters_it_once_and_undo_takes_all_of_it_back(
    terminal: Terminal, sheet: Sheet, tmp_path: Path
) -> None:
    essay = boxes(terminal)["Draft the essay"]
    photo = sheet.tick(f"box-{essay}").shade(1, "09:05", "10:10").saved(tmp_path / "photo.png")
    before = terminal.do("show")
    (read,) = terminal.do("read", photo, "--accept")
    assert read["done"].startswith("Read the sheet of ")
    after = terminal.do("show")
    assert [interval["source"] for interval in after["intervals"]] == ["paper"]
    assert [e["state"] for e in after["entries"] if e["title"] == "Draft the essay"] == ["done"]
    (picture,) = after["pictures"]
    assert (picture["print"], picture["sheet"], picture["at"][:16]) == (sheet.print_id, 1, "2026-11-23T18:30")
    (again,) = terminal.do("read", photo, "--accept")
    assert again["done"] == "Nothing new"
    assert terminal.do("show") == after
    terminal.do("undo")
    assert terminal.do("show") == before


def test_time_that_may_be_of_several_boxes_waits_for_a_person_and_the_rest_of_the_sheet_does_not(
    terminal: Terminal, sheet: Sheet, tmp_path: Path
) -> None:
    essay, email = (boxes(terminal)[title] for title in ("Draft the essay", "Email"))
    sheet.tick(f"box-{essay}").tick(f"box-{email}").shade(1, "09:05", "10:10").shade(2, "14:00", "15:10")
    photo = sheet.saved(tmp_path / "photo.png")
    (tmp_path / "other.png").write_bytes(b"no picture")
    (read,) = terminal.do("read", photo)
    assert (read["sure"], [one["box"] for one in read["intervals"]]) == (True, [essay, None])
    assert min(one["confidence"] for one in read["intervals"]) > 0.9
    (question,) = read["questions"]
    assert question.startswith("Was it 'Email' from 14:0")
    for done in ("Read the sheet of 23 Nov 2026", "Nothing new"):
        said = terminal.run("read", photo, str(tmp_path / "other.png"), "--accept")
        assert (said.status, said.json[0]["done"], said.json[0]["questions"]) == (3, done, [question])
    page = terminal.do("show")
    assert [interval["start"][11:14] for interval in page["intervals"]] == ["09:"]
    assert {entry["state"] for entry in page["entries"]} == {"done"}
    assert page["pictures"] == []


def test_time_on_a_sheet_without_boxes_is_beyond_doubt_and_waits_for_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal(tmp_path / "data", capsys)
    sheet = Sheet(terminal, tmp_path)
    terminal.at("18:30")
    photo = sheet.tick("meditation-10").shade(1, "09:05", "10:10").saved(tmp_path / "photo.png")
    (read,) = terminal.do("read", photo)
    assert (read["sure"], read["questions"], read["intervals"][0]["box"]) == (True, [], None)
    accepted = terminal.run("read", photo, "--accept")
    assert accepted.status == 3
    (question,) = accepted.json[0]["questions"]
    assert question.startswith("What was 09:0")
    assert question.endswith("for? It is left out until you say it: read the sheet in the window.")
    page = terminal.do("show")
    assert [interval["kind"] for interval in page["intervals"]] == ["meditation"]
    assert page["pictures"] == [], "it has more to give"


def test_the_ticks_of_a_week_come_home_to_their_days_and_go_with_one_undo(terminal: Terminal, tmp_path: Path) -> None:
    terminal.add("Plan the week 45m 9:00", "--date", "2026-11-27")
    sheet = Sheet(terminal, tmp_path, "--kind", "week")
    terminal.at("18:30")
    (friday,) = terminal.do("show", "2026-11-27")["boxes"]
    before = [terminal.do("show", day) for day in ("2026-11-23", "2026-11-27")]
    photo = sheet.tick(f"box-{boxes(terminal)['Email']}").tick(f"box-{friday['id']}").saved(tmp_path / "week.png")
    (read,) = terminal.do("read", photo)
    assert (read["page"], read["sure"], read["questions"]) == ("2026-11-23", True, [])
    (accepted,) = terminal.do("read", photo, "--accept")
    assert accepted["done"] == "Read the week of 23 Nov 2026"
    states = {
        entry["title"]: entry["state"]
        for day in ("2026-11-23", "2026-11-27")
        for entry in terminal.do("show", day)["entries"]
    }
    assert states == {"Draft the essay": "open", "Email": "done", "Plan the week": "done"}
    assert terminal.do("read", photo, "--accept")[0]["done"] == "Nothing new"
    terminal.do("undo")
    assert [terminal.do("show", day) for day in ("2026-11-23", "2026-11-27")] == before


def test_of_several_pictures_those_taken_home_are_passed_over_until_undone(
    terminal: Terminal, sheet: Sheet, tmp_path: Path
) -> None:
    photo = sheet.tick(f"box-{boxes(terminal)['Email']}").saved(tmp_path / "photo.png")
    (tmp_path / "other.png").write_bytes(b"no picture")
    both = ("read", photo, str(tmp_path / "other.png"))
    terminal.run(*both, "--accept")
    again = terminal.run(*both, "--accept").json[0]
    assert (again["done"], again["sure"], again["ticks"]) == ("Taken home before", True, [])
    assert (again["page"], again["print"], again["sheet"]) == ("2026-11-23", sheet.print_id, 1)
    assert "done" not in terminal.run(*both).json[0]
    terminal.do("undo")
    assert terminal.run(*both, "--accept").json[0]["done"].startswith("Read the sheet of ")


def test_a_photo_with_a_sheet_that_nobody_can_take_home_is_read_again(
    terminal: Terminal, sheet: Sheet, tmp_path: Path
) -> None:
    unknown = Sheet(terminal, tmp_path)
    x, y, w, h = (round(value * SCALE) for value in unknown.places["code"].rect)
    unknown.pixels[y : y + h, x : x + w] = 255
    sheet.pixels = np.concatenate([sheet.pixels, np.full_like(sheet.pixels[:, :80], 90), unknown.pixels], axis=1)
    photo = sheet.saved(tmp_path / "photo.png")
    (tmp_path / "other.png").write_bytes(b"no picture")
    for done in ("Read the sheet of 23 Nov 2026", "Nothing new"):
        said = terminal.run("read", photo, str(tmp_path / "other.png"), "--accept")
        assert [one.get("done") for one in said.json] == [done, None, None]


def test_a_written_line_is_cut_out_for_its_owner_alone(terminal: Terminal, sheet: Sheet, tmp_path: Path) -> None:
    x, y, _, h = sheet.places["unplanned-1-2-line"].rect
    points = [(x + 3 + i * 0.8, y + h * (0.3 if i % 2 else 0.75)) for i in range(24)]
    (read,) = terminal.do("read", sheet.stroke(*points, width=0.35).saved(tmp_path / "photo.png"))
    (line,) = [line for line in read["lines"] if line["written"]]
    crop = Path(line["crop"])
    assert crop.is_relative_to(terminal.folder)
    picture: Any = cv2.imread(str(crop))
    assert picture.shape[1] > 400
    if os.name == "posix":
        assert stat.S_IMODE(crop.stat().st_mode) == 0o600


def test_a_folder_is_read_whole_and_what_is_no_sheet_needs_a_person(
    terminal: Terminal, sheet: Sheet, tmp_path: Path
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    sheet.saved(folder / "a.png")
    (folder / "b.jpg").write_bytes(b"Dear diary")
    (folder / "notes.txt").write_text("not looked at")
    done = terminal.run("read", str(folder), "--accept")
    assert done.status == 3
    assert done.stderr == "One sheet needs a person: the questions say what to look at.\n"
    assert [one["sure"] for one in done.json] == [True, False]
    assert "no picture" in done.json[1]["questions"][0]


def test_what_was_done_before_printing_and_reopened_since_stays_open(terminal: Terminal, tmp_path: Path) -> None:
    essay, email = (boxes(terminal)[title] for title in ("Draft the essay", "Email"))
    entry = next(box["entry"] for box in terminal.do("show")["boxes"] if box["id"] == email)
    terminal.do("done", entry)
    sheet = Sheet(terminal, tmp_path)
    assert {mark for mark, place in sheet.places.items() if place.done} == {f"box-{email}"}
    terminal.do("undo")
    terminal.at("18:30")
    (read,) = terminal.do("read", sheet.tick(f"box-{essay}").saved(tmp_path / "photo.png"), "--accept")
    ticks = {tick["mark"]: (tick["value"], tick["confidence"]) for tick in read["ticks"]}
    assert ticks[f"box-{email}"] == ("ticked", 1.0)
    states = {one["title"]: one["state"] for one in terminal.do("show")["entries"]}
    assert states == {"Draft the essay": "done", "Email": "open"}


def test_each_step_can_be_looked_at(terminal: Terminal, sheet: Sheet, tmp_path: Path) -> None:
    terminal.do("read", sheet.saved(tmp_path / "photo.png"), "--debug", str(tmp_path / "steps"))
    names = sorted(file.name for file in (tmp_path / "steps").iterdir())
    assert names[0] == "photo-1-markers.png"
    assert [name.split("-", 3)[3] for name in names[1:]] == [
        "2-by-corners.png",
        "3-by-print.png",
        "4-ink.png",
        "5-read.png",
    ]


def test_a_sheet_without_a_code_is_read_for_the_day_that_is_named(
    terminal: Terminal, sheet: Sheet, tmp_path: Path
) -> None:
    x, y, w, h = (round(value * SCALE) for value in sheet.places["code"].rect)
    sheet.pixels[y : y + h, x : x + w] = 255
    photo = sheet.saved(tmp_path / "photo.png")
    (unknown,) = terminal.do("read", photo)
    assert (unknown["print"], unknown["sure"], unknown["ticks"]) == (None, False, [])
    assert unknown["by_hand"]
    assert "--date" in unknown["questions"][-1]
    (named,) = terminal.do("read", photo, "--date", "today")
    assert (named["print"], named["page"], named["by_hand"]) == (sheet.print_id, "2026-11-23", False)


def test_a_box_that_is_gone_since_makes_a_question(terminal: Terminal, sheet: Sheet, tmp_path: Path) -> None:
    email = boxes(terminal)["Email"]
    photo = sheet.tick(f"box-{email}").saved(tmp_path / "photo.png")
    terminal.at("08:00")
    terminal.do("remove", email)
    done = terminal.run("read", photo, "--accept")
    assert done.status == 3
    assert "no longer there" in done.json[0]["questions"][0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("read",), "needs PHOTO"),
        (("read", "nowhere.jpg"), "no file"),
        (("read", "."), "no picture in"),
        (("read", "nowhere.jpg", "--date", "tomorrow"), "No sheet of"),
    ],
)
def test_what_cannot_be_read_is_refused(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    assert said in terminal.refused(*words)
