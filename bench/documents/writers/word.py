"""Reports as word processor packages written by hand, with what word processors leave in them."""

import io
import zipfile
from functools import partial
from xml.sax.saxutils import escape

from papers import grid

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/'
    'package/2006/content-types"><Default Extension="rels" ContentType="application/'
    'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
    '"application/xml"/><Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
LINKS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
WIDTH = 9000  # of a table, in twentieths of a point
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
DAY = (1980, 1, 1, 0, 0, 0)


def package(files):
    """A ZIP package of these files, the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            data = text if isinstance(text, bytes) else text.encode("utf-8")
            archive.writestr(zipfile.ZipInfo(name, DAY), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def run(text):
    """A run of text."""
    return f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def plain_runs(text, _rng):
    """All in one run."""
    return run(text) if text else ""


def broken_runs(text, rng, tracked=False):
    """Runs cut where somebody edited: proofing marks, bookmarks; where changes are tracked,
    insertions and deletions."""
    if not text:
        return ""
    at = rng.randrange(1, len(text)) if len(text) > 1 and rng.random() < 0.5 else len(text)
    first, last = text[:at], text[at:]
    out = '<w:bookmarkStart w:id="1" w:name="_Go"/>' + run(first) + '<w:bookmarkEnd w:id="1"/>'
    if tracked and rng.random() < 0.05:
        out += '<w:del w:id="9" w:author="a"><w:r><w:delText>8</w:delText></w:r></w:del>'
    if tracked and last and rng.random() < 0.2:
        return out + f'<w:ins w:id="8" w:author="a">{run(last)}</w:ins>'
    return out + ('<w:proofErr w:type="spellStart"/>' + run(last) if last else "")


def paragraph(content):
    """A paragraph of runs."""
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{content}</w:p>'


def widths(table):
    """The widths of the columns: those of labels wider than those of figures."""
    values = {cell["column"] for row in table["rows"] for cell in row if cell["kind"] == "value"}
    shares = [10 if column in values else 17 for column in range(table["width"])]
    return [WIDTH * share // sum(shares) for share in shares]


def cell_xml(cell, wide, merge, runs, rng, broken):
    """A cell; `merge` says whether a vertical merge starts or goes on in it; `wide`
    holds the widths of the columns."""
    span = wide[cell["column"]:cell["column"] + cell["columns"]]
    marks = f'<w:tcW w:w="{sum(span)}" w:type="dxa"/>'
    if cell["columns"] > 1:
        marks += f'<w:gridSpan w:val="{cell["columns"]}"/>'
    if merge:
        marks += '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>"
    text = "" if merge == "continue" else cell["text"]
    parts = [text]
    if broken and cell["kind"] in ("label", "head") and len(text) > 6 and rng.random() < 0.3:
        parts = [text[:5], text[5:]]
    body = "".join(paragraph(runs(part, rng)) for part in parts)
    return f"<w:tc><w:tcPr>{marks}</w:tcPr>{body}</w:tc>"


def table_xml(table, runs, rng, broken=False):
    """A table with merged cells in both directions."""
    starts, owners = grid(table)
    wide = widths(table)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in wide)
    margins = '<w:tblCellMar><w:left w:w="30" w:type="dxa"/><w:right w:w="30" w:type="dxa"/></w:tblCellMar>'
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in SIDES)
    look = f"<w:tblBorders>{borders}</w:tblBorders>{margins}"
    out = [f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"]
    for line, row in enumerate(starts):
        out.append("<w:tr>")
        for column, cell in enumerate(row):
            owner = owners[line][column]
            if cell:
                merge = "restart" if cell["rows"] > 1 else ""
                out.append(cell_xml(cell, wide, merge, runs, rng, broken))
            elif owner and owner[0] < line and owner[1]["column"] == column:
                out.append(cell_xml(owner[1], wide, "continue", runs, rng, broken))
            elif not owner:
                out.append("<w:tc><w:tcPr/><w:p/></w:tc>")
        out.append("</w:tr>")
    return "".join(out) + "</w:tbl><w:p/>"


def document(body):
    """The package of a document."""
    section = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>'
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACE}><w:body>{body}{section}</w:body></w:document>'
    return package((("[Content_Types].xml", TYPES), ("_rels/.rels", LINKS), ("word/document.xml", text)))


def edited(paper, rng, runs=broken_runs):
    """A document that many hands have edited: broken runs, labels over paragraphs."""
    out = []
    for part in paper.parts:
        if "rows" in part:
            out.append(table_xml(part, runs, rng, broken=True))
        else:
            out.append(paragraph(runs(part["text"], rng)))
    return document("".join(out))


def tracked(paper, rng):
    """The same while changes are tracked: what was deleted is still in the file."""
    return edited(paper, rng, partial(broken_runs, tracked=True))


def nested(paper, rng):
    """Each table stands in a cell of a table that someone made for the layout, inside a content
    control; soft line breaks between the lines of the text."""
    out = []
    for part in paper.parts:
        if "rows" in part:
            inner = table_xml(part, plain_runs, rng)
            outer = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"9000\"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{inner}</w:tc></w:tr></w:tbl><w:p/>"
            out.append(f"<w:sdt><w:sdtContent>{outer}</w:sdtContent></w:sdt>")
        else:
            out.append(paragraph(run(part["text"]) + "<w:r><w:br/></w:r>"))
    return document("".join(out))


STYLES = (("edited", edited, True), ("tracked", tracked, True), ("nested", nested, True))
