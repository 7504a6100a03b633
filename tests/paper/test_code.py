"""The page code and the corner markers."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from planner.paper.code import MARKERS, data_matrix, payload, read_payload
from tests.paper.days import scanned


@given(st.integers(0, 10**12 - 1), st.integers(1, 9))
def test_a_page_code_reads_back(number: int, sheet: int) -> None:
    code = payload(f"{number:012d}", sheet)
    assert len(code) == 16
    assert read_payload(code) == (1, f"{number:012d}", sheet)


@given(st.integers(0, 10**12 - 1), st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: int, place: int, change: int) -> None:
    code = payload(f"{number:012d}", 1)
    wrong = str((int(code[place]) + change) % 10)
    assert read_payload(code[:place] + wrong + code[place + 1 :]) is None


@pytest.mark.parametrize("text", ["", "TB1ABCDEFGH", "1" * 17, "²" * 16, "1234567890123456"])
def test_what_is_not_ours_is_no_page_code(text: str) -> None:
    assert read_payload(text) is None


@pytest.mark.parametrize("bad", ["", "abc", "12345678901", "12345678901x"])
def test_a_print_id_has_twelve_digits(bad: str) -> None:
    with pytest.raises(ValueError, match="print id"):
        payload(bad, 1)


def test_the_data_matrix_is_square() -> None:
    rows = data_matrix(payload("0" * 12, 1))
    assert (len(rows), {len(row) for row in rows}) == (14, {14})


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize("left_handed", [False, True])
def test_a_scanner_reads_the_code_of_the_printed_sheet(dpi: int, left_handed: bool) -> None:
    one, image = scanned(left_handed, dpi)
    (found,) = zxingcpp.read_barcodes(image)
    assert read_payload(found.text) == (1, one.id, 1)


def test_markers_are_told_apart_however_the_paper_lies() -> None:
    turned = set()
    for marker in MARKERS:
        rows: tuple[str, ...] = marker
        for _ in range(4):
            rows = tuple("".join(column) for column in zip(*rows[::-1], strict=True))
            turned.add(rows)
    assert len(turned) == 16


def test_markers_have_a_dark_border_all_around() -> None:
    for rows in MARKERS:
        assert rows[0] == rows[-1] == "111111"
        assert all(row[0] == row[-1] == "1" for row in rows)


@pytest.mark.parametrize("number", range(4))
def test_printed_markers_show_the_bits_of_the_dictionary(number: int) -> None:
    one, image = scanned()
    mark = next(m for m in one.sheets[0].marks if m.id == f"marker-{number}")
    cell, scale = mark.w / 6, image.width / 148

    def bit(row: int, column: int) -> str:
        middle = (mark.x + (column + 0.5) * cell) * scale, (mark.y + (row + 0.5) * cell) * scale
        value = image.getpixel((int(middle[0]), int(middle[1])))
        assert isinstance(value, int)
        return "1" if value < 128 else "0"

    assert tuple("".join(bit(row, column) for column in range(6)) for row in range(6)) == MARKERS[number]
