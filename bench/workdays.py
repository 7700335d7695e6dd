"""Compares `gongkai deadline` with an independent calendar, the PyPI package chinesecalendar.

    pip install chinesecalendar
    python bench/workdays.py target/release/gongkai

Every day of statutes/workdays/ is compared, then a sample of counts and replies made by the
program. Not part of the tests: those need no network.
"""

import json
import random
import subprocess
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar

DAY = timedelta(days=1)
FIRST, LAST = date(2018, 12, 1), date(2026, 12, 31)
STATUTES = Path(__file__).parent.parent / "statutes" / "workdays"


def arranged():
    """Each day that a notice speaks about: whether it is worked; the later notice holds."""
    days = {}
    for path in sorted(STATUTES.glob("*.toml")):
        year = tomllib.loads(path.read_text(encoding="utf-8"))
        for notice in sorted(year["notice"], key=lambda notice: notice["date"]):
            for worked, key in ((False, "off"), (True, "worked")):
                for entry in notice.get(key, []):
                    days.update(dict.fromkeys(entry["days"], worked))
    return days


def compare_days():
    days, day, wrong = arranged(), FIRST, 0
    while day <= LAST:
        if days.get(day, day.weekday() < 5) != chinese_calendar.is_workday(day):
            print(f"{day} differs")
            wrong += 1
        day += DAY
    print(f"days {FIRST} to {LAST}: {wrong} differ")
    return wrong


def due(start, workdays, suspended=()):
    """The day on which the working days are full; None past the calendar."""
    day = start
    while workdays > 0:
        day += DAY
        if day > LAST:
            return None
        asked = any(sent < day <= answered for sent, answered in suspended)
        workdays -= not asked and chinese_calendar.is_workday(day)
    return day.isoformat()


def program(binary, *arguments):
    command = [binary, "deadline", *arguments, "--format", "json"]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE).stdout)["due"]


def compare_counts(binary, number):
    choose, wrong = random.Random(26), 0
    for _ in range(number):
        start = FIRST + DAY * choose.randrange((LAST - FIRST).days)
        workdays = choose.randint(1, 60)
        found = program(binary, "count", "--from", str(start), "--workdays", str(workdays))
        wrong += found != due(start, workdays)
        extended = choose.choice((0, 5, 20))
        sent = [start + DAY * choose.randrange(40) for _ in range(choose.randrange(4))]
        asked = [(day, day + DAY * choose.randrange(30)) for day in sent]
        options = [word for a, b in asked for word in ("--suspended", f"{a}..{b}")]
        found = program(
            binary, "reply", "--received", str(start), "--extended-by", str(extended), *options
        )
        wrong += found != due(start, 20 + extended, asked)
    print(f"counts and replies: {wrong} of {2 * number} differ")
    return wrong


if __name__ == "__main__":
    sys.exit(compare_days() + compare_counts(sys.argv[1], 1000) > 0)
