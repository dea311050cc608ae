"""Counts what tables hold, without planlint: to compare with what `planlint import FILE... --dry-run --language en` says.

usage: count.py FILE...     (.csv, or .xlsx with openpyxl)

Of tables that belong together by ids it counts rows by what they name; of a workbook, the different texts below headings that are
called as below. It knows no merged cells, no blocks and no languages but English.
"""

import collections
import csv
import sys

WORDS = {
    "result": ["result", "goal", "impact", "outcome", "output"],
    "indicator": ["indicator", "indicator name"],
}


def rows_of(path):
    if path.endswith(".csv"):
        with open(path, encoding="utf-8-sig", newline="") as file:
            yield path, list(csv.reader(file))
        return
    from openpyxl import load_workbook

    for sheet in load_workbook(path, data_only=True):
        if sheet.sheet_state == "visible":
            yield sheet.title, [[("" if cell is None else str(cell)) for cell in row] for row in sheet.iter_rows(values_only=True)]


def count(path, counts):
    for _, rows in rows_of(path):
        rows = [row for row in rows if any(cell.strip() for cell in row)]
        if not rows:
            continue
        head, body = [cell.strip().lower() for cell in rows[0]], rows[1:]
        column = {name: index for index, name in enumerate(head)}
        given = lambda row, name: name in column and column[name] < len(row) and row[column[name]].strip() != ""
        if "indicator_ref" in column and ("target_value" in column or "actual_value" in column):
            counts["periods"] += len(body)
            counts["target and actual values"] += sum(given(row, "target_value") + given(row, "actual_value") for row in body)
        elif "indicator_ref" in column:
            counts["indicators"] += len(body)
            counts["baselines"] += sum(given(row, "baseline_value") for row in body)
        elif "result_ref" in column:
            counts["results"] += len(body)
        elif "value" in column and "currency" in column:
            counts["budgets"] += len(body)
        else:
            for kind, words in WORDS.items():
                for name in words:
                    counts[kind + "s"] += len({row[column[name]] for row in body if given(row, name)})


counts = collections.Counter()
for path in sys.argv[1:]:
    count(path, counts)
for name, number in sorted(counts.items()):
    print(f"{name}: {number}")
