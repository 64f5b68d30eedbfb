"""Photographs of every make, of the same four fields: what a camera, a phone or a program saves."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping

from PIL import Image, ImageCms

SIZE = (800, 600)
RED, GREEN, BLUE, YELLOW = (200, 30, 30), (30, 160, 60), (30, 50, 180), (240, 220, 40)
FIELDS = (RED, GREEN, BLUE, YELLOW)  # top left, top right, bottom left, bottom right
GREYS = tuple(round(0.299 * r + 0.587 * g + 0.114 * b) for r, g, b in FIELDS)
TURNED = 0x0112
# how an upright picture lies in the file of a camera that was held so (EXIF 2.32, 4.6.5)
LAID = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def photo(mode: str = "RGB") -> Image.Image:
    """Four fields of four colours."""
    wide, high = SIZE
    made = Image.new("RGB", SIZE)
    for number, colour in enumerate(FIELDS):
        left, top = number % 2 * wide // 2, number // 2 * high // 2
        made.paste(colour, (left, top, left + wide // 2, top + high // 2))
    return made.convert(mode)


def saved(picture: Image.Image, kind: str = "PNG", **how: object) -> bytes:
    made = io.BytesIO()
    picture.save(made, kind, **how)
    return made.getvalue()


def png(
    depth: int, colour: int, rows: list[bytes], *more: tuple[bytes, bytes], laced: int = 0
) -> bytes:
    """A PNG that Pillow doesn't write, from its rows; `more` are chunks before them."""
    head = struct.pack(">IIBBBBB", *SIZE, depth, colour, 0, 0, laced)
    body = zlib.compress(b"".join(b"\0" + row for row in rows))
    parts = [(b"IHDR", head), *more, (b"IDAT", body), (b"IEND", b"")]
    sized = [struct.pack(">I", len(data)) + name + data for name, data in parts]
    sealed = [part + struct.pack(">I", zlib.crc32(part[4:])) for part in sized]
    return b"\x89PNG\r\n\x1a\n" + b"".join(sealed)


def deep(tones: Callable[[tuple[int, int, int]], tuple[int, ...]]) -> list[bytes]:
    """The rows of the four fields with 16 bits a channel."""
    half = SIZE[0] // 2
    left, right, low_left, low_right = (
        b"".join(struct.pack(">H", part * 257) for part in tones(colour)) * half
        for colour in FIELDS
    )
    return [left + right] * (SIZE[1] // 2) + [low_left + low_right] * (SIZE[1] // 2)


def grey(colour: tuple[int, int, int]) -> tuple[int, ...]:
    return (GREYS[FIELDS.index(colour)],)


def laced() -> bytes:
    """An interlaced PNG (Adam7), of the four fields."""
    picture, rows = photo(), []
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
              (0, 1, 1, 2))  # fmt: skip
    for left, top, right, down in passes:
        for y in range(top, SIZE[1], down):
            row = picture.crop((0, y, SIZE[0], y + 1)).tobytes()
            rows.append(b"".join(row[3 * x : 3 * x + 3] for x in range(left, SIZE[0], right)))
    return png(8, 2, rows, laced=1)


def turned(way: int, kind: str = "JPEG") -> bytes:
    """The four fields as a camera that was held so lays them into its file."""
    notes = Image.Exif()
    notes[TURNED] = way
    laid = photo().transpose(LAID[way]) if way in LAID else photo()
    return saved(laid, kind, exif=notes, **({"quality": 95} if kind == "JPEG" else {}))


def swapped() -> bytes:
    """The four fields with their red and blue changed about, and a profile that knows of it.

    The profile is sRGB's with the red column called blue, and the other way round.
    """
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told = profile.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")
    red, green, blue = photo().split()
    return saved(Image.merge("RGB", (blue, green, red)), icc_profile=told)


def see_through(mode: str) -> bytes:
    """The four fields, with a see-through one in place of the last."""
    made = photo("RGBA")
    made.paste((0, 0, 0, 0), (SIZE[0] // 2, SIZE[1] // 2, *SIZE))
    return saved(made.convert(mode))


def keyed() -> bytes:
    """A PNG without alpha whose yellow lets the ground through (tRNS)."""
    rows = [row[::2] for row in deep(lambda colour: colour)]  # the high byte of each part
    return png(8, 2, rows, (b"tRNS", struct.pack(">HHH", *YELLOW)))


PALETTE = photo().quantize(4)
WHITE = (255, 255, 255)
CLEAR = (RED, GREEN, BLUE, WHITE)
GREY = tuple((tone,) * 3 for tone in GREYS)
ONE_BIT = tuple((255 if tone > 127 else 0,) * 3 for tone in GREYS)
# each with the colours that its fields have on paper
PHOTOS: Mapping[str, tuple[bytes, tuple[tuple[int, ...], ...]]] = {
    "colour.png": (saved(photo()), FIELDS),
    "colour.jpg": (saved(photo(), "JPEG", quality=95), FIELDS),
    "a-jpeg-called.png": (saved(photo(), "JPEG", quality=95), FIELDS),
    "a-png-called.jpg": (saved(photo()), FIELDS),
    "a-png-called.svg": (saved(photo()), FIELDS),
    "palette.png": (saved(PALETTE), FIELDS),
    "see-through-palette.png": (saved(PALETTE, transparency=PALETTE.getpixel((700, 500))), CLEAR),
    "see-through.png": (see_through("RGBA"), CLEAR),
    "see-through-colour.png": (keyed(), CLEAR),
    "see-through-grey.png": (see_through("LA"), (*GREY[:3], WHITE)),
    "grey.png": (saved(photo("L")), GREY),
    "grey.jpg": (saved(photo("L"), "JPEG", quality=95), GREY),
    "one-bit.png": (saved(photo("L").point(lambda tone: 255 * (tone > 127)).convert("1")), ONE_BIT),
    "grey-16.png": (png(16, 0, deep(grey)), GREY),
    "colour-16.png": (png(16, 2, deep(lambda colour: colour)), FIELDS),
    "laced.png": (laced(), FIELDS),
    "profile.png": (swapped(), FIELDS),
    "progressive.jpg": (saved(photo(), "JPEG", quality=95, progressive=True), FIELDS),
    "inks.jpg": (saved(photo("CMYK"), "JPEG", quality=95), FIELDS),
    "two-in-one.jpg": (
        saved(photo(), "MPO", save_all=True, append_images=[photo()], quality=95), FIELDS),
    "turned.png": (turned(6, "PNG"), FIELDS),
    **{f"turned-{way}.jpg": (turned(way), FIELDS) for way in range(1, 9)},
}  # fmt: skip
