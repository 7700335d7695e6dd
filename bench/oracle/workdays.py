"""Compares the clocks of `gongkai` with an independent oracle: the calendar of the PyPI package
chinesecalendar, and rules written down here a second time, in another way.

    pip install chinesecalendar
    python bench/oracle/workdays.py target/release/gongkai [--every N] [--histories N]

1. Every receipt day from 2019-05-15 to 2026-06-30 for 7, 15, 20 and 40 working days.
2. Random histories of a request: receipt, extension of 0 to 20 working days, up to four questions to
   others that may overlap, lie within one another, end on the day they began or come too late.
3. The test vectors of the calendar, written out.
4. Each day of `statutes/workdays/`, as its file says.

No code is shared. The program walks from day to day and stops when enough are counted; the oracle
makes the sorted list of all working days, takes away those in the union of the questions' intervals
and looks the n-th one up. Past the last year of the calendar both must say that there is no date.
Exit status 0 if nothing differs.
"""

import argparse
import bisect
import json
import random
import subprocess
import sys
import time
import tomllib
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar

STATUTES = Path(__file__).parent.parent.parent / "statutes" / "workdays"
LAST_YEAR = max(int(path.stem) for path in STATUTES.glob("*.toml"))
FIRST, LAST = date(2018, 12, 1), date(LAST_YEAR, 12, 31)
RECEIVED_FROM, RECEIVED_TO = date(2019, 5, 15), date(2026, 6, 30)
LENGTHS = (7, 15, 20, 40)
VECTORS = """
2020-01-17 20 2020-02-21, 2020-01-20 20 2020-02-25, 2020-04-30 7 2020-05-13, 2020-09-25 20 2020-10-29,
2020-09-25 40 2020-11-26, 2021-02-05 20 2021-03-10, 2022-01-28 20 2022-03-02, 2022-09-30 7 2022-10-14,
2023-09-28 20 2023-11-01, 2024-02-02 20 2024-03-06, 2024-09-13 15 2024-10-11, 2025-01-24 20 2025-02-27,
2025-09-26 20 2025-10-30, 2026-02-10 7 2026-02-26, 2026-02-10 20 2026-03-16, 2026-02-10 40 2026-04-14,
2026-04-30 15 2026-05-25, 2026-09-18 20 2026-10-22, 2026-09-20 20 2026-10-23, 2026-10-01 20 2026-11-03,
2026-05-01 7 2026-05-13
"""
WORKDAYS = [
    day
    for day in (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    if chinese_calendar.is_workday(day)
]


def nth(received, number):
    """The n-th working day after a day; None past the calendar."""
    place = bisect.bisect_right(WORKDAYS, received) + number - 1
    return WORKDAYS[place] if place < len(WORKDAYS) else None


def union(intervals):
    """Intervals (after, up to and with] without overlaps."""
    merged = []
    for after, until in sorted(intervals):
        if merged and after <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], until)
        else:
            merged.append([after, until])
    return merged


def reply(received, extension, asked):
    """The last day to answer: the n-th working day that lies in none of the intervals."""
    left = WORKDAYS[bisect.bisect_right(WORKDAYS, received):]
    for after, until in union(asked):
        kept = bisect.bisect_right(left, after), bisect.bisect_right(left, until)
        left = left[: kept[0]] + left[kept[1]:]
    number = 20 + extension
    return left[number - 1] if number <= len(left) else None


def days(step):
    """Questions and answers of the first part."""
    day = RECEIVED_FROM
    while day <= RECEIVED_TO:
        for length in LENGTHS:
            question = {"from": day.isoformat(), "workdays": length}
            yield question, nth(day, length)
        day += timedelta(days=step)


def histories(number, seed):
    choose = random.Random(seed)
    span = (RECEIVED_TO - RECEIVED_FROM).days
    for _ in range(number):
        received = RECEIVED_FROM + timedelta(days=choose.randrange(span + 1))
        extension = choose.choice((0, 0, 5, 10, 15, 20, choose.randrange(21)))
        asked = []
        for _ in range(choose.randrange(5)):
            sent = received + timedelta(days=choose.randrange(60))
            asked.append((sent, sent + timedelta(days=choose.randrange(45))))
        question = {
            "received": received.isoformat(),
            "extended_by": extension,
            "suspended": [[sent.isoformat(), back.isoformat()] for sent, back in asked],
        }
        yield question, reply(received, extension, asked)


def vectors():
    for vector in VECTORS.replace("\n", " ").split(","):
        start, number, due = vector.split()
        expected = date.fromisoformat(due)
        assert nth(date.fromisoformat(start), int(number)) == expected, vector
        yield {"from": start, "workdays": int(number)}, expected
    asked = [[date(2026, 3, 9).isoformat(), date(2026, 3, 30).isoformat()]]
    question = {"received": "2026-03-02", "extended_by": 0, "suspended": asked}
    yield question, date(2026, 4, 21)


def statutes():
    """Compares each day with what the notices make of it; the later one holds."""
    arranged = {}
    for path in sorted(STATUTES.glob("*.toml")):
        year = tomllib.loads(path.read_text(encoding="utf-8"))
        for notice in sorted(year["notice"], key=lambda notice: notice["date"]):
            for worked, key in ((False, "off"), (True, "worked")):
                for entry in notice.get(key, []):
                    arranged.update(dict.fromkeys(entry["days"], worked))
    known = set(WORKDAYS)
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    wrong = [day for day in days if arranged.get(day, day.weekday() < 5) != (day in known)]
    print(f"days of the notices: {len(days)} compared, {len(wrong)} differ {wrong[:10]}")
    return len(wrong)


def compare(binary, name, cases):
    """Asks the program everything in one process; how many answers differ."""
    cases = list(cases)
    lines = "".join(json.dumps(question) + "\n" for question, _ in cases)
    begun = time.monotonic()
    done = subprocess.run(
        [binary, "deadline", "batch"], input=lines, stdout=subprocess.PIPE, text=True, check=True
    )
    seconds = time.monotonic() - begun
    answers = done.stdout.splitlines()
    wrong = abs(len(answers) - len(cases))
    beyond = 0
    for (question, expected), line in zip(cases, answers):
        found = json.loads(line)
        beyond += expected is None
        due = expected.isoformat() if expected else None
        if found.get("due", "") != due or (due is None and found.get("year") != LAST_YEAR + 1):
            wrong += 1
            if wrong <= 10:
                print(f"{question}: {found} instead of {due}")
    print(
        f"{name}: {len(cases)} compared, {beyond} of them past the calendar, {wrong} differ, "
        f"{seconds:.2f} s in the program"
    )
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--every", type=int, default=1, help="only every n-th receipt day")
    parser.add_argument("--histories", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=26)
    options = parser.parse_args()
    wrong = statutes()
    wrong += compare(options.binary, "vectors", vectors())
    wrong += compare(options.binary, "receipt days", days(options.every))
    wrong += compare(options.binary, "histories", histories(options.histories, options.seed))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
