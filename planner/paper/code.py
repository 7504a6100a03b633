"""What a camera finds a sheet by: the page code (Data Matrix) and four corner markers (ArUco 4×4_50)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import zxingcpp

LAYOUT = 1  # one digit: the version of the sheet's geometry, for readers of old paper
ID_DIGITS = 12

# Markers 0–3 of the public ArUco dictionary 4×4_50, with their dark border; "1" is dark.
MARKERS = (
    ("111111", "101001", "110101", "111001", "111011", "111111"),
    ("111111", "111111", "100001", "101101", "101011", "111111"),
    ("111111", "111001", "111001", "111011", "100101", "111111"),
    ("111111", "101101", "101101", "110111", "110011", "111111"),
)


def payload(print_id: str, sheet: int) -> str:
    """Sixteen digits: layout, print id (12), the sheet's last digit, and two that make all 1 modulo 97 (ISO 7064)."""
    body = f"{LAYOUT}{print_id}{sheet % 10}"
    if len(body) != ID_DIGITS + 2 or not body.isdigit():
        raise ValueError(f"not a print id: {print_id!r}")
    return f"{body}{98 - int(body) * 100 % 97:02d}"


def read_payload(text: str) -> tuple[int, str, int] | None:
    """(layout, print id, sheet) of a page code; None for anything that is not ours or does not pass its check."""
    if len(text) != ID_DIGITS + 4 or not (text.isascii() and text.isdigit()) or int(text) % 97 != 1:
        return None
    return int(text[0]), text[1 : ID_DIGITS + 1], int(text[ID_DIGITS + 1])


@lru_cache(maxsize=64)
def data_matrix(text: str) -> tuple[str, ...]:
    """The modules of a Data Matrix, row by row; "1" is dark. Sixteen digits make 14 × 14."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix)
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(image).tolist()
    return tuple("".join("0" if value else "1" for value in row) for row in rows)
