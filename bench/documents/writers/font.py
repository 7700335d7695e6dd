"""The smallest TrueType font there is: one glyph, a box. A PDF that embeds it has an embedded font
whose program tells nothing about its characters, as subsets of Chinese fonts do."""

import struct


def table_sum(data):
    """The check sum of a table."""
    data += b"\0" * (-len(data) % 4)
    return sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF


def tables():
    """The tables that a font inside a PDF must have."""
    head = struct.pack(">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, -220, 1000, 859, 0, 8, 2, 0, 0)
    hhea = struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 859, -141, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, 1)
    maxp = struct.pack(">IH13H", 0x10000, 1, 4, 1, *[0] * 11)
    return {
        b"glyf": box(), b"head": head, b"hhea": hhea, b"hmtx": struct.pack(">Hh", 1000, 0),
        b"loca": struct.pack(">HH", 0, len(box()) // 2), b"maxp": maxp,
    }


def box():
    """The outline of the glyph: one contour of four points on the curve."""
    head = struct.pack(">hhhhh", 1, 50, -100, 950, 800)
    points = struct.pack(">4h4h", 50, 900, 0, -900, -100, 0, 900, 0)
    return head + struct.pack(">HH", 3, 0) + b"\1\1\1\1" + points


def written():
    """The bytes of the font."""
    parts = tables()
    place = 12 + 16 * len(parts)
    head, body = struct.pack(">IHHHH", 0x10000, len(parts), 64, 2, 32), b""
    for name, data in sorted(parts.items()):
        head += struct.pack(">4sIII", name, table_sum(data), place + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + body
