"""Reads planlint's reports with readers and schemas that this project did not write. One line a check."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
from junitparser import Error, Failure, JUnitXml, Skipped
from lxml import etree
from markdown_it import MarkdownIt

WORK = Path(sys.argv[1])
OUT = WORK / "out"
MULTITOOL = WORK / "node_modules/@microsoft/sarif-multitool-linux"
failed = False


def check(name):
    """Runs a check at once and tells how it went."""

    def run(function):
        global failed
        try:
            said = function()
            print(f"pass  {name}" + (f": {said}" if said else ""))
        except Exception as error:
            failed = True
            words = str(error).strip().splitlines() or [repr(error)]
            print(f"FAIL  {name}: {words[0][:300]}")

    return run


def contract(stem):
    return json.loads((OUT / f"{stem}.json").read_text(encoding="utf-8"))


def equal(ours, theirs, what):
    assert ours == theirs, f"{what}: {ours!r} written, {theirs!r} read"


def multitool(path):
    """What the SARIF Multitool finds in a log."""
    target = path.with_suffix(".validation")
    command = [MULTITOOL / "Sarif.Multitool", "validate", path, "--output", target, "--log", "ForceOverwrite"]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert target.exists(), ran.stdout + ran.stderr
    return json.loads(target.read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])


for stem in ["report", "suppressed", "long"]:
    findings = contract(stem)["findings"]
    open_findings = [finding for finding in findings if not finding["suppressed"]]

    @check(f"{stem}.sarif against the official schema 2.1.0")
    def _():
        schema = json.loads((MULTITOOL / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
        log = json.loads((OUT / f"{stem}.sarif").read_text(encoding="utf-8"))
        jsonschema.validators.validator_for(schema)(schema).validate(log)
        equal(len(findings), len(log["runs"][0]["results"]), "results")

    @check(f"{stem}.sarif opened with sarif-tools")
    def _():
        target = OUT / f"{stem}.sarif-tools.csv"
        subprocess.run(
            [WORK / "venv/bin/sarif", "csv", "--output", target, OUT / f"{stem}.sarif"], check=True, capture_output=True
        )
        rows = list(csv.DictReader(target.open(encoding="utf-8", newline="")))
        equal(len(findings), len(rows), "rows")
        equal({finding["rule"] for finding in findings}, {row["Code"].split()[0] for row in rows}, "rules")
        equal(sorted(finding["start"]["line"] for finding in findings), sorted(int(row["Line"]) for row in rows), "lines")

    @check(f"{stem}.sarif validated by the SARIF Multitool")
    def _():
        results = multitool(OUT / f"{stem}.sarif")
        errors = [result for result in results if result.get("level") == "error"]
        assert not errors, f"{errors[0]['ruleId']}: {errors[0]['message']}"
        # It is lenient: that it sees anything is shown by a copy with an index that leads nowhere.
        log = json.loads((OUT / f"{stem}.sarif").read_text(encoding="utf-8"))
        log["runs"][0]["results"][0]["ruleIndex"] = 9999
        broken = OUT / f"{stem}.broken.sarif"
        broken.write_text(json.dumps(log), encoding="utf-8")
        assert any(result.get("level") == "error" for result in multitool(broken)), "a broken copy passes too"
        warned = sorted({result["ruleId"] for result in results})
        return f"no errors; remarks: {', '.join(warned) or 'none'}"

    @check(f"{stem}.junit read by junitparser")
    def _():
        suites = JUnitXml.fromfile(str(OUT / f"{stem}.junit"))
        cases = [case for suite in suites for case in suite]
        results = [result for case in cases for result in case.result]
        equal(len(open_findings), sum(isinstance(result, Failure) for result in results), "failures")
        equal(len(findings) - len(open_findings), sum(isinstance(result, Skipped) for result in results), "skipped")
        assert not any(isinstance(result, Error) for result in results)
        equal({finding["message"] for finding in open_findings}, {r.message for r in results if isinstance(r, Failure)}, "messages")
        suites.update_statistics()
        equal(int(etree.parse(OUT / f"{stem}.junit").getroot().get("tests")), suites.tests, "tests")

    @check(f"{stem}.csv read by Python's csv")
    def _():
        rows = list(csv.reader((OUT / f"{stem}.csv").open(encoding="utf-8", newline="")))
        equal({14}, {len(row) for row in rows}, "columns")
        equal(len(findings), len(rows) - 1, "rows")
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row), "a formula"
        equal([finding["rule"] for finding in findings], [row[6] for row in rows[1:]], "rules")

    if stem == "suppressed":
        assert len(open_findings) < len(findings), "the plan has a suppressed finding"
        continue

    @check(f"{stem}.markdown read by markdown-it")
    def _():
        tokens = MarkdownIt("commonmark").parse((OUT / f"{stem}.markdown").read_text(encoding="utf-8"))
        inline = [child for token in tokens for child in token.children or []]
        kinds = {token.type for token in [*tokens, *inline]}
        assert not kinds & {"html_block", "html_inline", "link_open", "image"}, kinds
        items = [token for token in tokens if token.type == "list_item_open" and token.level == 1]
        equal(len(findings), len(items), "entries")

    @check(f"{stem}.checkstyle and {stem}.svg are well-formed XML")
    def _():
        root = etree.parse(OUT / f"{stem}.checkstyle").getroot()
        equal(len(open_findings), len(root.findall("file/error")), "errors")
        picture = etree.parse(OUT / (f"{stem}.svg" if stem == "long" else "chain.svg")).getroot()
        name = "{http://www.w3.org/2000/svg}"
        assert picture.find(f"{name}title").text and picture.find(f"{name}desc").text
        assert picture.findall(f".//{name}g/{name}title")


sys.exit(1 if failed else 0)
