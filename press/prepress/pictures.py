"""Puts pictures of dots into inks, through the profile of the press and within its limit of ink."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Name
from PIL import Image, ImageCms

Profile = ImageCms.ImageCmsProfile
UNREADABLE = (
    pikepdf.PikepdfError,
    ImageCms.PyCMSError,
    OSError,
    ValueError,
    NotImplementedError,
)


def read_profile(data: bytes) -> Profile:
    """The profile as littlecms reads it. Raises OSError where it can't."""
    return Profile(io.BytesIO(data))


def put_into_inks(picture: Any, intent: Profile) -> str:
    """Rewrite a picture of a PDF in inks; what it is, in words, where that can't be.

    A picture without colour takes black ink alone. A colour that is measured by no profile is
    taken for sRGB.
    """
    space = picture.get("/ColorSpace")
    if picture.get("/ImageMask") or space == Name.DeviceGray:
        return ""
    if space == Name.DeviceCMYK:
        return "a picture that brings inks of its own"
    if isinstance(picture.get("/Mask"), Array):
        return "a picture with a see-through colour"
    try:
        read = pikepdf.PdfImage(picture).as_pil_image()
        grey = read.mode in ("1", "L")
        data = (read.convert("L") if grey else _inked(read, intent)).tobytes()
    except UNREADABLE:
        return "a picture of an unusual kind"
    picture.write(zlib.compress(data, 9), filter=Name.FlateDecode)
    picture.ColorSpace = Name.DeviceGray if grey else Name.DeviceCMYK
    picture.BitsPerComponent = 8
    for key in ("/Decode", "/Intent"):
        if key in picture:
            del picture[key]
    return ""


def _inked(read: Image.Image, intent: Profile) -> Image.Image:
    inked = ImageCms.profileToProfile(
        read.convert("RGB"),
        ImageCms.createProfile("sRGB"),
        intent,
        outputMode="CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if inked is None:
        raise ValueError("no picture came of it")
    return inked
