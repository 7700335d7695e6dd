"""From the tables that a library gives to the cells of the report: one script for all peers.

What somebody who needs the figures would write in an afternoon: a row is known by its label (the
words right before its figures, compared without blanks; close matches count), its figures are
taken in order. Line breaks inside cells are joined, rows with a page number alone are passed over, a label that
stands in the row before is tried together with the row's own.
"""

import difflib
import os
import re
import sys
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
import naive  # noqa: E402  (the other script of this kind, whose list of rows serves here too)

BLANKS = {"", "/", "—", "-", "无"}
NUMBER = re.compile(r"^[+-]?\d[\d,]*(?:\.\d+)?(亿元|万元|元|件|项|条)?$")
PAGE = re.compile(r"^[-—第]? ?\d+ ?[-—页]?$")
UNITS = {"亿元": 100_000_000, "万元": 10_000, "元": 1}
SUITS = [f"{row}.{column}" for row in naive.SUITS for column in naive.RESULTS]


def clean(cell):
    """A cell's text without blanks and line breaks; None stays None."""
    if cell is None or cell != cell:
        return None
    text = unicodedata.normalize("NFKC", str(cell))
    text = re.sub(r"\s+", "", text)
    if text == "NaN":
        return ""
    return text[:-2] if re.fullmatch(r"\d+\.0", text) else text


def number(text):
    """The number of a cell, as printed, and its unit; None for anything else."""
    found = NUMBER.match(text or "")
    if not found:
        return None
    unit = found.group(1) or ""
    return float(text.removesuffix(unit).replace(",", "")), unit


def is_value(text):
    """Whether a cell can be a figure or its blank."""
    return text in BLANKS or number(text) is not None


def without_padding(figures, count):
    """Figures without the empty cells that are too many: those before them first."""
    while len(figures) > count and figures[0] is None:
        figures = figures[1:]
    while len(figures) > count and figures[-1] is None:
        figures = figures[:-1]
    return figures[-count:]


class Mapper:
    """Takes the rows of a document in order and collects cells."""

    def __init__(self, rows):
        text = "".join("".join(cell or "" for cell in row) for row in rows)
        self.rows = naive.rows_of(text)
        self.labels = [label for label, _, _ in self.rows]
        self.in_wan = "制发件数" in text
        self.cells, self.before, self.seen_results = {}, "", False

    def known(self, words):
        """The row of a label: contained in it, or close to it."""
        for at, label in enumerate(self.labels):
            if label in words:
                return self.rows[at]
        bare = re.sub(r"^[（(一二三四五六七八\d、.．)）]+", "", words)
        close = difflib.get_close_matches(bare, self.labels, 1, 0.7)
        return self.rows[self.labels.index(close[0])] if close else None

    def take(self, row):
        """One row of cells."""
        row = [cell for cell in row if cell is not None]
        last = max((at for at, cell in enumerate(row) if not is_value(cell)), default=-1)
        values, label = row[last + 1:], row[last] if last >= 0 else ""
        self.seen_results |= "结果维持" in "".join(row)
        figures = [number(value) for value in values]
        if not label and len(values) >= 15 and self.seen_results:
            self.put(SUITS, without_padding(figures, 15))
        elif any(figure is not None for figure in figures):
            if not label and len(row) == 1 and PAGE.match(row[0]):
                return
            found = self.known(label) or self.known(self.before + label)
            if found:
                _, name, columns = found
                # Merged labels leave empty cells before the figures of the wide table.
                figures = without_padding(figures, 7) if len(columns) == 7 else figures
                self.put([f"{name}.{column}" for column in columns], figures)
            self.before = ""
        else:
            self.before = label

    def put(self, names, figures):
        """Figures in order; cells that are known already stay."""
        for name, figure in zip(names, figures):
            if figure is not None:
                value, unit = figure
                if name == "proactive.fees.amount" and self.in_wan:
                    unit = unit or "万元"
                self.cells.setdefault(name, round(value * UNITS.get(unit, 1), 4))


def cells_of(tables):
    """The cells of a document's tables, each a list of rows."""
    rows = [[clean(cell) for cell in row] for table in tables for row in table]
    mapper = Mapper(rows)
    for row in rows:
        mapper.take(row)
    return mapper.cells


def rows_of_text(text):
    """Rows of plain text or Markdown: cut at bars, tabs or, failing those, blanks."""
    for line in text.splitlines():
        line = re.sub(r"<br/?>", "", line.strip())
        if "|" in line:
            parts = line.strip("|").split("|")
        else:
            parts = re.split(r"\t| {2,}", line) if "\t" in line or "  " in line else line.split()
        if not all(re.fullmatch(r"[:\- ]*", part) for part in parts):
            yield parts
