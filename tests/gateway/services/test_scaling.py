"""Pictures of goods made small: what is no honest picture is refused before it costs anything."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from gateway.services.scaling import LARGEST, BadPicture, scaled
from tests.gateway import drawn


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content), formats=("JPEG",))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
@pytest.mark.parametrize(("size", "expected"), [(96, (96, 60)), (480, (480, 300))])
def test_every_kind_of_picture_becomes_a_jpeg_of_the_asked_size(kind, size, expected):
    assert drawn.size_of(scaled(drawn.photo(kind), size)) == expected


def test_a_small_picture_is_not_blown_up():
    assert drawn.size_of(scaled(drawn.photo(side=(50, 80)), 1600)) == (50, 80)


def test_the_colours_stay():
    middle = opened(scaled(drawn.photo("PNG"), 96)).getpixel((48, 30))
    assert [round(part, -1) for part in middle] == [200, 50, 20]


def test_what_shines_through_becomes_white():
    picture = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    made = io.BytesIO()
    picture.save(made, "PNG")
    assert opened(scaled(made.getvalue(), 96)).getpixel((50, 50)) == (255, 255, 255)


def test_a_picture_of_sixteen_bits_keeps_its_greys():
    picture = Image.new("I;16", (40, 40), 0x8000)
    made = io.BytesIO()
    picture.save(made, "PNG")
    level = opened(scaled(made.getvalue(), 96)).getpixel((20, 20))
    assert abs(level[0] - 0x80) <= 2


def test_a_picture_taken_sideways_stands_upright_and_its_place_is_forgotten():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "CAMERA OF A PERSON"
    content = drawn.photo(side=(640, 400), exif=exif)
    assert b"CAMERA OF A PERSON" in content
    made = scaled(content, 96)
    assert drawn.size_of(made) == (60, 96)
    assert b"CAMERA" not in made


def test_a_picture_of_more_pixels_than_any_camera_is_refused():
    with pytest.raises(BadPicture, match="пікселів"):
        scaled(drawn.bomb(), 96)


def test_a_jpeg_of_endless_passes_is_refused():
    with pytest.raises(BadPicture, match="проходів"):
        scaled(drawn.many_scans(), 96)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("left", [0.1, 0.5, 0.9])
def test_a_cut_picture_is_refused(kind, left):
    whole = drawn.photo(kind, side=(900, 700))
    with pytest.raises(BadPicture):
        scaled(whole[: int(len(whole) * left)], 480)


def test_a_file_of_another_kind_is_refused_whatever_it_is_called():
    for content in (drawn.SVG, b"%PDF-1.7\n", b"", b"\xff\xd8picture", drawn.photo("TIFF")):
        with pytest.raises(BadPicture, match="пошкоджено"):
            scaled(content, 96)


def test_a_file_larger_than_any_photo_is_refused():
    with pytest.raises(BadPicture, match="МБ"):
        scaled(bytes(LARGEST + 1), 96)


def test_damaged_bytes_never_end_in_another_error():
    """Every third byte of a picture turned over, one at a time: refused or drawn, nothing else."""
    for kind in ("JPEG", "PNG", "GIF", "BMP", "WEBP"):
        whole = drawn.photo(kind, side=(48, 48))
        for at in range(0, min(len(whole), 900), 3):
            body = bytearray(whole)
            body[at] ^= 0xFF
            try:
                made = scaled(bytes(body), 96)
            except BadPicture:
                continue
            assert max(drawn.size_of(made)) <= 96
