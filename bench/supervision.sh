#!/usr/bin/env bash
# What a supervising office asks of many units with years of data, and an hour in which all hand in. Generates
# the data in a temporary folder, in SQLite or in the PostgreSQL database that is named, which must be empty.
#   bench/supervision.sh [UNITS] [YEARS] [RUNS] [DATABASE]
#   .ci/postgres bash -c 'bench/supervision.sh 300 5 21 "$GONGKAI_TEST_PG"'
set -euo pipefail
cd "$(dirname "$0")/.."
units=${1:-300} years=${2:-5} runs=${3:-21} database=${4:-}
cargo build --release --quiet -p gongkai -p gongkai-office --bin gongkai --example supervision
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
place=(--data "$folder")
[ -z "$database" ] || place+=(--database "$database")
start=$(date +%s)
target/release/gongkai generate "${place[@]}" --units "$units" --years "$years" >/dev/null
echo "generated in $(($(date +%s) - start)) s, $(du -sm "$folder" | cut -f1) MB in the folder"
start=$(date +%s)
target/release/gongkai verify "${place[@]}" | head -1
echo "verified in $(($(date +%s) - start)) s"
target/release/examples/supervision "$folder" "$runs" ${database:+"$database"}
uptime
