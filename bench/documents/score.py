#!/usr/bin/env python3
"""How right reading is, on the documents of generate.py.

    score.py OUT [--threads 1] [--save OUT/score.json] [--show 20]

Reads all documents with one process of the program (GONGKAI) and holds what it states against
OUT/truth.jsonl: precision and recall of cells by format and by style, blank told from absent,
documents wholly right, documents per CPU second. Prints Markdown. Standard library only.

A stated number is wrong unless the truth of its cell allows it: what stands in a cell that is
blank or not in the document is wrong whatever it is. Recall counts the cells that the document
proves.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from decimal import Decimal, InvalidOperation

from papers import gongkai

COUNTS = ("documents", "read", "perfect", "stated", "wrong", "must", "found",
          "blank", "told_blank", "denied")


def truth_of(folder):
    """The lines of truth by path."""
    with open(os.path.join(folder, "truth.jsonl"), encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    return {line["path"]: line for line in lines}


def same(one, other):
    """Whether two numbers are the same, whatever their digits."""
    try:
        return Decimal(str(one)) == Decimal(str(other))
    except InvalidOperation:
        return False


def allowed(truth):
    """The numbers that a truth allows."""
    if truth is None:
        return []
    return truth if isinstance(truth, list) else [truth]


def compare(true, stated, missing):
    """Counts of one document, and what is wrong or lost in it. `stated` maps cells to numbers or
    null; `missing` are the cells said to be absent. A cell is denied if the document has it and it is
    said to be absent, or has a number and is said to be blank."""
    count, missing = dict.fromkeys(COUNTS, 0), set(missing)
    count["documents"] = count["read"] = 1
    faults = []
    for cell, value in stated.items():
        if value is None:
            continue
        count["stated"] += 1
        if not any(same(value, other) for other in allowed(true.get(cell))):
            count["wrong"] += 1
            faults.append(("wrong", cell, true.get(cell, "absent"), value))
    for cell, value in true.items():
        if value is None:
            count["blank"] += 1
            count["told_blank"] += cell in stated and stated[cell] is None
            count["denied"] += cell in missing
        elif not isinstance(value, list):
            count["must"] += 1
            count["denied"] += cell in missing or cell in stated and stated[cell] is None
            right = stated.get(cell) is not None and same(stated[cell], value)
            count["found"] += right
            if stated.get(cell) is None:
                faults.append(("lost", cell, value, "blank" if cell in stated else "not stated"))
    count["perfect"] = int(not count["wrong"] and count["found"] == count["must"])
    return count, faults


def of_report(report, form):
    """What a line of `report read` says of cells, and which it says are missing. A doubtful cell
    is neither a number nor blank; blanks in the table of another form say nothing of this one."""
    all_cells = report["cells"].items()
    cells = {name: cell["value"] for name, cell in all_cells if not cell.get("doubtful")}
    if report["form"] != form:
        cells = {name: value for name, value in cells.items() if value is not None}
    return cells, report["missing"]


def read(folder, paths, threads):
    """The lines of one run over all documents, CPU seconds, and what was said of bad files."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
        command = [gongkai(), "report", "read", "--format", "jsonl", "--threads", str(threads)]
        # Folders, not files: thousands of names do not fit into one command.
        tops = sorted({path.split("/", 1)[0] for path in paths})
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.time()
        done = subprocess.run(command + tops, cwd=folder, stdout=out, stderr=subprocess.PIPE, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        with open(out.name, encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = done.stderr.decode("utf-8", "replace")
    return {line["source"]["path"]: line for line in lines}, cpu, time.time() - started, said


def score(truth, reports):
    """Counts by format and style, and the faults by path."""
    counts, faults = defaultdict(lambda: dict.fromkeys(COUNTS, 0)), {}
    for path, line in truth.items():
        key = (line["format"], line["style"])
        report = reports.get(path)
        if report is None:
            must = sum(value is not None and not isinstance(value, list) for value in line["cells"].values())
            one = dict.fromkeys(COUNTS, 0) | {"documents": 1, "must": must, "perfect": int(must == 0)}
        else:
            one, found = compare(line["cells"], *of_report(report, line["form"]))
            if found:
                faults[path] = found
        for name, value in one.items():
            counts[key][name] += value
    return counts, faults


def total(counts):
    """The sum of some counts."""
    return {name: sum(count[name] for count in counts) for name in COUNTS}


def share(part, whole):
    """A share; a dash of nothing."""
    return f"{part / whole:.5f}" if whole else "–"


def row(names, one):
    """A line of a table."""
    cells = [one["documents"], one["read"], one["stated"], one["wrong"],
             share(one["stated"] - one["wrong"], one["stated"]), share(one["found"], one["must"]),
             share(one["told_blank"], one["blank"]), one["denied"], f"{one['perfect']} of {one['documents']}"]
    return "| " + " | ".join(names + [str(cell) for cell in cells]) + " |"


def tables(counts):
    """The tables of formats and of styles, as Markdown."""
    head = "Documents | Read | Cells stated | Wrong | Precision | Recall | Blanks told | Denied | Wholly right |"
    rule = "---:|" * 9
    out = [f"| Format | {head}", f"|---|{rule}"]
    formats = sorted({form for form, _ in counts})
    for form in formats:
        out.append(row([form], total([one for key, one in counts.items() if key[0] == form and key[1] != "scan"])))
    out.append(row(["all"], total([one for key, one in counts.items() if key[1] != "scan"])))
    out += ["", f"| Format | Style | {head}", f"|---|---|{rule}"]
    out += [row(list(key), one) for key, one in sorted(counts.items())]
    return "\n".join(out)


def speeds(folder, truth):
    """Documents per CPU second by format, each format in a process of its own with one thread."""
    out = {}
    for form in sorted({line["format"] for line in truth.values()}):
        paths = [path for path, line in truth.items() if line["format"] == form]
        reports, cpu, _, _ = read(folder, paths, 1)
        read_of_form = sum(path in reports for path in paths)
        out[form] = {"documents": read_of_form, "cpu": cpu, "per_cpu_second": read_of_form / cpu if cpu else 0}
    return out


def main():
    """Reads, compares, prints and saves."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("out")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--save")
    options.add_argument("--show", type=int, default=0, help="how many documents with faults to show")
    options = options.parse_args()
    folder = os.path.abspath(options.out)
    truth = truth_of(folder)
    reports, cpu, seconds, said = read(folder, truth, options.threads)
    counts, faults = score(truth, reports)
    print(tables(counts))
    print(f"\n{len(reports)} documents read in {cpu:.2f} CPU seconds ({seconds:.2f} s, {options.threads} threads).")
    by_format = speeds(folder, truth)
    print("\n| Format | Documents read | CPU seconds | Documents per CPU second |\n|---|---:|---:|---:|")
    for form, one in by_format.items():
        print(f"| {form} | {one['documents']} | {one['cpu']:.2f} | {one['per_cpu_second']:.0f} |")
    for path, found in list(faults.items())[:options.show]:
        print(f"\n{path} ({truth[path]['kind']}): {len(found)} faults, e.g. {found[:4]}", file=sys.stderr)
    save = options.save or os.path.join(folder, "score.json")
    with open(save, "w", encoding="utf-8") as file:
        scored = {"/".join(key): one for key, one in sorted(counts.items())}
        json.dump({"styles": scored, "speeds": by_format, "faults": faults, "said": said.splitlines()[-50:]},
                  file, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
