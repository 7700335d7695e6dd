"""Conversions by LibreOffice: one process for many files, started again where it stops."""

import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
FILTERS = {"doc": "doc:MS Word 97", "xls": "xls:MS Excel 97", "docx": "docx:MS Word 2007 XML"}
BATCH = 40


def convert(sources, ending, folder, seconds_each=20):
    """Converts files to another format in a folder; the names that came out, in order."""
    os.makedirs(folder, exist_ok=True)
    todo = list(sources)
    while todo and PROGRAM:
        batch, todo = todo[:BATCH], todo[BATCH:]
        with tempfile.TemporaryDirectory() as profile:
            run(batch, ending, folder, profile, 30 + seconds_each * len(batch))
        missing = [path for path in batch if not os.path.exists(target(path, ending, folder))]
        if len(missing) == len(batch):
            print(f"LibreOffice made nothing of {batch[0]} and those behind it", file=sys.stderr)
            break
        # A file on which the process stops costs itself, not those behind it.
        todo = missing[1:] + todo
    made = (target(path, ending, folder) for path in sources)
    return [path for path in made if os.path.exists(path)]


def target(path, ending, folder):
    """Where the result of a file stands."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return os.path.join(folder, f"{stem}.{ending}")


def run(batch, ending, folder, profile, limit):
    """One process; killed when it takes too long."""
    command = [PROGRAM, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
    if batch[0].endswith(".html"):
        command.append("--infilter=HTML (StarWriter)")
    command += ["--convert-to", FILTERS.get(ending, ending), "--outdir", folder] + batch
    try:
        subprocess.run(command, check=False, timeout=limit, capture_output=True)
    except subprocess.TimeoutExpired:
        pass
