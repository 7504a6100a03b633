"""Files that are pictures, and files that are not: each opened as it was meant, or refused in one sentence."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from planner.paper.export import drawn
from planner.paper.reader import read_image
from planner.paper.reader.loading import MOST_BYTES, Unreadable, pictures
from tests.paper.reader.sheets import Paper, knowing, real_print

RED_ABOVE_BLUE = Image.new("RGB", (40, 60), "blue")
RED_ABOVE_BLUE.paste("red", (0, 0, 40, 30))


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def only(content: bytes) -> np.ndarray:
    (picture,) = pictures(content)
    return picture


def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        list(pictures(content))
    return str(caught.value)


TURNS = {
    1: [], 2: [Image.Transpose.FLIP_LEFT_RIGHT], 3: [Image.Transpose.ROTATE_180], 4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE], 6: [Image.Transpose.ROTATE_90], 7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_270],
}  # fmt: skip


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_its_exif_says(orientation: int) -> None:
    stored = RED_ABOVE_BLUE
    for turn in TURNS[orientation]:
        stored = stored.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = only(saved(stored, "JPEG", exif=exif, quality=95))
    assert picture.shape == (60, 40, 3)
    assert picture[10, 20, 2] > 200 > 60 > picture[10, 20, 0]
    assert picture[50, 20, 0] > 200 > 60 > picture[50, 20, 2]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "YCbCr"])
def test_every_way_to_keep_colours_gives_eight_bits_of_three(mode: str) -> None:
    picture = only(saved(RED_ABOVE_BLUE.convert(mode), "TIFF" if mode in ("CMYK", "YCbCr") else "PNG"))
    assert picture.shape == (60, 40, 3)
    assert picture.dtype == np.uint8
    assert int(picture[10, 20, 2]) >= int(picture[50, 20, 2])


def test_a_cmyk_jpeg_is_not_read_as_its_negative() -> None:
    picture = only(saved(Image.new("RGB", (32, 32), "white").convert("CMYK"), "JPEG"))
    assert picture.min() > 240


def test_sixteen_bits_keep_their_range() -> None:
    values = np.linspace(0, 65535, 64 * 64).reshape(64, 64).astype(np.uint16)
    picture = only(saved(Image.fromarray(values), "PNG"))
    assert (picture[0, 0, 0], picture[63, 63, 0]) == (0, 255)
    assert 120 < picture[32, 0, 0] < 135


def test_what_is_transparent_is_paper() -> None:
    assert only(saved(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG")).min() == 255


def test_of_an_animation_the_first_picture_counts() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("white", "black")]
    content = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert only(content).min() > 240


def test_every_page_of_a_tiff_is_a_picture() -> None:
    frames = [Image.new("L", (20, 20), shade) for shade in (255, 0, 128)]
    found = list(pictures(saved(frames[0], "TIFF", save_all=True, append_images=frames[1:])))
    assert [int(picture[0, 0, 0]) for picture in found] == [255, 0, 128]


def test_heic_opens() -> None:
    out = io.BytesIO()
    pillow_heif.from_pillow(RED_ABOVE_BLUE.resize((64, 96))).save(out, quality=90)
    assert only(out.getvalue()).shape == (96, 64, 3)


def test_a_pdf_gives_its_pages() -> None:
    (reading,) = read_image(drawn([real_print()]), knowing(real_print()))
    assert (reading.print_id, reading.problems) == (real_print().id, ())


# Bad input


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is huge, in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(13_000, 13_000), (8_001, 8_001), (100_000, 100_000)])
def test_a_small_file_of_too_many_pixels_is_judged_by_its_head(size: tuple[int, int]) -> None:
    assert "megapixels" in refused(bomb(*size))


def test_a_file_that_is_too_large_is_not_opened() -> None:
    assert "50 are the most" in refused(b"\xff" * (MOST_BYTES + 1))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"Dear diary", "no picture"),
        (b"\0" * 500, "no picture"),
        (b"%PDF-1.4 nothing more", "damaged"),
        (saved(RED_ABOVE_BLUE.resize((400, 600)), "JPEG")[:2000], "damaged"),
        (saved(RED_ABOVE_BLUE, "PNG")[:80], "damaged"),
        (saved(RED_ABOVE_BLUE, "TIFF")[:40], "picture"),
    ],
)
def test_what_is_no_whole_picture_is_told_in_a_sentence(content: bytes, said: str) -> None:
    assert said in refused(content)
    (reading,) = read_image(content, lambda _: None)
    assert (reading.sure, len(reading.problems)) == (False, 1)


def test_the_ending_of_a_name_says_nothing() -> None:
    (reading,) = read_image(Paper().png(), knowing(real_print()))
    assert reading.sure
