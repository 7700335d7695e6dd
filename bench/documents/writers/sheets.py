"""Reports as workbooks."""

import io
import re
import zipfile

from openpyxl import Workbook

from writers.word import package

STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def number(text):
    """What a person who types this into a cell gets: a number where it is one."""
    if text.lstrip("-").isdigit() and text.isascii():
        return int(text)
    return text or None


def put(sheet, table, top):
    """Writes a table with merged cells below this row."""
    for line, row in enumerate(table["rows"]):
        for cell in row:
            first, left = top + line, cell["column"] + 1
            sheet.cell(first, left, number(cell["text"]))
            last, right = first + cell["rows"] - 1, left + cell["columns"] - 1
            if (last, right) != (first, left):
                sheet.merge_cells(None, first, left, last, right)
    return top + len(table["rows"])


def saved(book):
    """The bytes of a workbook, without the hour at which it was made."""
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return package((name, STAMP.sub(b"2026-01-01T00:00:00Z", data)) for name, data in parts)


def one_sheet(paper, _rng):
    """Everything on one sheet, the text in merged rows."""
    book = Workbook()
    sheet, row = book.active, 1
    for part in paper.parts:
        if "rows" in part:
            row = put(sheet, part, row) + 1
        else:
            sheet.cell(row, 1, part["text"])
            sheet.merge_cells(None, row, 1, row, 10)
            row += 1
    return saved(book)


def three_sheets(paper, _rng):
    """A sheet for each table, its heading above it; no other text, an empty sheet at the end."""
    book = Workbook()
    book.remove(book.active)
    heading = ""
    for part in paper.parts:
        if "rows" in part:
            sheet = book.create_sheet(f"表{len(book.worksheets) + 1}")
            sheet.cell(1, 1, paper.title)
            sheet.cell(2, 1, heading)
            put(sheet, part, 4)
        elif part["line"] == "heading":
            heading = part["text"]
    book.create_sheet("Sheet1")
    return saved(book)


STYLES = (("one-sheet", one_sheet, True), ("sheets", three_sheets, True))
