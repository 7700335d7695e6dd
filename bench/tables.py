#!/usr/bin/env python3
"""What DuckDB, pandas and Polars find in the tables of `report read`; run by .ci/tables.

    tables.py gaps REPORT.json OUT.json     the report with cells that are zero, blank, doubtful, missing
    tables.py check FOLDER                  compares {long,wide,findings}.{parquet,csv,xlsx} with all.json
"""

import json
import sys
from decimal import Decimal
from pathlib import Path

ZERO, BLANK, DOUBTFUL, MISSING = (
    "requests.new.natural_person",
    "requests.new.business",
    "requests.new.research",
    "requests.new.public_welfare",
)
FEES = "proactive.fees.amount"


def gaps(report, out):
    """One report in which each way of not stating a number occurs, and exact money."""
    value = json.loads(Path(report).read_text(encoding="utf-8"))
    cells = value["cells"]
    for cell in (ZERO, BLANK, DOUBTFUL, MISSING, FEES):
        assert cell in cells, f"{cell} is not in {sorted(cells)[:8]} …"
    cells[ZERO] = {"value": 0, "raw": "0"}
    cells[BLANK] = {"value": None}
    cells[DOUBTFUL] = {"value": None, "doubtful": True, "raw": "1l"}
    del cells[MISSING]
    value["missing"] = [MISSING]
    cells[FEES] = {"value": "763005.01", "unit": "yuan", "printed": "76.300501", "printed_unit": "万元"}
    Path(out).write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def truth(folder):
    """What the JSON of the same reports says: the measure of everything else."""
    reports = json.loads((folder / "all.json").read_text(encoding="utf-8"))
    stated = [cell for report in reports for cell in report["cells"].values() if cell["value"] is not None]
    return {
        "reports": len(reports),
        "findings": sum(len(report["findings"]) for report in reports),
        "cells": sum(len(report["cells"]) + len(report["missing"]) for report in reports),
        "stated": len(stated),
        "missing": sum(len(report["missing"]) for report in reports),
        "count": sum(cell["value"] for cell in stated if isinstance(cell["value"], int)),
        "yuan": sum(Decimal(cell["value"]) for cell in stated if cell.get("unit") == "yuan"),
    }


def same(what, found, expected):
    assert found == expected, f"{what}: {found!r} instead of {expected!r}"
    print(f"ok {what}: {found}")


def duckdb_check(folder, expected):
    import duckdb

    def one(query):
        return duckdb.sql(query).fetchall()[0]

    long = f"'{folder}/long.parquet'"
    same("DuckDB rows", one(f"select count(*) from {long}")[0], expected["cells"])
    sums = one(f"select sum(count), sum(yuan) from {long}")
    same("DuckDB sums", (int(sums[0]), sums[1]), (expected["count"], expected["yuan"]))
    types = dict(duckdb.sql(f"select column_name, column_type from (describe select * from {long})").fetchall())
    wanted = {"count": "BIGINT", "yuan": "DECIMAL(38,10)", "state": "VARCHAR", "confidence": "DOUBLE", "page": "BIGINT"}
    same("DuckDB types", {name: types[name] for name in wanted}, wanted)
    states = dict(duckdb.sql(f"select cell, state from {long} where path like '%street-2021%' and cell in "
                             f"('{ZERO}', '{BLANK}', '{DOUBTFUL}', '{MISSING}') and report = (select min(report) "
                             f"from {long} where state = 'missing' and cell = '{MISSING}')").fetchall())
    same("DuckDB states", states, {ZERO: "stated", BLANK: "blank", DOUBTFUL: "doubtful", MISSING: "missing"})
    empty = one(f"select count(*) from {long} where state <> 'stated' and (count is not null or yuan is not null)")
    same("DuckDB values without a state that states", empty[0], 0)
    wide = f"'{folder}/wide.parquet'"
    same("DuckDB wide", one(f"select count(*), sum(cells), sum(stated), sum(missing) from {wide}"),
         tuple(expected[key] for key in ("reports", "cells", "stated", "missing")))
    same("DuckDB wide cell", one(f'select "{ZERO}", "{BLANK}", "{BLANK}.state" from {wide} '
                                 f"where \"{MISSING}.state\" = 'missing'"), (0, None, "blank"))
    same("DuckDB findings", one(f"select count(*) from '{folder}/findings.parquet'")[0], expected["findings"])
    same("DuckDB CSV", one(f"select count(*), sum(count)::bigint, sum(yuan::decimal(38,10)) from "
                           f"read_csv('{folder}/long.csv', all_varchar=false, types={{'yuan': 'DECIMAL(38,10)'}})"),
         (expected["cells"], expected["count"], expected["yuan"]))


def pandas_check(folder, expected):
    import pandas
    import pyarrow.parquet

    long = pandas.read_parquet(folder / "long.parquet", dtype_backend="pyarrow")
    same("pandas rows", len(long), expected["cells"])
    same("pandas sums", (int(long["count"].sum()), Decimal(long["yuan"].sum())), (expected["count"], expected["yuan"]))
    same("pandas types", [str(long[name].dtype) for name in ("count", "yuan", "confidence")],
         ["int64[pyarrow]", "decimal128(38, 10)[pyarrow]", "double[pyarrow]"])
    same("pandas stated", int((long["state"] == "stated").sum()), expected["stated"])
    same("pandas nulls", int(long[long["state"] != "stated"]["count"].notna().sum()), 0)
    csv = pandas.read_csv(folder / "long.csv", dtype={"count": "Int64", "yuan": str, "form": str})
    same("pandas CSV", (len(csv), int(csv["count"].sum()), sum(map(Decimal, csv["yuan"].dropna()))),
         (expected["cells"], expected["count"], expected["yuan"]))
    sheets = pandas.read_excel(folder / "long.xlsx", sheet_name=None, dtype={"count": "Int64", "form": str})
    same("pandas XLSX sheets", list(sheets), ["long", "数据字典"])
    same("pandas XLSX", (len(sheets["long"]), int(sheets["long"]["count"].sum())), (expected["cells"], expected["count"]))
    for layout in ("long", "wide", "findings"):
        file = pyarrow.parquet.ParquetFile(folder / f"{layout}.parquet")
        dictionary = json.loads((folder / f"{layout}.json").read_text(encoding="utf-8"))
        same(f"dictionary of {layout} in its metadata",
             json.loads(file.metadata.metadata[b"gongkai.columns"]) == dictionary, True)
        same(f"columns of {layout}", file.schema_arrow.names == [one["name"] for one in dictionary["columns"]], True)


def polars_check(folder, expected):
    import polars

    long = polars.read_parquet(folder / "long.parquet")
    same("Polars rows", long.height, expected["cells"])
    same("Polars sums", (long["count"].sum(), long["yuan"].sum()), (expected["count"], expected["yuan"]))
    same("Polars types", [str(long.schema[name]) for name in ("count", "yuan", "state")],
         ["Int64", "Decimal(precision=38, scale=10)", "String"])
    wide = polars.read_parquet(folder / "wide.parquet")
    same("Polars wide", (wide.height, wide["cells"].sum()), (expected["reports"], expected["cells"]))
    same("Polars date", str(wide.schema["issued_on"]), "Date")
    scanned = polars.scan_parquet(folder / "long.parquet").filter(polars.col("state") == "missing").collect()
    same("Polars missing", scanned.height, expected["missing"])
    csv = polars.read_csv(folder / "long.csv", infer_schema_length=None)
    same("Polars CSV", (csv.height, csv["count"].sum()), (expected["cells"], expected["count"]))
    xlsx = polars.read_excel(folder / "wide.xlsx", sheet_name="wide", infer_schema_length=None)
    same("Polars XLSX", (xlsx.height, xlsx["cells"].sum()), (expected["reports"], expected["cells"]))


def main():
    if sys.argv[1:2] == ["gaps"]:
        gaps(*sys.argv[2:4])
    elif sys.argv[1:2] == ["check"]:
        folder = Path(sys.argv[2])
        expected = truth(folder)
        assert expected["missing"] and expected["yuan"], expected
        for check in (duckdb_check, pandas_check, polars_check):
            check(folder, expected)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
