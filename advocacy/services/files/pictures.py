"""Photos and pictures: the picture is kept bit for bit, and everything beside it goes.

A phone writes place, time, owner and a small copy of the picture into the file, and some put a film behind it. People
on our photos may be in danger, so only the segments are kept that a viewer needs. Of Exif, the one number is kept
that says which side is up. Nothing is decoded, so no quality is lost and no decoder can be attacked.

JPEG: ITU-T T.81 annex B. Exif: CIPA DC-008. PNG: W3C PNG third edition. WebP: RFC 9649.
"""

import re
import struct
import zlib
from collections.abc import Iterator

MOST_SIDE = 30_000
"""Pixels in a row or column: more is a trap for those who show it."""

_START = b"\xff\xd8"
_SOI, _EOI, _SOS, _APP0, _APP1, _APP2, _APP14, _COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_ORIENTATION = 0x0112
_UPRIGHT = 1


def clean_jpeg(data: bytes) -> bytes:
    """Return a JPEG without anything but the picture; raise ValueError when it is none."""
    if data[:2] != _START:
        raise ValueError
    kept, orientation, seen = [_START], _UPRIGHT, set()
    for marker, segment, scan in _segments(data):
        seen.add(marker)
        if marker == _APP1:
            orientation = _orientation(segment) or orientation
        if marker in _FRAMES:
            _check_sides(*struct.unpack(">HH", segment[1:5]))
        if _needed(marker, segment):
            kept += [struct.pack(">BBH", 0xFF, marker, len(segment) + 2), segment, scan]
    if not (seen & _FRAMES and _SOS in seen):
        raise ValueError
    if orientation != _UPRIGHT:
        kept.insert(1, _only_orientation(orientation))
    return b"".join([*kept, b"\xff\xd9"])


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield the marker and content of each segment up to the end of the picture, with the scan that follows it."""
    at = len(_START)
    while True:
        marker, at = _marker(data, at)
        if marker == _EOI:
            return
        segment, at = _segment(data, at)
        end = _end_of_scan(data, at) if marker == _SOS else at
        yield marker, segment, data[at:end]
        at = end


def _marker(data: bytes, at: int) -> tuple[int, int]:
    if data[at] != 0xFF:
        raise ValueError
    while data[at] == 0xFF:
        at += 1
    if data[at] in {0x00, _SOI}:
        raise ValueError
    return data[at], at + 1


def _segment(data: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack(">H", _exactly(data, at, 2))
    if length < 2:
        raise ValueError
    return _exactly(data, at + 2, length - 2), at + length


def _exactly(data: bytes, at: int, length: int) -> bytes:
    piece = data[at : at + length]
    if len(piece) != length:
        raise ValueError
    return piece


def _needed(marker: int, segment: bytes) -> bool:
    """Tell whether a viewer needs the segment: tables and frames, and what says how colours are meant."""
    if marker == _APP0:
        return segment.startswith(b"JFIF\0")
    if marker == _APP2:
        return segment.startswith(b"ICC_PROFILE\0")
    if marker == _APP14:
        return segment.startswith(b"Adobe")
    return marker != _COM and not _APP0 <= marker <= 0xEF


def _end_of_scan(data: bytes, at: int) -> int:
    found = _NEXT_MARKER.search(data, at)
    if found is None:
        raise ValueError
    return found.start()


def _orientation(segment: bytes) -> int:
    """Return which side is up, as Exif says it (1 to 8), or 0 when it does not."""
    if not segment.startswith(b"Exif\0\0"):
        return 0
    tiff = segment[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "")
    try:
        (start,) = struct.unpack_from(order + "L", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, start)
        for number in range(count):
            tag, _kind, _count, value = struct.unpack_from(order + "HHLH", tiff, start + 2 + 12 * number)
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else 0
    except struct.error:
        return 0
    return 0


def _only_orientation(orientation: int) -> bytes:
    """Return an Exif segment with that one number in it."""
    tiff = b"MM\0*" + struct.pack(">LHHHLHHL", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0" + tiff
    return struct.pack(">BBH", 0xFF, _APP1, len(body) + 2) + body


def _check_sides(*sides: int) -> None:
    if any(not 0 < side <= MOST_SIDE for side in sides):
        raise ValueError


_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"pHYS"),
    *(b"bKGD", b"acTL", b"fcTL", b"fdAT"),
}


def clean_png(data: bytes) -> bytes:
    """Return a PNG without texts, times, Exif and private chunks; raise ValueError when it is none."""
    if not data.startswith(_PNG) or data[12:16] != b"IHDR":
        raise ValueError
    _check_sides(*struct.unpack(">LL", data[16:24]))
    kept, at, seen = [_PNG], len(_PNG), set()
    while True:
        (length,) = struct.unpack(">L", _exactly(data, at, 4))
        chunk = _exactly(data, at, length + 12)
        kind = chunk[4:8]
        if zlib.crc32(chunk[4:-4]) != struct.unpack(">L", chunk[-4:])[0]:
            raise ValueError
        seen.add(kind)
        if kind in _PNG_KEPT:
            kept.append(chunk)
        if kind == b"IEND":
            break
        at += length + 12
    if b"IDAT" not in seen:
        raise ValueError
    return b"".join(kept)


_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_EXIF_AND_XMP = 0b0000_1100


def clean_webp(data: bytes) -> bytes:
    """Return a WebP without Exif, XMP and unknown chunks; raise ValueError when it is none."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise ValueError
    (size,) = struct.unpack("<L", data[4:8])
    body = _exactly(data, 12, size - 4)
    kept, at, kinds = [], 0, set()
    while at < len(body):
        kind = _exactly(body, at, 4)
        (length,) = struct.unpack("<L", _exactly(body, at + 4, 4))
        content = _exactly(body, at + 8, length)
        at += 8 + length + length % 2
        if kind == b"VP8X":
            content = bytes([content[0] & ~_EXIF_AND_XMP]) + content[1:]
        if kind in _WEBP_KEPT:
            kinds.add(kind)
            kept.append(kind + struct.pack("<L", length) + content + b"\0" * (length % 2))
    if not kinds & {b"VP8 ", b"VP8L", b"ANMF"}:
        raise ValueError
    inside = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<L", len(inside)) + inside
