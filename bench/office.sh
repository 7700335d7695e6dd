#!/usr/bin/env bash
# Speed of the public column with all items in one office of the default store: lists, far pages, items,
# the first page and search, each visit another address; start and idle memory. First at a fixed rate,
# then as many visits as 30 connections get. Needs wrk (Debian package of that name) and curl.
#   bench/office.sh [ITEMS] [VISITS A SECOND] [SECONDS A RUN] [RUNS]
set -euo pipefail
cd "$(dirname "$0")/.."
items=${1:-100000} rate=${2:-300} seconds=${3:-10} runs=${4:-3}
cargo build --release --quiet
cargo build --release --quiet -p gongkai-office --example stock
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
target/release/gongkai demo --data "$folder" --no-serve >/dev/null 2>&1
start=$(date +%s)
target/release/examples/stock "$folder" "$items"
echo "stocked $items items in $(($(date +%s) - start)) s, $(du -m "$folder/gongkai.db" | cut -f1) MB"

site=http://127.0.0.1:8699
begin=$(date +%s%N)
target/release/gongkai demo --data "$folder" --listen "${site#http://}" >"$folder/log" 2>&1 &
server=$!
for _ in $(seq 1000); do
  kill -0 "$server" || { cat "$folder/log"; exit 1; }
  curl -sf "$site/healthz" >/dev/null && break
  sleep 0.01
done
echo "start: $((($(date +%s%N) - begin) / 1000000)) ms"
sleep 30 # by then the index of words is merged
memory() { awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$server/status"; }
echo "idle memory: $(memory) MB"

# The office that was stocked is the one that most of the addresses belong to.
curl -s "$site/sitemap.xml?part=1" | grep -o '/[a-z]*/item/[0-9a-f]*' | shuf --random-source=bench/office.sh -n 5000 >"$folder/all"
slug=$(cut -d/ -f2 "$folder/all" | sort | uniq -c | sort -n | awk 'END {print $2}')
echo "office: $slug"

search() { while read -r words; do printf '/%s/search?q=%s\n' "$slug" "$(printf '%s' "$words" | od -An -v -tx1 | tr -d '\n' | tr ' ' '%')"; done; }
subjects="农村道路养护 耕地地力保护补贴 防汛应急预案 城乡低保发放 人居环境整治 森林防火 财政预算执行 医疗保险缴费 安全生产检查 危房改造"
mkdir "$folder/visits"
cd "$folder/visits"
grep "^/$slug/" "$folder/all" >detail
{
  for page in $(seq 50); do echo "/$slug/content?page=$page"; done
  for topic in $(seq 15); do echo "/$slug/content?topic=$topic"; done
  for year in $(seq 2020 2026); do echo "/$slug/content?year=$year&page=9"; done
} >list
for page in $(seq $((items / 100)) 7 $((items / 20))); do echo "/$slug/content?page=$page"; done >far
echo "/$slug" >home
{
  for subject in $subjects; do
    echo "$subject"
    for kind in 通知 公示 方案 公告; do echo "$kind $subject"; done
  done
  printf '%s\n' 通知 工作 演示镇人民政府
} | search >common
for number in $(seq 17 97 "$items"); do echo "第${number}号"; done | search >rare
for number in $(seq 17 97 "$items"); do echo "第${number}号文件汇编"; done | search >none
cd - >/dev/null

# Visits a second, median and 99th percentile in milliseconds, failed; the run in the middle of all.
measure() {
  for _ in $(seq "$runs"); do
    wrk -t1 -c30 -d"${seconds}s" --timeout 30s -s bench/visits.lua "$site" -- "$folder/visits/$1" "$2" | tail -1
  done | sort -n -k3 | sed -n "$(((runs + 1) / 2))p"
}
spent() { awk '{print ($14 + $15) * 10}' "/proc/$server/stat"; }
echo "| visits | at $rate/s: reached | p50 ms | p99 ms | failed | most | p50 ms | p99 ms | failed | CPU ms a visit |"
echo "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
for what in list far detail home common rare none; do
  at_rate=$(measure "$what" "$rate")
  before=$(spent)
  most=$(runs=1 measure "$what" 0)
  cpu=$(awk -v spent=$(($(spent) - before)) -v seconds="$seconds" '{printf "%.2f", spent / ($1 * seconds)}' <<<"$most")
  printf '%s\t%s\t%s\t%s\n' "$what" "$at_rate" "$most" "$cpu" | sed 's/\t/ | /g; s/^/| /; s/$/ |/'
done
echo "memory under load: $(memory) MB"
