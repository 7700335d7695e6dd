#!/usr/bin/env bash
# Generates documents with known truth in every format, reads them, and runs other tools over a sample of
# them; the tables are printed and kept in OUT. What may be set: OUT (bench/out/documents), REPORTS (60),
# SEED (1), GONGKAI (a built program; otherwise the release is built), VENV (OUT/venv), PEERS=0 to leave the
# other tools out, PAGE=1 to put the tables into docs/extraction.md. Needs Python 3.11, LibreOffice, Chromium
# and a Chinese font.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=${OUT:-bench/out/documents} reports=${REPORTS:-60} seed=${SEED:-1}
venv=${VENV:-$out/venv}
mkdir -p "$out"
if [ -z "${GONGKAI:-}" ]; then
  cargo build --release --quiet -p gongkai
  export GONGKAI=$PWD/target/release/gongkai
fi
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --requirement bench/documents/requirements.txt
fi
python=$venv/bin/python
made=$out/corpus-$reports-$seed
[ -f "$made/truth.jsonl" ] || "$python" bench/documents/generate.py "$made" --reports "$reports" --seed "$seed"
"$python" bench/documents/score.py "$made" | tee "$out/score.md"
[ "${PEERS:-1}" = 0 ] || "$python" bench/documents/peers.py "$made" | tee "$out/peers.md"
[ "${PAGE:-0}" = 0 ] || "$python" bench/documents/page.py "$out"
