#!/usr/bin/env python3
"""How fast and how right reading is, on reports with known truth. Standard library only.

    reading.py [--count 10000] [--seed 1] [--times 5] [--out bench/out] [--no-build]

Builds the release, invents a folder of reports (`cargo xtask corpus`), runs `report read` and
`report check` over it with one thread and with all cores, and bench/naive.py over the same files.
Prints a Markdown table of medians and one of precision and recall. The result must be the same
bytes whatever the number of threads: if not, this fails.
"""

import argparse
import hashlib
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections import namedtuple

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BINARY = os.path.join(ROOT, "target", "release", "gongkai")
NAIVE = os.path.join(ROOT, "bench", "naive.py")

Run = namedtuple("Run", "seconds cpu peak digest")
Score = namedtuple("Score", "stated wrong must found")


def high_water(pid):
    """The most memory a running process has held, in MiB. The usage of a child that has ended
    would count the memory of this process too, which it shared before it became another."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
            marks = [line.split()[1] for line in file if line.startswith("VmHWM")]
    except OSError:
        marks = []
    return int(marks[0]) / 1024 if marks else 0.0


def run(command, folder, out):
    """Runs a command in a folder with its output in a file; time, CPU, peak memory, digest."""
    peak = 0.0
    with open(out, "wb") as file:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=file)
        pid = 0
        while pid == 0:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            peak = max(peak, high_water(process.pid)) if pid == 0 else peak
            time.sleep(0 if pid else 0.005)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command[:4])} …: exit status {process.returncode}")
    with open(out, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak, digest)


def median(runs):
    """The run of medians; all runs must have written the same."""
    digests = {one.digest for one in runs}
    if len(digests) > 1:
        sys.exit("the output differs from run to run")
    middle = (statistics.median(one[at] for one in runs) for at in range(3))
    return Run(*middle, digests.pop())


def stated_by_gongkai(line):
    """The numbers of a line of `report read --format jsonl`: file name and cells."""
    report = json.loads(line)
    cells = {name: cell["value"] for name, cell in report["cells"].items()}
    return report["source"]["path"], {n: v for n, v in cells.items() if v is not None}


def stated_by_naive(line):
    """The numbers of a line of naive.py."""
    report = json.loads(line)
    return report["path"], report["cells"]


def same(one, other, in_wan):
    """Whether two numbers are the same; naive reads money as printed, which may be 万元."""
    one, other = float(one), float(other)
    return one == other or (in_wan and abs(one * 10_000 - other) < 1e-6)


def right(value, cell, in_wan):
    """Whether the truth of a cell allows a number."""
    allowed = [cell["must"]] if "must" in cell else cell.get("may", [])
    return any(same(value, other, in_wan) for other in allowed)


def score(out, stated, truth, in_wan):
    """Counts right and wrong cells of an output against the truth, in all and by layout."""
    scores = {}
    with open(out, encoding="utf-8") as file:
        for line in file:
            path, cells = stated(line)
            true = truth[os.path.basename(path)]
            good = {name for name, value in cells.items()
                    if right(value, true["cells"].get(name, {}), in_wan and "amount" in name)}
            must = {name for name, cell in true["cells"].items() if "must" in cell}
            for key in ("all", true["layout"]):
                old = scores.get(key, Score(0, 0, 0, 0))
                new = (len(cells), len(cells) - len(good), len(must), len(must & good))
                scores[key] = Score(*map(sum, zip(old, new)))
    return scores


def machine():
    """What the figures were taken on."""
    name = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
        name = names[0] if names else name
    except OSError:
        pass
    return f"{name}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def prepare(options, folder):
    """Builds the program and invents the reports."""
    cargo = ["cargo", "run", "--quiet", "--release", "-p", "xtask", "--"]
    if not options.no_build:
        subprocess.run(["cargo", "build", "--release", "-p", "gongkai"], cwd=ROOT, check=True)
    shutil.rmtree(os.path.join(folder, "reports"), ignore_errors=True)
    numbers = ["--count", str(options.count), "--seed", str(options.seed)]
    subprocess.run(cargo + ["corpus", folder] + numbers, cwd=ROOT, check=True)


def known(folder):
    """The truth by file name."""
    with open(os.path.join(folder, "truth.jsonl"), encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    return {line["path"]: line for line in lines}


def measure(options, folder):
    """The runs of every command, by name and number of threads."""
    files = sorted(os.listdir(os.path.join(folder, "reports")))
    commands = {}
    for threads in (1, os.cpu_count()):
        options_of_all = ["--threads", str(threads), "--quiet"]
        for name, form, out in (("read", "jsonl", "read.out"), ("check", "json", "check.out")):
            words = ["report", name, ".", "--format", form]
            commands[f"gongkai {' '.join(words[:2])}", threads] = (
                [BINARY] + words + options_of_all, out)
    commands["bench/naive.py", 1] = ([sys.executable, NAIVE] + files, "naive.out")
    runs = {key: [] for key in commands}
    # In turn, so that a busy moment of the machine falls on all of them.
    for number in range(options.times):
        for key, (command, out) in commands.items():
            place = os.path.join(folder, "reports")
            runs[key].append(run(command, place, os.path.join(folder, out)))
        print(f"run {number + 1} of {options.times} done", file=sys.stderr)
    return {key: median(all_runs) for key, all_runs in runs.items()}


def same_for_all_threads(measured):
    """Fails if the number of threads shows in the output."""
    digests = {}
    for (name, _), one in measured.items():
        digests.setdefault(name, set()).add(one.digest)
    for name, found in digests.items():
        if len(found) > 1:
            sys.exit(f"{name}: the output depends on the number of threads")


def speeds(measured, count):
    """Prints the table of time and memory."""
    print("| Command | Threads | Seconds | Reports per second | per CPU second | Peak MiB |")
    print("|---|---:|---:|---:|---:|---:|")
    for (name, threads), one in measured.items():
        rates = f"{count / one.seconds:.0f} | {count / one.cpu:.0f}"
        print(f"| `{name}` | {threads} | {one.seconds:.2f} | {rates} | {one.peak:.0f} |")


def row(name, one):
    """A line of a table of precision and recall."""
    precision = 1 - one.wrong / max(one.stated, 1)
    recall = one.found / max(one.must, 1)
    return (f"| {name} | {one.stated} | {one.wrong} | {precision:.5f} | {one.must} | {one.found} "
            f"| {recall:.5f} |")


def main():
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--out", default=os.path.join(ROOT, "bench", "out"))
    options.add_argument("--no-build", action="store_true")
    options = options.parse_args()
    folder = os.path.abspath(options.out)
    prepare(options, folder)
    measured = measure(options, folder)
    same_for_all_threads(measured)
    truth = known(folder)
    print(f"{options.count} reports, seed {options.seed}; {time.strftime('%Y-%m-%d')}; {machine()}.")
    print(f"Medians of {options.times} runs. Output is the same bytes for every number of threads.\n")
    speeds(measured, options.count)
    scores = {
        "gongkai": score(os.path.join(folder, "read.out"), stated_by_gongkai, truth, False),
        "bench/naive.py": score(os.path.join(folder, "naive.out"), stated_by_naive, truth, True),
    }
    print("\n| Reader | Cells stated | Wrong | Precision | Provable cells | Found | Recall |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, by_layout in scores.items():
        print(row(name, by_layout["all"]))
    print("\n| gongkai by layout | Cells stated | Wrong | Precision | Provable cells | Found | Recall |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for layout, one in sorted(scores["gongkai"].items()):
        if layout != "all":
            print(row(layout, one))


if __name__ == "__main__":
    main()
