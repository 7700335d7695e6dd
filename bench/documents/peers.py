#!/usr/bin/env python3
"""The same documents through other tools, with one mapping script for all of them.

    peers.py OUT [--per-style 1] [--most 30] [--limit 900] [--only pdfplumber,…] [--save OUT/peers.json]

Takes a sample of the documents of generate.py, the same number of each style of a format, runs
each tool over it in a process of its own (imports are not counted) and prints precision, recall and
documents per CPU second (user and system, children included) beside those of the program.

A document of which a tool makes nothing is none that it has read, however quickly that was done; its
time counts. Speed of the program is measured twice, each in one thread. The first is what is asked of
the others: reading and aligning, in one process whose start is not counted (the example `folders` of
the reader: FOLDERS, or built by cargo). After each document that a tool was given the program reads
the same a number of times, for a machine that does other things too is not as fast in one second as
in the next. The second is a run of `gongkai report read` over all documents of the format as a whole,
with its start, the process that keeps hostile formats apart, all checks, and JSON written.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

import papers
import score
from mapping import cells_of, rows_of_text


def pdfplumber():
    """pdfplumber, extract_tables."""
    import pdfplumber as library

    def read(path):
        with library.open(path) as document:
            return [table for page in document.pages for table in page.extract_tables()]
    return read


def pymupdf(**how):
    """PyMuPDF, find_tables."""
    import pymupdf as library

    def read(path):
        with library.open(path) as document:
            return [table.extract() for page in document for table in page.find_tables(**how).tables]
    return read


def camelot():
    """camelot, lattice."""
    import camelot as library

    def read(path):
        tables = library.read_pdf(path, pages="all", flavor="lattice", suppress_stdout=True)
        return [table.df.values.tolist() for table in tables]
    return read


def docx_tables(path):
    """The tables of a DOCX file by python-docx; merged cells once."""
    import docx

    tables = []
    for table in docx.Document(path).tables:
        tables.append([])
        for row in table.rows:
            cells = list({id(cell._tc): cell for cell in row.cells}.values())
            tables[-1].append([cell.text for cell in cells])
    return tables


def python_docx():
    """python-docx."""
    import docx  # noqa: F401  (imported before the clock starts)
    return docx_tables


def soffice():
    """LibreOffice to DOCX, a process for each document, then python-docx."""
    import docx  # noqa: F401

    def read(path):
        with tempfile.TemporaryDirectory() as folder:
            convert([path], folder)
            stem = os.path.splitext(os.path.basename(path))[0]
            return docx_tables(os.path.join(folder, stem + ".docx"))
    return read


def convert(paths, folder):
    """LibreOffice to DOCX."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "docx"]
    subprocess.run(command + ["--outdir", folder] + paths, check=True, capture_output=True, timeout=600)


def soffice_batch(paths):
    """LibreOffice to DOCX, one process for all documents, then python-docx."""
    with tempfile.TemporaryDirectory() as folder:
        # Documents of different styles have the same names.
        links = [os.path.join(folder, f"{at}{os.path.splitext(path)[1]}") for at, path in enumerate(paths)]
        for path, link in zip(paths, links):
            os.symlink(path, link)
        convert(links, folder)
        for at, path in enumerate(paths):
            yield path, cells_of(docx_tables(os.path.join(folder, f"{at}.docx")))


def read_html():
    """pandas.read_html."""
    import pandas

    def rows(table):
        table = table.astype(object).fillna("")
        heads = [column if isinstance(column, tuple) else (column,) for column in table.columns]
        named = any(isinstance(word, str) for head in heads for word in head)
        return [list(line) for line in zip(*heads)] * named + table.values.tolist()

    def read(path):
        return [rows(table) for table in pandas.read_html(path)]
    return read


def read_excel():
    """pandas.read_excel (xlrd)."""
    import pandas

    def read(path):
        sheets = pandas.read_excel(path, sheet_name=None, header=None, keep_default_na=False)
        return [sheet.values.tolist() for sheet in sheets.values()]
    return read


def openpyxl():
    """openpyxl."""
    import openpyxl as library

    def read(path):
        book = library.load_workbook(path)
        tables = []
        for sheet in book.worksheets:
            merged = {cell for area in sheet.merged_cells.ranges for cell in list(area.cells)[1:]}
            tables.append([[None if (cell.row, cell.column) in merged else cell.value or (
                0 if cell.value == 0 else "") for cell in row] for row in sheet.iter_rows()])
        return tables
    return read


def kreuzberg():
    """kreuzberg: its tables, or its text where it finds none."""
    import kreuzberg as library

    def read(path):
        result = library.extract_file_sync(path)
        tables = [table.cells for table in result.tables]
        return tables or [list(rows_of_text(result.content))]
    return read


def markitdown():
    """markitdown: its Markdown."""
    import markitdown as library
    converter = library.MarkItDown()

    def read(path):
        return [list(rows_of_text(converter.convert(path).text_content))]
    return read


def easyofd():
    """easyofd to PDF, then pdfplumber."""
    import io
    import pdfplumber as library
    from easyofd.ofd import OFD

    def read(path):
        with open(path, "rb") as file:
            import base64
            data = base64.b64encode(file.read()).decode()
        document = OFD()
        document.read(data, save_xml=False)
        with library.open(io.BytesIO(document.to_pdf())) as made:
            return [table for page in made.pages for table in page.extract_tables()]
    return read


PEERS = {
    "pdfplumber": (pdfplumber, ("pdf",)),
    "PyMuPDF (layout off)": (lambda: pymupdf(use_layout=False), ("pdf",)),
    "PyMuPDF": (pymupdf, ("pdf",)),
    "camelot lattice": (camelot, ("pdf",)),
    "python-docx": (python_docx, ("docx",)),
    "pandas.read_html": (read_html, ("html",)),
    "openpyxl": (openpyxl, ("xlsx",)),
    "pandas.read_excel": (read_excel, ("xls", "xlsx")),
    "soffice + python-docx": (soffice, ("doc", "wps", "odt")),
    "soffice, one process": (soffice_batch, ("doc", "odt")),
    "kreuzberg": (kreuzberg, ("pdf", "docx", "html", "xlsx", "xls", "doc", "odt")),
    "markitdown": (markitdown, ("pdf", "docx", "html", "xlsx", "xls")),
    "easyofd + pdfplumber": (easyofd, ("ofd",)),
}

# How often the program reads a document beside a tool.
AGAIN = 100

# What does not come to an end with a single document gets less time.
LIMITS = {"easyofd + pdfplumber": 150}


def spent():
    """CPU seconds of this process and of its children that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def one_by_one(read, paths):
    """Cells of each document, nothing where the tool fails, and the CPU seconds they took."""
    for path in paths:
        start = spent()
        try:
            cells = cells_of(read(path))
        except Exception as error:  # whatever a tool raises is its failure on this document
            print(f"{path}: {type(error).__name__}: {error}"[:300], file=sys.stderr)
            cells = None
        yield path, cells, spent() - start


def all_at_once(read, paths):
    """The same of a tool that reads them in one run: each took its share."""
    start = spent()
    done = list(read(paths))
    for path, cells in done:
        yield path, cells, (spent() - start) / len(done)


def once(paths):
    """Documents that the program reads and aligns in a second of the processor."""
    command = [os.environ["FOLDERS"], "once"] + paths
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    read, seconds = done.stdout.split()
    return int(read) / float(seconds)


def worker(name, paths, out):
    """Runs a tool over documents, the program beside it; a line for each as soon as it is done."""
    make = PEERS[name][0]
    done = all_at_once(make, paths) if make is soffice_batch else one_by_one(make(), paths)
    with open(out, "w", encoding="utf-8") as file:
        for path, cells, cpu in done:
            line = {"path": path, "cells": cells, "cpu": cpu, "program": 1 / once([path] * AGAIN)}
            file.write(json.dumps(line) + "\n")
            file.flush()


def run(name, folder, paths, limit):
    """What a tool finds: cells by path; and speeds: documents read in a CPU second by the tool, by the program, and
    how many times as fast the program is on those that the tool reads. Where its process dies it goes on with the
    next document in another; the one it died of counts as nothing found."""
    cells, lines, rest, end = {}, [], list(paths), time.monotonic() + limit
    while rest and time.monotonic() < end:
        more = one_process(name, folder, rest, end - time.monotonic())
        cells |= {os.path.relpath(line["path"], folder): line["cells"] for line in more}
        lines += more
        rest = rest[len(more):]
        if rest:
            cells[rest.pop(0)] = None
    read = [line for line in lines if line["cells"]]

    def per_second(count, of, who):
        return count / sum(line[who] for line in of) if of else 0.0

    tool = per_second(len(read), read, "cpu")
    return cells, {
        "per_cpu_second": per_second(len(read), lines, "cpu"),
        "program": per_second(len(lines), lines, "program"),
        "on_what_it_reads": per_second(len(read), read, "program") / tool if tool else 0.0,
    }


def one_process(name, folder, paths, limit):
    """The lines that one process of a tool writes until it ends, dies or takes too long."""
    with tempfile.NamedTemporaryFile("r", suffix=".jsonl", encoding="utf-8") as out:
        job = json.dumps([name, [os.path.join(folder, path) for path in paths], out.name])
        command = [sys.executable, os.path.abspath(__file__), "--worker", job]
        # One thread where a tool lets itself be told so.
        alone = os.environ | {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "RAYON_NUM_THREADS": "1"}
        with open(os.path.join(folder, "peers.log"), "ab") as log:
            try:
                subprocess.run(command, timeout=limit, stdout=log, stderr=log, env=alone, check=False)
            except subprocess.TimeoutExpired:
                log.write(f"{name}: not ended after {limit:.0f} s\n".encode())
        return [json.loads(line) for line in out]


def sample(truth, form, per_style, most):
    """Documents of a format: as many of each style, spread over the reports."""
    styles = {}
    for path, line in sorted(truth.items()):
        if line["format"] == form and line["style"] != "scan":
            styles.setdefault(line["style"], []).append(path)
    share = max(per_style, min(12, -(-12 // max(len(styles), 1))))
    out = []
    for number, paths in enumerate(styles.values()):
        step = max(len(paths) // share, 1)
        out += [paths[(at * step + number) % len(paths)] for at in range(min(share, len(paths)))]
    return sorted(set(out))[:max(most, len(styles))]


def judged(truth, cells, paths):
    """Counts of a tool on the sample; documents that it gave nothing for count as lost."""
    counts = []
    for path in paths:
        found = cells.get(path) or {}
        counts.append(score.compare(truth[path]["cells"], found, [])[0] | {"read": int(bool(found))})
    return score.total(counts)


def by_style(truth, cells, paths):
    """Recall of a tool by style."""
    styles = {}
    for path in paths:
        styles.setdefault(truth[path]["style"], []).append(path)
    judged_styles = {style: judged(truth, cells, of_style) for style, of_style in styles.items()}
    return {style: one["found"] / one["must"] for style, one in judged_styles.items() if one["must"]}


def whole(truth, folder, paths, form):
    """The program as a whole: counts on the sample, and all documents of the format per CPU second."""
    everything = [path for path, line in truth.items() if line["format"] == form]
    reports, cpu, _, _ = score.read(folder, everything, 1)
    cells = {path: score.of_report(reports[path], truth[path]["form"])[0] for path in paths if path in reports}
    return judged(truth, cells, paths), sum(path in reports for path in everything) / cpu


def reader():
    """Builds what measures the reading alone."""
    command = ["cargo", "build", "--quiet", "--release", "-p", "gongkai-reader", "--example", "folders"]
    subprocess.run(command, cwd=papers.ROOT, check=True)
    return os.path.join(papers.ROOT, "target", "release", "examples", "folders")


def line_of(name, form, counts, rate, factors=()):
    """A line of the table; `factors` say how many times as fast the program is."""
    precision = score.share(counts["stated"] - counts["wrong"], counts["stated"])
    factors = [f"{factor:,.0f}" if factor else "" for factor in factors] or [""] * 3
    speed = "–" if not rate else f"{rate:,.1f}" if rate < 100 else f"{rate:,.0f}"
    return (f"| {form} | {name} | {counts['read']} of {counts['documents']} | {precision} "
            f"| {score.share(counts['found'], counts['must'])} | {counts['perfect']} | {speed} "
            f"| {' | '.join(factors)} |")


def compared(options, truth, form, paths):
    """The lines of a format: the program, twice, and every tool that reads the format."""
    folder = os.path.abspath(options.out)
    only = [name for name in options.only.split(",") if name]
    save = options.save or os.path.join(folder, "peers.json")
    measured = {}
    if os.path.exists(save):
        with open(save, encoding="utf-8") as file:
            measured = json.load(file)
    counts, pace = whole(truth, folder, paths, form)
    for name in [name for name, (_, formats) in PEERS.items() if form in formats and (not only or name in only)]:
        cells, speeds = run(name, folder, paths, LIMITS.get(name, options.limit))
        measured[f"{form}/{name}"] = speeds | {"counts": judged(truth, cells, paths),
                                               "styles": by_style(truth, cells, paths)}
        with open(save, "w", encoding="utf-8") as file:
            json.dump(measured, file, ensure_ascii=False, indent=1)
    yield line_of("gongkai", form, counts, once([os.path.join(folder, path) for path in paths] * 10))
    yield line_of("gongkai, as a whole", form, counts, pace)
    for name in PEERS:
        one = measured.get(f"{form}/{name}")
        if one:
            rate = one["per_cpu_second"]
            factors = [one["program"] / rate, one["on_what_it_reads"], pace / rate] if rate else [0, 0, 0]
            yield line_of(name, form, one["counts"], rate, factors)


def main():
    """Runs all tools, prints and saves."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("out", nargs="?")
    options.add_argument("--per-style", type=int, default=1)
    options.add_argument("--most", type=int, default=30)
    options.add_argument("--limit", type=float, default=900, help="seconds for a tool and a format")
    options.add_argument("--only", default="", help="names of tools, or `gongkai` for none of them")
    options.add_argument("--save")
    options.add_argument("--worker", help=argparse.SUPPRESS)
    options = options.parse_args()
    if options.worker:
        return worker(*json.loads(options.worker))
    if "FOLDERS" not in os.environ:
        os.environ["FOLDERS"] = reader()
    truth = score.truth_of(os.path.abspath(options.out))
    print("| Format | Tool | Documents read | Precision | Recall | Wholly right | Documents per CPU second "
          "| gongkai is faster by | on what it reads by | as a whole by |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for form in ("pdf", "docx", "html", "xlsx", "xls", "doc", "wps", "odt", "ofd"):
        paths = sample(truth, form, options.per_style, options.most)
        if paths:
            print("\n".join(compared(options, truth, form, paths)), flush=True)
    return None


if __name__ == "__main__":
    sys.exit(main())
