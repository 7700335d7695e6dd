#!/usr/bin/env bash
# A thousand, ten thousand, a hundred thousand reports to Parquet in one run each: reports a second and core,
# and the most memory held. The reports are invented (cargo xtask corpus): text in every layout, and every
# third one as a web page.
#   bench/bulk.sh [COUNTS] [BINARY]     COUNTS in quotes, "1000 10000 100000" without it
# Needs GNU time (Debian: time). Prints a Markdown table.
set -euo pipefail
cd "$(dirname "$0")/.."
counts=${1:-1000 10000 100000} binary=${2:-}
if [ -z "$binary" ]; then
  cargo build --release --quiet -p gongkai
  binary=target/release/gongkai
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The reports of the greatest run; the smaller ones take the first of them. Web pages are made of the texts, for
# `report render` starts a process for each.
most=$(printf '%s\n' $counts | sort -n | tail -1)
cargo run --quiet -p xtask -- corpus "$folder" --count "$most" --seed 1
python3 - "$folder/reports" <<'PYTHON'
import html, itertools, pathlib, sys


def block(is_table, lines):
    if not is_table:
        return "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in line.strip("|").split("|")) for line in lines)
    return "<table>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>\n"


for number, path in enumerate(sorted(pathlib.Path(sys.argv[1]).iterdir())):
    if number % 3 == 0 and path.suffix == ".txt":
        lines = path.read_text(encoding="utf-8").split("\n")
        body = "".join(itertools.starmap(block, itertools.groupby(lines, lambda line: line.startswith("|"))))
        page = f"<!DOCTYPE html><html><head><meta charset=utf-8><title></title></head><body>{body}</body></html>"
        path.with_suffix(".html").write_text(page, encoding="utf-8")
        path.unlink()
PYTHON

printf '| Reports | Threads | Seconds | Reports per second | per CPU second | Peak MiB | Parquet MiB |\n'
printf '|---:|---:|---:|---:|---:|---:|---:|\n'
for count in $counts; do
  mkdir "$folder/in"
  find "$folder/reports" -type f | sort | head -n "$count" | xargs -d '\n' ln -t "$folder/in"
  for threads in 1 "$(nproc)"; do
    /usr/bin/time -f '%e %U %S %M' -o "$folder/time" "$binary" report read "$folder/in" --format parquet \
      --threads "$threads" -o "$folder/out.parquet" --quiet 2>"$folder/complaints" || [ $? -eq 3 ]
    python3 - "$count" "$threads" "$folder" <<'PYTHON'
import pathlib, sys

count, threads, folder = int(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
seconds, user, system, peak = map(float, (folder / "time").read_text().split("\n")[-2].split())
size = (folder / "out.parquet").stat().st_size / 2**20
cpu = user + system
print(f"| {count} | {threads} | {seconds:.1f} | {count / seconds:.0f} | {count / cpu:.0f} | {peak / 1024:.0f} | {size:.1f} |")
PYTHON
    sha256sum <"$folder/out.parquet" >"$folder/digest.$threads"
  done
  cmp "$folder/digest.1" "$folder/digest.$(nproc)"
  rm -r "$folder/in"
done
