#!/usr/bin/env python3
"""The script that a user would write in an afternoon: the peer against which reading is measured.

Standard library only. Each line is split on tabs or bars; a row is recognised when its label is
contained in one of the first cells; its figures are the last n numbers of the line. No guess about
broken rows, no merging of lines: what a line does not hold is not found.

    naive.py FILE...                  one JSON object a line: {"path": …, "cells": {id: number}}
    naive.py --truth TRUTH.json FILE… the same, and a count of right and wrong cells on stderr
"""

import argparse
import json
import os
import re
import sys

MADE = ("made", "published", "total")
ISSUED = ("issued", "repealed", "in_force")
ITEMS = ("prior_items", "change", "decisions")
APPLICANTS = (
    "natural_person", "business", "research", "public_welfare", "legal_service", "other", "total",
)
RESULTS = ("upheld", "corrected", "other", "pending", "total")
SUITS = ("reconsideration", "litigation.direct", "litigation.after_reconsideration")

PROACTIVE_2019 = [
    ("规章", "proactive.rules", MADE),
    ("规范性文件", "proactive.normative_documents", MADE),
    ("行政许可", "proactive.permits", ITEMS),
    ("其他对外管理服务事项", "proactive.other_services", ITEMS),
    ("行政处罚", "proactive.penalties", ITEMS),
    ("行政强制", "proactive.coercive_measures", ITEMS),
    ("行政事业性收费", "proactive.fees", ITEMS[:2]),
    ("政府集中采购", "proactive.procurement", ("items", "amount")),
]
PROACTIVE_2021 = [
    ("规章", "proactive.rules", ISSUED),
    ("行政规范性文件", "proactive.normative_documents", ISSUED),
    ("行政许可", "proactive.permits", ("decisions",)),
    ("行政处罚", "proactive.penalties", ("decisions",)),
    ("行政强制", "proactive.coercive_measures", ("decisions",)),
    ("行政事业性收费", "proactive.fees", ("amount",)),
]
REQUESTS = [
    ("本年新收政府信息公开申请数量", "requests.new"),
    ("上年结转政府信息公开申请数量", "requests.carried_in"),
    ("予以公开", "requests.granted"),
    ("部分公开", "requests.partially_granted"),
    ("属于国家秘密", "requests.refused.state_secret"),
    ("其他法律行政法规禁止公开", "requests.refused.prohibited_by_law"),
    ("三安全一稳定", "requests.refused.security_and_stability"),
    ("保护第三方合法权益", "requests.refused.third_party_rights"),
    ("属于三类内部事务信息", "requests.refused.internal_affairs"),
    ("属于四类过程性信息", "requests.refused.process_information"),
    ("属于行政执法案卷", "requests.refused.enforcement_file"),
    ("属于行政查询事项", "requests.refused.administrative_query"),
    ("本机关不掌握相关政府信息", "requests.unavailable.not_held"),
    ("没有现成信息需要另行制作", "requests.unavailable.needs_creation"),
    ("补正后申请内容仍不明确", "requests.unavailable.still_unclear"),
    ("信访举报投诉类申请", "requests.not_processed.petition"),
    ("重复申请", "requests.not_processed.repeat"),
    ("要求提供公开出版物", "requests.not_processed.publication"),
    ("无正当理由大量反复申请", "requests.not_processed.excessive"),
    ("要求行政机关确认或重新出具已获取信息", "requests.not_processed.confirm_or_reissue"),
]
OTHER_2019 = [("其他处理", "requests.other")]
OTHER_2021 = [
    ("逾期不补正", "requests.other.uncorrected"),
    ("未按收费通知要求缴纳费用", "requests.other.unpaid"),
    ("3.其他", "requests.other.other"),
]
END = [("总计", "requests.total"), ("结转下年度继续办理", "requests.carried_out")]

NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?$")


def number(cell):
    """A plain number, with 元 or 万元 behind it at most; None for anything else."""
    cell = re.sub(r"\s*(万元|元|件|条|项)$", "", cell.strip())
    if not NUMBER.match(cell):
        return None
    return float(cell) if "." in cell else int(cell)


def rows_of(text):
    """The rows to look for, by the heads of the first table."""
    if "制发件数" in text:
        first, other = PROACTIVE_2021, OTHER_2021
    else:
        first, other = PROACTIVE_2019, OTHER_2019
    requests = [(label, row, APPLICANTS) for label, row in REQUESTS + other + END]
    return first + requests


def read(text):
    """The cells found in a text."""
    cells = {}
    rows = rows_of(text)
    for line in text.splitlines():
        parts = [part.strip() for part in re.split(r"[\t|]", line)]
        if len(parts) < 2:
            continue
        values = [value for value in map(number, parts) if value is not None]
        if len(values) >= 15 and number(parts[0]) is not None:
            ids = [f"{row}.{column}" for row in SUITS for column in RESULTS]
            cells.update(zip(ids, values[-15:]))
            continue
        labels = [part.replace(" ", "") for part in parts[:3]]
        for label, row, columns in rows:
            if any(label in part for part in labels) and len(values) >= len(columns):
                for column, value in zip(columns, values[-len(columns):]):
                    cells.setdefault(f"{row}.{column}", value)
                break
    return cells


def truth_of(entry):
    """The true figures of a document; money as printed or in yuan, either counts as right."""
    true = {}
    for name, value in entry["cells"].items():
        if isinstance(value, dict):
            yuan = float(value["value"])
            true[name] = {yuan, yuan / 10_000}
        else:
            true[name] = {float(value)}
    return true


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--truth", help="JSON object: file name to {cells: {id: number}}")
    options.add_argument("paths", nargs="+", metavar="FILE")
    arguments = options.parse_args()
    known = {}
    if arguments.truth:
        with open(arguments.truth, encoding="utf-8") as file:
            known = json.load(file)
    totals = [0, 0, 0]
    for path in arguments.paths:
        with open(path, encoding="utf-8", errors="replace") as file:
            cells = read(file.read())
        print(json.dumps({"path": path, "cells": cells}, ensure_ascii=False))
        entry = known.get(os.path.basename(path))
        if entry:
            true = truth_of(entry)
            right = sum(1 for name, value in cells.items() if float(value) in true.get(name, ()))
            counts = (right, len(cells) - right, len(true))
            totals = [total + count for total, count in zip(totals, counts)]
            print(f"{path}: {right} right, {counts[1]} wrong of {counts[2]}", file=sys.stderr)
    if known:
        print(f"all: {totals[0]} right, {totals[1]} wrong of {totals[2]}", file=sys.stderr)


if __name__ == "__main__":
    main()
