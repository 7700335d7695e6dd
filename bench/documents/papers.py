"""Invented reports as the testkit prints them, and how an office fills their cells.

A paper is a line of `cargo run -p gongkai-exchange --example papers`: lines of text, grids with
spans, the exchange shape for our own renderer and the truth of every cell.
"""

import copy
import json
import os
import random

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

MARKS = ("", "", "", "/", "—", "-", "无")


def gongkai():
    """The program that renders and reads."""
    return os.path.abspath(os.environ.get("GONGKAI", os.path.join(ROOT, "target", "release", "gongkai")))


class Paper:
    """A report on paper: `parts` as printed in one document, `truth` the same in all."""

    def __init__(self, number, record):
        self.number = number
        self.form = record["form"]
        self.kind = record["kind"]
        self.parts = record["parts"]
        self.report = record["report"]
        self.truth = record["truth"] or {}
        self.text = record["text"]

    @property
    def name(self):
        """The name of its files."""
        return f"{self.number:05}"

    @property
    def title(self):
        """Its title."""
        return next(part["text"] for part in self.parts if part.get("line") == "title")

    def filled(self, rng, shows_blanks=True):
        """A copy with cells as some office writes them. Where the layout does not show an empty
        cell, blanks carry a mark: otherwise nobody could tell which cell is blank."""
        other = copy.copy(self)
        other.parts = copy.deepcopy(self.parts)
        mark = rng.choice(MARKS if shows_blanks else [mark for mark in MARKS if mark])
        habits = {
            "mark": mark,
            "signed": rng.random() < 0.3,
            "thousands": rng.random() < 0.06,
            "unit": rng.choice("件项条") if rng.random() < 0.04 else "",
            "wide": rng.random() < 0.03,
        }
        for cell in cells(other.parts):
            if cell["kind"] == "value":
                cell["text"] = figure(cell, habits)
        return other


def cells(parts):
    """Every cell of every table."""
    for part in parts:
        for row in part.get("rows", ()):
            yield from row


def figure(cell, habits):
    """A figure as an office with these habits writes it."""
    text = cell["text"]
    if not text:
        return habits["mark"]
    if not text.lstrip("-").isdigit():
        return text
    number = int(text)
    text = f"{number:,}" if habits["thousands"] else text
    if cell["change"] and number > 0 and habits["signed"]:
        text = "+" + text
    if habits["wide"]:
        text = text.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    return text + habits["unit"]


def grid(table):
    """The table as a matrix: each place holds its cell, or None where a cell covers it from the
    left or from above; and the cell that covers it, for those who need that."""
    rows, width = table["rows"], table["width"]
    starts = [[None] * width for _ in rows]
    owners = [[None] * width for _ in rows]
    for line, row in enumerate(rows):
        for cell in row:
            starts[line][cell["column"]] = cell
            for below in range(line, min(line + cell["rows"], len(rows))):
                for right in range(cell["column"], min(cell["column"] + cell["columns"], width)):
                    owners[below][right] = (line, cell)
    return starts, owners


def read(path):
    """The papers of a file."""
    with open(path, encoding="utf-8") as file:
        return [Paper(number, json.loads(line)) for number, line in enumerate(file)]


def generator(seed, paper, style):
    """The random generator of one document: the same for the same seed, whatever else is made."""
    return random.Random(f"{seed}/{paper.number}/{style}")
