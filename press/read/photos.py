"""A photograph as it is given to the engine: upright, 8 bits, sRGB or grey, and nothing else in it.

The one door through which a PNG or JPEG of others is opened. Its size is judged before any pixel
is read, and one that is plain already is passed on to the byte.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib

from PIL import Image, ImageCms, ImageFile, ImageOps

Fault = tuple[str, str, str]  # code, problem, fix
KINDS = ("PNG", "JPEG")  # nothing else is tried: Pillow would run Ghostscript on an EPS
MOST_PIXELS = 40_000_000  # a page of A4 at 600 dpi
MOST_OF_A_LOGO = 6_000_000  # many times what is printed of one; more takes seconds to judge
LEAST_PIXELS = 600  # across: 300 dpi at 50 mm
PALE = 231  # of 255: what is no darker than this is not to be seen on paper
TURNED = 0x0112  # the place in a camera's notes (EXIF) that says how the camera was held
JPEG_QUALITY = 92
SCREEN_QUALITY = 80  # of a JPEG that is only looked at
QUICK = 1  # of zlib: the engine packs it again anyway
PLAIN_MODES = {"PNG": ("L", "LA", "RGB", "RGBA"), "JPEG": ("L", "RGB")}
# what tells colours, turns the picture, or says where and by whom it was taken
NOTES = ("transparency", "icc_profile", "exif", "xmp", "photoshop", "mp", "XML:com.adobe.xmp")
UNREADABLE = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError,
              ZeroDivisionError, EOFError, struct.error, zlib.error)  # fmt: skip


def read_photo(photo: bytes, most: int = MOST_PIXELS) -> tuple[bytes, Fault | None]:
    """A PNG or JPEG of `most` pixels made plain, or why it can't be printed.

    The faults are A113, A114, A121 and P303.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the engine lets half a picture pass; we don't
    Image.MAX_IMAGE_PIXELS = None  # the size is judged here, before any pixel is read
    try:
        with (
            warnings.catch_warnings(action="ignore"),  # of torn notes, which are left out anyway
            Image.open(io.BytesIO(photo), formats=KINDS) as picture,
        ):
            if fault := _fault_of_head(picture, most):
                return b"", fault
            picture.load()
            if not _leaves_ink(picture):
                problem = "the picture shows nothing: it is white, or see-through, all over"
                return b"", ("A121", problem, "look at its file, and save it again")
            return photo if _is_plain(photo, picture) else _made_plain(picture), None
    except UNREADABLE as error:
        return b"", ("A113", f"the picture can't be read: {error}", "save it again, or replace it")


def for_a_screen(photo: bytes, most: int) -> bytes:
    """A photo that can be printed, no more than `most` pixels across; as it is where it is smaller.

    A JPEG is packed as tightly as a screen allows.
    """
    with Image.open(io.BytesIO(photo), formats=KINDS) as picture:
        wide, high = picture.size
        if wide <= most:
            return photo
        made = io.BytesIO()
        small = picture.resize((most, max(1, round(high * most / wide))), Image.Resampling.LANCZOS)
        told = {"quality": SCREEN_QUALITY} if picture.format == "JPEG" else {"optimize": True}
        small.save(made, picture.format, **told)
        return made.getvalue()


def _fault_of_head(picture: ImageFile.ImageFile, most: int) -> Fault | None:
    """What the first bytes of a photo tell, before one of its pixels is read."""
    wide, high = picture.size
    if wide * high > most:
        fix = "save it smaller: 2000 pixels across are plenty"
        return "A114", f"the picture is {wide} × {high} pixels: too many", fix
    if picture.getexif().get(TURNED, 1) > 4:  # it lies on its side: 5 to 8
        wide = high
    if wide < LEAST_PIXELS:
        fix = f"use one of at least {LEAST_PIXELS} pixels across, or an SVG"
        return "P303", f"the picture is only {wide} pixels across: too coarse", fix
    if picture.format == "PNG" and getattr(picture, "is_animated", False):
        fix = "save one still picture of it as PNG or JPEG"
        return "A113", "the picture moves (an animated PNG)", fix
    if picture.mode in ("I", "I;16", "I;16B", "F") and "transparency" in picture.info:
        fix = "save it again with 8 bits a channel, as PNG or JPEG"
        return "A113", "the picture is a see-through PNG of 16 bits", fix
    return None


def _is_plain(photo: bytes, picture: ImageFile.ImageFile) -> bool:
    """Whether nothing has to be done to a photo."""
    kind = str(picture.format)
    eight = kind == "JPEG" or photo[24] == 8  # the depth in a PNG's first chunk
    known = picture.mode in PLAIN_MODES.get(kind, ()) and picture.getexif().get(TURNED, 1) == 1
    return eight and known and not any(note in picture.info for note in NOTES)


def _made_plain(picture: ImageFile.ImageFile) -> bytes:
    """The photo upright, in sRGB or grey, as what it was: a JPEG, or a PNG."""
    made = io.BytesIO()
    plain = _in_srgb(ImageOps.exif_transpose(picture), picture.info.get("icc_profile"))
    plain.info = {}
    if picture.format == "PNG":
        plain.save(made, "PNG", compress_level=QUICK)
    else:
        tables = getattr(picture, "quantization", None) if plain.mode == picture.mode else None
        # as coarse as it was: finer tables would make it larger, and no better
        plain.save(made, "JPEG", **({"qtables": tables} if tables else {"quality": JPEG_QUALITY}))
    return made.getvalue()


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in one of the plain modes, its colours as its profile means them."""
    plain = _in_eight_bits(picture)
    alpha = plain.getchannel("A") if plain.mode in ("LA", "RGBA") else None
    inks = plain.convert("L" if plain.mode == "LA" else "RGB") if alpha else plain
    made = _by_profile(inks, profile) or inks.convert("L" if inks.mode == "L" else "RGB")
    if alpha:
        made.putalpha(alpha)
    return made


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Palettes, single bits and 16 bits as grey or colours, with what lets the ground through."""
    if "transparency" in picture.info:
        return picture.convert("LA" if picture.mode in ("1", "L") else "RGBA")
    if picture.mode in ("I", "I;16", "I;16B"):
        return picture.convert("I").point(lambda tone: tone * (1 / 257)).convert("L")
    if picture.mode in ("1", "P", "PA"):
        return picture.convert({"1": "L", "P": "RGB", "PA": "RGBA"}[picture.mode])
    return picture


def _by_profile(picture: Image.Image, profile: bytes | None) -> Image.Image | None:
    """The colours that a profile means; None where there is none, or none that can be used."""
    if not profile:
        return None
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(picture, meant, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, *UNREADABLE):
        return None
    return made.convert("L") if made and picture.mode == "L" else made


def _leaves_ink(picture: Image.Image) -> bool:
    """Whether something of it is seen on white paper."""
    plain = _in_eight_bits(picture)
    if plain.mode in ("LA", "RGBA"):
        sheet = Image.new("RGBA", plain.size, "white")
        plain = Image.alpha_composite(sheet, plain.convert("RGBA"))
    darkest = plain.convert("L").getextrema()[0]
    return float(darkest) < PALE  # type: ignore[arg-type]
