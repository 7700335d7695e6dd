#!/usr/bin/env python3
"""Invents annual reports with known truth and writes each in every format and style.

    generate.py OUT [--reports 60] [--seed 1] [--without office,browser]

OUT/<format>/<style>/<report>.<ending> holds the documents, OUT/truth.jsonl a line for each of them:
`path`, `format`, `style`, `form`, `kind` (what is left out of it) and `cells`: identifier → number
(money in yuan as a decimal string), null for a cell that is there and blank, a list where the text
alone does not prove which of these it is; a cell not named is not in the document.

Needs cargo (or PAPERS, the built example), the program (GONGKAI), LibreOffice and Chromium; what is
missing is left out and said. The same seed gives the same documents, except for dates that
LibreOffice and Chromium write into theirs.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import papers
from writers import browser, html, office, ofd, pdf, reportlab_pdf, sheets, word

OWN = ("html", "docx", "xlsx", "csv", "md", "pdf")
BY_HAND = (("html", html), ("docx", word), ("xlsx", sheets), ("pdf", reportlab_pdf), ("pdf", pdf), ("ofd", ofd))
# From format and style, to format and style: what LibreOffice makes of documents.
BY_OFFICE = (
    ("docx", "gongkai", "pdf", "libreoffice"),
    ("docx", "gongkai", "doc", "libreoffice"),
    ("docx", "gongkai", "odt", "libreoffice"),
    ("docx", "gongkai", "html", "libreoffice"),
    ("docx", "edited", "pdf", "libreoffice-edited"),
    ("docx", "edited", "doc", "libreoffice-edited"),
    ("docx", "tracked", "doc", "libreoffice-tracked"),
    ("html", "plain", "docx", "libreoffice"),
    ("xlsx", "gongkai", "xls", "libreoffice"),
    ("xlsx", "one-sheet", "xls", "libreoffice-one-sheet"),
)
BY_BROWSER = (("html", "gongkai", "chromium"), ("html", "plain", "chromium-plain"), ("html", "cms", "chromium-cms"))


def invented(count, seed, out):
    """The papers of all reports."""
    command = [os.environ["PAPERS"]] if "PAPERS" in os.environ else [
        "cargo", "run", "--quiet", "--release", "-p", "gongkai-exchange", "--example", "papers", "--"]
    path = os.path.join(out, "papers.jsonl")
    with open(path, "wb") as file:
        subprocess.run(command + [str(count), str(seed)], cwd=papers.ROOT, stdout=file, check=True)
    return papers.read(path)


class Corpus:
    """The folder of documents and their truth."""

    def __init__(self, out):
        self.out, self.lines = out, []

    def path(self, form, style, name, ending=None):
        """Where a document stands."""
        folder = os.path.join(self.out, form, style)
        os.makedirs(folder, exist_ok=True)
        return os.path.join(folder, f"{name}.{ending or form}")

    def add(self, path, form, style, paper, cells=None):
        """Enters a document that was written."""
        self.lines.append({
            "path": os.path.relpath(path, self.out), "format": form, "style": style,
            "form": paper.form, "kind": paper.kind, "cells": paper.truth if cells is None else cells,
        })

    def put(self, data, form, style, paper, **more):
        """Writes a document and enters it."""
        path = self.path(form, style, paper.name, more.get("ending"))
        with open(path, "wb") as file:
            file.write(data)
        self.add(path, form, style, paper, more.get("cells"))

    def save(self):
        """Writes the truth."""
        with open(os.path.join(self.out, "truth.jsonl"), "w", encoding="utf-8") as file:
            for line in sorted(self.lines, key=lambda line: line["path"]):
                file.write(json.dumps(line, ensure_ascii=False) + "\n")


def by_ourselves(corpus, all_papers):
    """Our own renderer."""

    def one(job):
        paper, form = job
        path = corpus.path(form, "gongkai", paper.name)
        command = [papers.gongkai(), "report", "render", "-", "--to", form, "-o", path, "--quiet"]
        # The program knows the shape by its name at the beginning.
        report = {"schema": paper.report["schema"]} | paper.report
        text = json.dumps(report, ensure_ascii=False).encode("utf-8")
        done = subprocess.run(command, input=text, capture_output=True, check=False)
        if done.returncode:
            return f"{path}: {done.stderr.decode('utf-8', 'replace').strip()}"
        corpus.add(path, form, "gongkai", paper)
        return None

    with ThreadPoolExecutor(2) as pool:
        for problem in pool.map(one, [(paper, form) for paper in all_papers for form in OWN]):
            if problem:
                print(problem, file=sys.stderr)


def by_hand(corpus, all_papers, seed):
    """The writers of this folder, and the text layouts of the testkit."""
    for form, writer in BY_HAND:
        for style, write, shows_blanks in writer.STYLES:
            for paper in all_papers:
                rng = papers.generator(seed, paper, f"{form}/{style}")
                data = write(paper.filled(rng, shows_blanks), rng)
                corpus.put(data, form, style, paper, cells={} if style == "scan" else None)
    for paper in all_papers:
        text = paper.text
        ending = "csv" if text["layout"] == "csv" else "txt"
        data = text["text"].encode("utf-8")
        corpus.put(data, "txt", text["layout"], paper, ending=ending, cells=text["truth"])


def by_office(corpus, all_papers):
    """LibreOffice's conversions; an old document under the other office's ending besides."""
    for source, style, form, name in BY_OFFICE:
        known = {paper.name: paper for paper in all_papers}
        sources = [corpus.path(source, style, paper.name) for paper in all_papers]
        folder = os.path.dirname(corpus.path(form, name, "any"))
        for path in office.convert([path for path in sources if os.path.exists(path)], form, folder):
            stem = os.path.splitext(os.path.basename(path))[0]
            corpus.add(path, form, name, known[stem])
        print(f"{form} {name}", file=sys.stderr)
    for paper in all_papers[::4]:
        path = corpus.path("doc", "libreoffice-edited", paper.name)
        if os.path.exists(path):
            other = corpus.path("wps", "libreoffice", paper.name)
            shutil.copyfile(path, other)
            corpus.add(other, "wps", "libreoffice", paper)


def by_browser(corpus, all_papers):
    """Chromium's prints."""
    with browser.Browser() as chromium:
        for form, style, name in BY_BROWSER:
            for paper in all_papers:
                source = corpus.path(form, style, paper.name)
                if os.path.exists(source):
                    corpus.put(chromium.printed(source), "pdf", name, paper)
            print(f"pdf {name}", file=sys.stderr)


def main():
    """Writes the folder."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("out")
    options.add_argument("--reports", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--without", default="", help="office, browser")
    options = options.parse_args()
    out = os.path.abspath(options.out)
    os.makedirs(out, exist_ok=True)
    corpus = Corpus(out)
    all_papers = invented(options.reports, options.seed, out)
    by_ourselves(corpus, all_papers)
    by_hand(corpus, all_papers, options.seed)
    for name, module, step in (("browser", browser, by_browser), ("office", office, by_office)):
        if name in options.without.split(","):
            continue
        if not module.PROGRAM:
            print(f"{name}: not installed, its documents are left out", file=sys.stderr)
            continue
        step(corpus, all_papers)
    corpus.save()
    print(f"{len(corpus.lines)} documents in {out}")


if __name__ == "__main__":
    main()
