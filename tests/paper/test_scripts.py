"""Titles in the world's scripts on real sheets, by the fonts of the system that runs the test."""

from __future__ import annotations

import unicodedata

import pytest

from planner.paper import text
from planner.paper.export import drawn
from planner.paper.plan import Options
from tests.paper.days import day, ink_in, line, made, picture, words_on

pytest.importorskip("uharfbuzz", reason="HarfBuzz has no wheel for this system")

TITLES = {
    "Latin": "Größe ñandú, Łódź & œuvre",
    "Greek": "Ανάγνωση κεφαλαίου",
    "Cyrillic": "Письмо в университет",
    "Hebrew": "שיעור בית — קריאה, 20 דקות",
    "Arabic": "مراجعة الفصل الثالث (مسودة) ثم إرساله",
    "Devanagari": "हिन्दी में निबंध लिखना, क्षत्रिय",
    "Thai": "เขียนเรียงความภาษาไทยที่นี่ 30 นาที",
    "Chinese": "写一篇关于时间管理的文章",
    "Japanese": "日本語の宿題を書く（第三章）",
    "Korean": "한국어 숙제 쓰기 3장",
    "emoji": "Party 🎉 at eight",
    "mixed": "Draft مقال for 日本語 課 2026 🎉",
}


@pytest.fixture(params=TITLES)
def title(request: pytest.FixtureRequest) -> str:
    words = TITLES[request.param]
    lacking = text.missing_words(words)
    if lacking and request.param not in ("Latin", "Greek", "Cyrillic"):
        pytest.skip(f"no font of this system has {' '.join(lacking)}")
    return words


def test_a_title_is_copied_as_it_was_written(title: str) -> None:
    page = day(("work", "9:00", 60, title, 1))
    for left_handed in (False, True):
        one = made(page, Options(left_handed=left_handed))
        assert one.missing == ()
        assert title in words_on(drawn([one]))


@pytest.mark.parametrize(
    "title",
    [
        "مراجعة الفصل", "مقال", "الطلاب لا يقرأون الأسئلة", "מבחן (חלק א) 12:30", "١٢ صفحة من «المقدمة» [ب]",
        "שָׁלוֹם עוֹלָם", "مُحَمَّد رَسول", "Draft مقال", "Read مقال طويل today", "Book كتاب, and ورقة!",
        "مراجعة the long english book title",
    ],
)  # fmt: skip
def test_words_of_both_directions_are_copied_in_the_order_of_reading(title: str) -> None:
    if text.missing_words(title):
        pytest.skip("no font of this system has them")
    page = day(("work", "9:00", 60, title, 1), ("work", "11:00", 60, title, None))
    assert words_on(drawn([made(page)])).count(unicodedata.normalize("NFC", title)) == 3


def test_a_title_is_drawn_in_its_room(title: str) -> None:
    one = made(day(("work", "9:00", 60, title, None)))
    image = picture(drawn([one]), 300)
    mark = next(mark for mark in one.sheets[0].marks if mark.role == "tick" and "box" in mark.means)
    ink = ink_in(image, mark.x + mark.w + 0.5, mark.y - 0.3, 35, 4.5)
    assert ink is not None
    assert ink[2] - ink[0] == pytest.approx(min(35.0, text.width(title, 8.2)), abs=2.0)


def test_a_day_of_one_script_is_small_and_the_same_bytes(title: str) -> None:
    page = day(*(("work", f"{7 + number}:00", 60, title[number:] + title[:number], None) for number in range(12)))
    content = drawn([made(page)])
    assert len(content) <= 60_000
    assert drawn([made(page)]) == content


def test_a_long_title_is_cut_at_the_end_of_a_letter(title: str) -> None:
    long = " ".join([title] * 12)
    size, lines = text.fit(long, 50, (8.2, 7.4), 3)
    assert (size, len(lines)) == (7.4, 3)
    assert lines[-1].endswith("…")
    assert all(text.width(part, size) <= 50 for part in lines)


@pytest.mark.parametrize(
    "title",
    [
        "مقال " * 60, "क्षत्रिय" * 40, "漢" * 500, "👩\u200d🚀" * 100,
        "Z" + "\u0335\u0301" * 5000, "\u202eabc\u202c" * 90,
        "ا" * 200_000, "".join(map(chr, range(0x4E00, 0x4E00 + 1100))), "\u200d" * 900, "אב(" * 150,
        "\u200f\u200e" * 300, "\U000e0041" * 300, "ก็" * 300, "𒐫﷽" * 60,
    ],
)  # fmt: skip
def test_hostile_titles_of_any_script_do_no_harm(title: str) -> None:
    page = day(("work", "9:00", 10, title, 1), ("event", "10:00", 60, title, None), log=(line(1, title),))
    one = made(page)
    content = drawn([one])
    assert "TIME BOXES" in words_on(content)
    image = picture(content, 300)
    for mark in one.sheets[0].marks:
        if mark.role == "tick":
            assert ink_in(image, mark.x + 1, mark.y + 1, 2, 2) is None
