"""Whether a report is what its reader takes. usage: outputs.py sarif|codequality|junit|annotations FILE"""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree


def sarif(text):
    log = json.loads(text)
    assert log["version"] == "2.1.0", log["version"]
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "planlint"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert run["results"], "no results"
    for result in run["results"]:
        assert result["ruleId"] in rules, result["ruleId"]
        assert result["level"] in ("error", "warning", "note"), result["level"]
        assert result["message"]["text"]
        # What code scanning recognises a finding by when lines move.
        assert result["partialFingerprints"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "plan.yaml", place
        assert place["region"]["startLine"] >= 1
    assert "error" in [result["level"] for result in run["results"]]


def codequality(text):
    entries = json.loads(text)
    assert entries, "no entries"
    for entry in entries:
        assert entry["description"] and entry["check_name"], entry
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker"), entry["severity"]
        assert entry["location"]["path"] == "plan.yaml", entry["location"]
        assert entry["location"]["lines"]["begin"] >= 1
    fingerprints = [entry["fingerprint"] for entry in entries]
    assert len(set(fingerprints)) == len(fingerprints), "fingerprints are not unique"


def junit(text):
    root = ElementTree.fromstring(text)
    assert root.tag == "testsuites", root.tag
    assert root.findall(".//testcase/failure"), "no failures"


def annotations(text):
    lines = text.splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert commands, "no annotations"
    for line in commands:
        assert re.match(r"::(error|warning|notice) (?:[a-zA-Z]+=[^,:]*,?)*::.+", line), line
        assert "file=plan.yaml" in line and "line=" in line, line


def main():
    kind, path = sys.argv[1:]
    readers = {"sarif": sarif, "codequality": codequality, "junit": junit, "annotations": annotations}
    with open(path, encoding="utf-8") as file:
        readers[kind](file.read())


main()
