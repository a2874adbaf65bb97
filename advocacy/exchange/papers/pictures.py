"""Pictures of letterheads: as the papers take them, and whether they can be printed at all."""

import struct

from advocacy.domain.letterheads import ANOTHER_PICTURE, MOST_PICTURE_BYTES, MOST_PICTURE_SIDE, PICTURES
from advocacy.domain.problems import Refused
from advocacy.exchange.papers.content import Head
from advocacy.exchange.papers.pdf import set_pages

_JPEG_START = b"\xff\xd8"
_JFIF = _JPEG_START + b"\xff\xe0" + struct.pack(">H5sHBHHBB", 16, b"JFIF\0", 0x0101, 0, 1, 1, 0, 0)


def named_jpeg(data: bytes) -> bytes:
    """Return a picture by which DOCX knows what it is: a JPEG without JFIF or Exif, as phones leave, gets the first."""
    if data.startswith(_JPEG_START) and data[6:10] not in (b"JFIF", b"Exif"):
        return _JFIF + data[len(_JPEG_START) :]
    return data


def refuse_unprintable(data: bytes, media_type: str) -> None:
    """Raise Refused (at the field `files`) for a picture that one of our papers cannot show: tried, not guessed."""
    if media_type not in PICTURES or len(data) > MOST_PICTURE_BYTES:
        raise Refused.at("files", ANOTHER_PICTURE)
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    try:
        image = Image.from_blob(named_jpeg(data))
        if max(image.px_width, image.px_height) > MOST_PICTURE_SIDE:
            raise Refused.at("files", ANOTHER_PICTURE)
        set_pages("picture.typ", {}, Head(logo=data, logo_type=media_type))
    except (Refused, InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
        raise Refused.at("files", ANOTHER_PICTURE) from None
