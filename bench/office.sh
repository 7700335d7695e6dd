#!/usr/bin/env bash
# Speed of the public column: list, detail and search at a fixed rate, with many items in the default
# store; start and idle memory. Needs the load tool `hey` (Debian package of that name) and curl.
#   bench/office.sh [ITEMS] [REQUESTS A SECOND] [SECONDS]
set -euo pipefail
cd "$(dirname "$0")/.."
items=${1:-100000} rate=${2:-300} seconds=${3:-20}
cargo build --release --quiet
cargo build --release --quiet -p gongkai-office --example stock
folder=$(mktemp -d)
target/release/gongkai demo --data "$folder" --no-serve >/dev/null 2>&1
start=$(date +%s)
target/release/examples/stock "$folder" "$items"
echo "stocked $items items in $(($(date +%s) - start)) s, $(du -m "$folder/gongkai.db" | cut -f1) MB"

port=8699
begin=$(date +%s%N)
target/release/gongkai demo --data "$folder" --listen "127.0.0.1:$port" >"$folder/log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
until curl -sf "http://127.0.0.1:$port/healthz" >/dev/null; do sleep 0.01; done
echo "start: $((($(date +%s%N) - begin) / 1000000)) ms"
sleep 2
echo "idle memory: $(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$server/status") MB"

# The office that was stocked is the one with the longest list.
slug=$(for name in xiangzhi wucheng haibin sizhang beibaixiang; do
  echo "$(curl -s "http://127.0.0.1:$port/$name/content" | grep -o '共 [0-9,]* 条' | tr -dc '0-9\n' | head -1) $name"
done | sort -n | tail -1 | cut -d' ' -f2)
echo "office: $slug"
item=$(curl -s "http://127.0.0.1:$port/$slug/content" | grep -o "/$slug/item/[0-9a-f]*" | head -1)
workers=30
measure() {
  local name=$1 path=$2
  hey -z "${seconds}s" -c "$workers" -q $((rate / workers)) "http://127.0.0.1:$port$path" >"$folder/hey"
  awk -v name="$name" '/Requests\/sec/ {r=$2} /50% in/ {a=$3} /99% in/ {b=$3} /\[[0-9]+\]/ {s=s" "$1" "$2} END {printf "%-8s %.0f requests/s, p50 %.1f ms, p99 %.1f ms, answers%s\n", name, r, a*1000, b*1000, s}' "$folder/hey"
}
measure list "/$slug/content"
measure page "/$slug/content?page=500"
measure detail "$item"
measure search "/$slug/search?q=%E9%81%93%E8%B7%AF%E5%85%BB%E6%8A%A4"
measure rare "/$slug/search?q=%E7%AC%AC4321%E5%8F%B7"
echo "memory under load: $(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$server/status") MB"
