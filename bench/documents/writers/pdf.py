"""Reports as PDF files written by hand: the fonts, rules and turned pages of real ones.

No font says what its codes mean, and most are not embedded: the codes go through a predefined CMap to
the characters of Adobe-GB1, as in many PDF files that Chinese offices publish.
"""

import io
import random
import zlib

from writers import font, typeset

# Python's gb2312 lacks the dash that offices print; what it has, gbk encodes alike.
CODECS = {
    "UniGB-UCS2-H": "utf-16-be",
    "UniGB-UTF16-H": "utf-16-be",
    "GBK-EUC-H": "gbk",
    "GBKp-EUC-H": "gbk",
    "GBK2K-H": "gb18030",
    "GB-EUC-H": "gbk",
    "GBpc-EUC-H": "gbk",
}

NO_RULES = {"shrink": True}


def coded(text, encoding):
    """A text in the codes of an encoding; a character that GB 2312 lacks becomes its stand-in."""
    codes = [char.encode(CODECS[encoding]) for char in text]
    if encoding in ("GB-EUC-H", "GBpc-EUC-H"):
        lacks = [len(code) == 2 and not (0xA1 <= code[0] <= 0xF7 and code[1] >= 0xA1) for code in codes]
        codes = ["〓".encode("gbk") if lack else code for lack, code in zip(lacks, codes)]
    return b"".join(codes).hex()


def text_ops(words, height, encoding, singly):
    """The operators that show words; one operator a character if `singly`."""
    for word in words:
        x = word.x
        for piece in word.text if singly else (word.text,):
            code = coded(piece, encoding)
            yield f"BT /F1 {word.size:g} Tf 1 0 0 1 {x:.2f} {height - word.y:.2f} Tm <{code}> Tj ET"
            x += typeset.advance(piece, word.size)


def kept(rules, frame):
    """The rules that a kind of table has."""
    upright = {"column", "frame"}
    for rule in rules:
        is_upright = rule.x0 == rule.x1
        if frame == "none" or frame == "horizontal" and is_upright:
            continue
        if frame == "open" and is_upright and rule.side in upright - {"column"}:
            continue
        yield rule


def rule_ops(rules, height, pen):
    """The operators that draw rules with a pen."""
    if pen == "dashed":
        yield "[2.4 1.6] 0 d 0.6 w"
    for rule in rules:
        x0, y0, x1, y1 = rule.x0, height - rule.y0, rule.x1, height - rule.y1
        if pen == "rects":
            wide, tall = max(x1 - x0, 0.48), max(y0 - y1, 0.48)
            yield f"{x0:.2f} {y1:.2f} {wide:.2f} {tall:.2f} re f"
        elif pen == "segments":
            yield from segments(x0, y0, x1, y1)
        else:
            yield f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S"


def segments(x0, y0, x1, y1):
    """A dotted line drawn as many short ones."""
    length = max(abs(x1 - x0), abs(y1 - y0))
    count = max(int(length / 4), 1)
    for at in range(count):
        begin, end = at / count, (at + 0.6) / count
        points = [x0 + (x1 - x0) * begin, y0 + (y1 - y0) * begin]
        points += [x0 + (x1 - x0) * end, y0 + (y1 - y0) * end]
        yield "{:.2f} {:.2f} m {:.2f} {:.2f} l S".format(*points)


def content(page, style):
    """The content stream of a page."""
    out = ["q"]
    if style.get("turned"):
        out.append(f"0 1 -1 0 {page.height:g} 0 cm")
    if style.get("scan"):
        out.append(f"q {page.width:g} 0 0 {page.height:g} 0 0 cm /I1 Do Q")
    if style.get("scan") != "bare":
        out.append("3 Tr" if style.get("scan") else "0 Tr")
        out += text_ops(page.words, page.height, style.get("encoding", "GBK-EUC-H"), style.get("singly"))
    if not style.get("scan"):
        rules = kept(page.rules, style.get("frame"))
        out += rule_ops(rules, page.height, style.get("pen"))
    return "\n".join(out + ["Q"]).encode("ascii")


def stream(data, entries=""):
    """A compressed stream."""
    packed = zlib.compress(data, 6)
    head = f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    return head.encode("ascii") + packed + b"\nendstream"


def fonts(encoding, embedded):
    """The objects of the font, which begin with number 3 and end with number 7."""
    info = "<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
    flags = "/Flags 4 /FontBBox [0 -220 1000 900] /ItalicAngle 0 /Ascent 859 /Descent -141 /CapHeight 683 /StemV 80"
    return [
        f"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /{encoding} /DescendantFonts [4 0 R] >>",
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo {info} /DW 1000"
        f" /W [1 95 500 814 939 500] /FontDescriptor 5 0 R {'/CIDToGIDMap 7 0 R' * embedded} >>",
        f"<< /Type /FontDescriptor /FontName /SimSun {flags} {'/FontFile2 6 0 R' * embedded} >>",
        stream(font.written()) if embedded else "null",
        stream(bytes(2 * 30_000)) if embedded else "null",
    ]


def picture():
    """A grey page as a scanner gives it."""
    dots = random.Random(1).randbytes(60 * 85)
    return stream(dots, "/Type /XObject /Subtype /Image /Width 60 /Height 85 /ColorSpace /DeviceGray /BitsPerComponent 8")


def page_objects(page, style, number):
    """The objects of one page; its number is that of the first."""
    wide, tall = (page.height, page.width) if style.get("turned") else (page.width, page.height)
    rotate = "/Rotate 90" if style.get("turned") == "flag" else ""
    images = "/XObject << /I1 8 0 R >>" if style.get("scan") else ""
    yield (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide:g} {tall:g}] {rotate}"
        f" /Resources << /Font << /F1 3 0 R >> {images} >> /Contents {number + 1} 0 R >>"
    )
    yield stream(content(page, style))


def assembled(objects):
    """A file of these objects, the first of which is the catalogue."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        body = body if isinstance(body, bytes) else body.encode("ascii")
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def written(pages, style):
    """The bytes of a document."""
    head = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    head += fonts(style.get("encoding", "GBK-EUC-H"), bool(style.get("embedded")))
    head.append(picture() if style.get("scan") else "null")
    first = len(head) + 1
    body = [part for at, page in enumerate(pages) for part in page_objects(page, style, first + 2 * at)]
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    head[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"
    return assembled(head + body)


def style(**how):
    """A writer with these properties."""

    def write(paper, rng):
        pages = typeset.pages(paper, typeset.Look(rng, **how.get("look", {})))
        return written(typeset.spread(pages) if how.get("spread") else pages, how)

    return write


STYLES = (
    ("gbk-euc", style(), True),
    ("unigb-ucs2", style(encoding="UniGB-UCS2-H"), True),
    ("unigb-utf16", style(encoding="UniGB-UTF16-H"), True),
    ("gb-euc", style(encoding="GB-EUC-H"), True),
    ("gbpc-euc", style(encoding="GBpc-EUC-H"), True),
    ("gbk2k", style(encoding="GBK2K-H"), True),
    ("embedded-gbk-euc", style(embedded=True), True),
    ("embedded-unigb-ucs2", style(encoding="UniGB-UCS2-H", embedded=True), True),
    ("thin-rects", style(pen="rects", singly=True), True),
    ("cut-rows", style(pen="rects", look={"cut_rows": True, "repeat_heads": False}), True),
    ("repeated-heads", style(look={"repeat_heads": True}), True),
    ("dashed", style(pen="dashed"), True),
    ("dotted", style(pen="segments"), True),
    ("open-frame", style(frame="open"), True),
    ("horizontal", style(frame="horizontal", look=NO_RULES), True),
    ("borderless", style(frame="none", look=NO_RULES), True),
    ("rotate-flag", style(turned="flag"), True),
    ("turned", style(turned="content"), True),
    ("two-on-a-page", style(spread=True), True),
    ("hidden-text", style(scan="text", look=NO_RULES), True),
    ("scan", style(scan="bare"), True),
)
