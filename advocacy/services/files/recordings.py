"""Recordings: MP3, and MP4 for sound or film. A phone writes the place into an MP4; that is blanked.

MP4: ISO/IEC 14496-12, boxes of length and kind. A box that holds data about the recording becomes a free box of the
same length, so that no address inside the file moves.
"""

import struct

_ABOUT = {b"udta", b"meta", b"uuid", b"free", b"skip"}
"""Boxes that say things about a recording, or nothing at all: blanked wherever a phone puts them."""
_INSIDE = {b"moov", b"trak", b"moof", b"traf"}
_TOP = {
    *(b"ftyp", b"moov", b"mdat", b"free", b"skip", b"udta", b"meta", b"uuid", b"moof", b"mfra", b"sidx", b"styp"),
    *(b"wide", b"pdin", b"prft"),
}
_MOST_BOXES = 20_000


def mp3(data: bytes) -> bytes:
    """Take an MP3: a tag (ID3) or a frame of sound at its start. Raises ValueError when it is none."""
    start = 0
    if data[:3] == b"ID3":
        start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    while start < len(data) and data[start] == 0:  # padding of the tag
        start += 1
    if data[start] != 0xFF or data[start + 1] & 0xE6 != 0xE2:  # eleven bits of a frame, and layer 3
        raise ValueError
    return data[start:]


def mp4(data: bytes) -> bytes:
    """Return an MP4 without what it says about where and with what it was recorded."""
    if data[4:8] != b"ftyp":
        raise ValueError
    blanked = bytearray(data)
    boxes = _Boxes(blanked)
    boxes.walk(0, len(blanked), is_top=True)
    if b"moov" not in boxes.seen:
        raise ValueError
    return bytes(blanked)


class _Boxes:
    """The boxes of a film, walked once."""

    def __init__(self, data: bytearray) -> None:
        self.data = data
        self.seen: set[bytes] = set()
        self.count = 0

    def walk(self, at: int, end: int, *, is_top: bool) -> None:
        while at < end:
            self.count += 1
            kind, head, length = self._box(at, end)
            if self.count > _MOST_BOXES or (is_top and kind not in _TOP):
                raise ValueError
            self.seen.add(kind)
            if kind in _ABOUT:
                self.data[at + 4 : at + 8] = b"free"
                self.data[at + head : at + length] = bytes(length - head)
            elif kind in _INSIDE:
                self.walk(at + head, at + length, is_top=False)
            at += length

    def _box(self, at: int, end: int) -> tuple[bytes, int, int]:
        length, kind = struct.unpack(">L4s", _exactly(self.data, at, 8))
        head = 8
        if length == 1:
            (length,) = struct.unpack(">Q", _exactly(self.data, at + 8, 8))
            head = 16
        elif length == 0:
            length = end - at
        if length < head or at + length > end:
            raise ValueError
        return kind, head, length


def _exactly(data: bytearray, at: int, length: int) -> bytes:
    piece = bytes(data[at : at + length])
    if len(piece) != length:
        raise ValueError
    return piece
