"""A plan as a table: what is wrong with each element, and the targets whose sentence gives no number.

usage: python example.py PLAN
"""

import collections
import sys

import planlint

report = planlint.check_path(sys.argv[1], language="en")
print(report.summary)

# Which rules speak most.
for rule, count in collections.Counter(finding.rule for finding in report).most_common(3):
    print(f"{count:4} {rule}")

# The elements with most to do.
for element, count in collections.Counter(finding.element for finding in report if finding.element).most_common(3):
    print(f"{count:4} {element}")

# Errors, with what to do.
for finding in report:
    if finding.severity == "error":
        print(f"{finding.file}:{finding.start.line}: {finding.message}")
        for fix in finding.fixes:
            print(f"    {fix.title}")

# A sentence alone.
said = planlint.statement("By 2027, 80% of households use the internet, up from 62% in 2024.", "en")
print([(quantity.value, quantity.unit) for quantity in said.quantities], said.deadline and said.deadline.year, said.baseline)
