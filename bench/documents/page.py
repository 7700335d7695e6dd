#!/usr/bin/env python3
"""Puts the tables of a run into docs/extraction.md: page.py FOLDER (with score.md and peers.md)."""

import os
import platform
import re
import sys
import time

from papers import ROOT

PAGE = os.path.join(ROOT, "docs", "extraction.md")


def machine():
    """What the figures were taken on."""
    name = platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            name = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), name)
    return f"{time.strftime('%Y-%m-%d')}; {name}, {os.cpu_count()} cores, Python {platform.python_version()}."


def main():
    """Replaces what stands between the marks of each table that the run has made."""
    with open(PAGE, encoding="utf-8") as file:
        page = file.read()
    for name in ("score", "peers"):
        path = os.path.join(sys.argv[1], f"{name}.md")
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8") as file:
            table = file.read().strip()
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        block = f"{begin}\n\n{machine()}\n\n{table}\n\n{end}"
        page = re.sub(f"{begin}.*?{end}", lambda _, block=block: block, page, flags=re.DOTALL)
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(page)


if __name__ == "__main__":
    main()
