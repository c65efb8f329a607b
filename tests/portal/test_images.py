"""Pictures that strangers send: what is kept of them, and what is refused."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from portal import images
from portal.images import reencode

GPS = 0x8825


def picture(
    mode: str = "RGB", size: tuple[int, int] = (900, 600), form: str = "PNG", **more
) -> bytes:
    """Red on the left, blue on the right, in the mode and format that is asked for."""
    image = Image.new("RGB", size, (220, 30, 30))
    image.paste((30, 30, 220), (size[0] // 2, 0, size[0], size[1]))
    file = BytesIO()
    image.convert(mode).save(file, form, **more)
    return file.getvalue()


def noise(size: tuple[int, int]) -> bytes:
    file = BytesIO()
    Image.effect_noise(size, 200).convert("RGB").save(file, "JPEG", quality=60)
    return file.getvalue()


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def chunks(content: bytes) -> set[str]:
    """The names of the parts of a WebP file; the size in its head is that of the whole."""
    assert content[:4] == b"RIFF"
    assert content[8:12] == b"WEBP"
    assert struct.unpack("<I", content[4:8])[0] + 8 == len(content)
    found, at = set(), 12
    while at < len(content):
        found.add(content[at : at + 4].decode())
        length = struct.unpack("<I", content[at + 4 : at + 8])[0]
        at += 8 + length + length % 2
    return found


def is_red(pixel: tuple[int, ...]) -> bool:
    return pixel[0] > 150 and pixel[2] < 120


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_four_formats_become_webp_in_two_sizes(form):
    encoded = reencode(picture(size=(2000, 1000), form=form))
    large, small = opened(encoded.large), opened(encoded.small)
    assert (large.format, large.size, small.size) == ("WEBP", (1280, 640), (640, 320))
    assert (encoded.width, encoded.height, encoded.small_width) == (1280, 640, 640)
    assert len(encoded.fingerprint) == 64
    assert is_red(large.convert("RGB").getpixel((10, 10)))
    assert not is_red(large.convert("RGB").getpixel((1270, 10)))


def test_a_small_picture_stays_as_small_as_it_is():
    encoded = reencode(picture(size=(1, 1)))
    assert (encoded.width, encoded.height, encoded.small_width) == (1, 1, 1)
    assert opened(encoded.large).size == (1, 1)


def test_nothing_around_the_picture_survives():
    """Where it was taken, with what, comments, and a profile of colours."""
    exif = Image.Exif()
    exif[0x010F] = "SECRET camera"
    exif.get_ifd(GPS)[2] = (52.0, 22.0, 11.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    sent = picture(
        form="JPEG", exif=exif, comment=b"SECRET", icc_profile=profile, xmp=b"<x>SECRET</x>"
    )
    assert sent.count(b"SECRET") == 3
    assert GPS in opened(sent).getexif()
    encoded = reencode(sent)
    for content in (encoded.large, encoded.small):
        assert chunks(content) <= {"VP8 ", "VP8L", "VP8X", "ALPH"}
        assert b"SECRET" not in content
        assert not dict(opened(content).getexif())


def test_a_picture_on_its_side_is_put_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    encoded = reencode(picture(form="JPEG", exif=exif))
    assert (encoded.width, encoded.height) == (600, 900)
    assert is_red(opened(encoded.large).getpixel((300, 10))), "what was left is now above"
    assert not is_red(opened(encoded.large).getpixel((300, 890)))


@pytest.mark.parametrize(
    ("mode", "form"),
    [("CMYK", "JPEG"), ("L", "JPEG"), ("P", "PNG"), ("1", "PNG"), ("LA", "PNG"), ("P", "GIF")],
)
def test_every_way_to_store_colours_is_read(mode, form):
    image = opened(reencode(picture(mode, form=form)).large).convert("RGB")
    left, right = image.getpixel((20, 20)), image.getpixel((880, 20))
    assert sum(left) != sum(right) or mode == "1"
    assert is_red(left) == (mode in {"CMYK", "P"})


def test_sixteen_bits_do_not_become_white():
    image = Image.new("I;16", (40, 40), 20_000)
    file = BytesIO()
    image.save(file, "PNG")
    grey = opened(reencode(file.getvalue()).large).convert("L").getpixel((5, 5))
    assert abs(grey - 20_000 // 256) < 4


def test_what_is_seen_through_stays_so():
    file = BytesIO()
    Image.new("RGBA", (50, 50), (200, 0, 0, 0)).save(file, "PNG")
    assert opened(reencode(file.getvalue()).large).getpixel((5, 5))[3] == 0
    paletted = Image.new("P", (50, 50), 0)
    file = BytesIO()
    paletted.save(file, "GIF", transparency=0)
    assert opened(reencode(file.getvalue()).large).getpixel((5, 5))[3] == 0


def test_other_colours_are_brought_to_those_of_screens():
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB", 5000)).tobytes()
    for profile in (wide, b"no profile at all"):
        encoded = reencode(picture(form="JPEG", icc_profile=profile))
        assert is_red(opened(encoded.large).getpixel((10, 10))), "a profile that cannot be, is none"


@pytest.mark.parametrize("form", ["PNG", "GIF", "JPEG"])
@pytest.mark.parametrize(
    "tail", [b"PK\x03\x04" + b"A" * 200, b"<script>alert(1)</script>", b"%PDF-1.7\n1 0 obj"]
)
def test_what_stands_behind_a_picture_is_left_behind(form, tail):
    encoded = reencode(picture(form=form) + tail)
    assert tail not in encoded.large + encoded.small
    assert chunks(encoded.large) <= {"VP8 ", "VP8L", "VP8X", "ALPH"}


def test_a_picture_from_a_phone_with_a_second_one_behind_it():
    image, second = opened(picture()), opened(picture(size=(60, 40)))
    file = BytesIO()
    image.save(file, "MPO", save_all=True, append_images=[second])
    assert (reencode(file.getvalue()).width) == 900


def header_only(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and holds nearly nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("size", "code"),
    [
        ((60_000, 60_000), "too_many_pixels"),
        ((8_000, 8_000), "too_many_pixels"),
        ((6_400, 6_300), "too_many_pixels"),
        ((5_000, 4_100), "too_many_pixels"),
        ((100, 100), "unreadable"),
    ],
)
def test_a_bomb_is_refused_by_its_head(size, code):
    with pytest.raises(ValidationError) as refusal:
        reencode(header_only(*size))
    assert refusal.value.code == code


MOVING = [Image.new("RGB", (20, 20), (shade, 0, 0)) for shade in (0, 90, 200)]


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_is_refused(form):
    file = BytesIO()
    MOVING[0].save(file, form, save_all=True, append_images=MOVING[1:])
    with pytest.raises(ValidationError, match="moves"):
        reencode(file.getvalue())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"\xff\xd8\xff",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><img src=x>",
        b"%PDF-1.7",
        b"PK\x03\x04",
        picture(form="TIFF"),
        picture(form="BMP"),
        picture(form="ICO", size=(64, 64)),
        picture(form="PDF"),
        picture(form="JPEG")[:3000],
        picture(form="PNG")[:-200],
        picture(form="WEBP")[:-200],
        b"PK\x03\x04" + picture(),
    ],
    ids=lambda content: f"{content[:8]!r}-{len(content)}",
)
def test_what_is_no_whole_picture_is_refused_in_plain_words(content):
    with pytest.raises(ValidationError) as refusal:
        reencode(content)
    assert refusal.value.message == images.NO_PICTURE


def test_a_file_that_is_too_large_is_not_even_opened():
    with pytest.raises(ValidationError, match="at most 8 MB"):
        reencode(picture() + b"\0" * images.MOST_BYTES)


def test_a_large_photo_is_welcome():
    assert reencode(picture(size=(6_000, 4_000), form="JPEG")).width == 1280


def test_what_is_stored_has_bounds():
    encoded = reencode(noise((1_500, 1_500)))
    assert len(encoded.large) <= images.LARGE_BYTES
    assert len(encoded.small) <= images.SMALL_BYTES
    tall = reencode(picture(size=(100, 20_000)))
    assert tall.height <= images.LARGE * images.TALLEST
