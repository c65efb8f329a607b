"""Pictures that people send: decoded, drawn anew, and nothing of the file is kept.

What a file claims to be counts for nothing, and what else is in it (where it was taken, another
file behind the picture, a profile of colours) does not survive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from PIL import Image, ImageCms, ImageOps

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
#: Of what cannot be decoded at a part of its size, as a JPEG can: a bound on memory.
MOST_PIXELS_AT_ONCE = 20_000_000
#: Pillow itself warns from here on, and refuses twice as much while it reads the header.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
#: MPO is what many phones call a JPEG with a second picture behind the first.
FORMATS = ["JPEG", "PNG", "WEBP", "GIF"]
LARGE, SMALL = 1280, 640
#: A picture as tall as this many times its width is cut off by no screen, and read by nobody.
TALLEST = 3
#: Bytes of what is stored, at most.
LARGE_BYTES, SMALL_BYTES = 400_000, 150_000
_QUALITIES = (82, 70, 55, 40)

NO_PICTURE = "This is not a picture that we can read. Please send a JPEG, PNG, WebP or GIF file."


@dataclass(frozen=True)
class Encoded:
    """The same picture twice as WebP; `width` and `height` are those of the large one."""

    large: bytes
    small: bytes
    width: int
    height: int
    small_width: int
    #: SHA-256 of the large one.
    fingerprint: str


def reencode(content: bytes) -> Encoded:
    """A stranger's file as two pictures of our own. Raises ValidationError in plain words."""
    if len(content) > MOST_BYTES:
        raise ValidationError(
            f"This file is too large. Please send one of at most {MOST_BYTES // 1024**2} MB.",
            code="too_large",
        )
    try:
        picture = _drawn(content)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(MOST_PIXELS) from error
    except Exception as error:  # decoders of hostile files raise whatever they like
        raise ValidationError(NO_PICTURE, code="unreadable") from error
    large, width, height = _webp(picture, LARGE, LARGE_BYTES)
    small, small_width, _ = _webp(picture, SMALL, SMALL_BYTES)
    return Encoded(large, small, width, height, small_width, hashlib.sha256(large).hexdigest())


def _too_many_pixels(most: int) -> ValidationError:
    return ValidationError(
        f"This picture has more than {most // 1_000_000} million points. "
        "Please make it smaller first.",
        code="too_many_pixels",
    )


def _drawn(content: bytes) -> Image.Image:
    """The picture upright, in sRGB, no larger than needed, without anything around it."""
    image = Image.open(BytesIO(content), formats=FORMATS)
    most = MOST_PIXELS if image.format in {"JPEG", "MPO"} else MOST_PIXELS_AT_ONCE
    if image.width * image.height > most:
        raise _too_many_pixels(most)
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise ValidationError(
            "This picture moves, which makes some people ill. Please send a still one.",
            code="animated",
        )
    if image.mode.startswith("I"):  # 16 bits: Pillow would cut off what is above 255
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode in {"1", "P", "PA", "F"}:
        seen_through = "A" in image.mode or "transparency" in image.info
        image = _with_info(image.convert("RGBA" if seen_through else "RGB"), image)
    # First smaller, which lets a JPEG be decoded at a part of its size; then all else.
    image.thumbnail((LARGE * TALLEST, LARGE * TALLEST))
    image = ImageOps.exif_transpose(image)
    image = _in_srgb(image)
    image.info.clear()
    return image


def _with_info(image: Image.Image, original: Image.Image) -> Image.Image:
    image.info = {
        key: original.info[key] for key in ("icc_profile", "exif") if key in original.info
    }
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    mode = "RGBA" if image.mode in {"RGBA", "LA", "La", "RGBa"} else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            return ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile: the colours are then as if there were none
    return image.convert(mode)


def _webp(picture: Image.Image, widest: int, most: int) -> tuple[bytes, int, int]:
    """As WebP within these bounds: first at less quality, then at less size."""
    box = (widest, widest * TALLEST)
    while True:
        image = picture.copy()
        image.thumbnail(box)
        for quality in _QUALITIES:
            file = BytesIO()
            image.save(file, "WEBP", quality=quality, method=4)
            if file.tell() <= most:
                return file.getvalue(), image.width, image.height
        box = (max(1, image.width * 3 // 4), max(1, image.height * 3 // 4))
