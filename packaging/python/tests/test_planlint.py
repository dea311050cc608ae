"""The binding says what the command line says. PLANLINT is the program, REPOSITORY the folder with the examples."""

import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import planlint

PROGRAM = os.environ["PLANLINT"]
REPOSITORY = pathlib.Path(os.environ["REPOSITORY"])

CHINESE = """\
plan: shuzi-2028
title: 数字规划
status: draft
language: zh
period: {start: 2025, end: 2028}
goals:
  G1:
    title: 全民上网
    targets:
      T1:
        statement: 到2028年，全国互联网普及率达到80%
        sdg: 9.z
"""

ARABIC = CHINESE.replace("language: zh", "language: ar").replace(
    "到2028年，全国互联网普及率达到80%", "بحلول عام 2028 تستخدم 80% من الأسر الإنترنت"
)


def command(*arguments, text=None):
    """What the program writes as JSON, whatever its exit code."""
    environment = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(
        [PROGRAM, *arguments], input=text and text.encode(), capture_output=True, env=environment, check=False
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    return json.loads(done.stdout)


class InRepository(unittest.TestCase):
    def setUp(self):
        before = os.getcwd()
        os.chdir(REPOSITORY)
        self.addCleanup(os.chdir, before)

    def test_examples_are_reported_as_by_the_command_line(self):
        for name in ["itu-2020-2023", "itu-2024-2027", "own-rules"]:
            with self.subTest(name):
                path = f"examples/{name}"
                report = planlint.check_path(path)
                self.assertEqual(report.to_dict(), command("check", path, "--format", "json"))
                self.assertGreater(len(report), 0)

    def test_a_plan_without_findings(self):
        report = planlint.check_path(pathlib.Path("examples/itu-2024-2027-complete"))
        self.assertEqual(len(report), 0)
        self.assertTrue(report)
        self.assertEqual(report.summary.plans, 1)

    def test_profile_rules_and_language_are_chosen(self):
        path = "examples/itu-2024-2027"
        report = planlint.check_path(path, profile="un", language="fr", select=["links", "smart"], ignore=["smart/*"])
        arguments = ["--profile", "un", "--lang", "fr", "--select", "links,smart", "--ignore", "smart/*"]
        self.assertEqual(report.to_dict(), command("check", path, "--format", "json", *arguments))
        self.assertEqual({finding.rule.split("/")[0] for finding in report}, {"links"})
        self.assertEqual(planlint.check_path(path, select="links").to_dict(), planlint.check_path(path, select=["links"]).to_dict())

    def test_one_file_of_a_plan_stands_for_it(self):
        whole = planlint.check_path("examples/itu-2024-2027")
        name = pathlib.Path("examples/itu-2024-2027/goals.yaml")
        self.assertEqual(planlint.check_path(name).to_dict(), whole.to_dict())
        text = name.read_text(encoding="utf-8")
        self.assertEqual(planlint.check_text(text, filename=name).to_dict(), whole.to_dict())
        fewer = planlint.check_text("", filename=name)
        self.assertLess(fewer.summary.elements, whole.summary.elements)

    def test_statements_are_read_as_by_the_command_line(self):
        for text, language in [
            ("到2028年，互联网普及率从62%提高到80%", None),
            ("بحلول عام 2028 تستخدم 80% من الأسر الإنترنت", "ar"),
            ("By 2027, 80% of households use the internet, up from 62% in 2024, especially women.", "en"),
            ("", None),
        ]:
            with self.subTest(text):
                arguments = ["--language", language] if language else []
                said = planlint.statement(text, language)
                self.assertEqual(said.to_dict(), command("statement", "--format", "json", *arguments, "--", text))

    def test_rules_are_listed_as_by_the_command_line(self):
        listed = planlint.rules("itu")
        self.assertEqual([rule.to_dict() for rule in listed], command("rules", "--json", "--profile", "itu"))
        self.assertTrue(any(rule.on for rule in listed))


class InEmptyFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        before = os.getcwd()
        os.chdir(folder.name)
        self.addCleanup(os.chdir, before)

    def test_texts_in_chinese_and_arabic(self):
        for text in [CHINESE, ARABIC, "\ufeff" + CHINESE.replace("\n", "\r\n")]:
            report = planlint.check_text(text)
            written = command("check", "-", "--stdin-filename", "plan.yaml", "--format", "json", text=text)
            self.assertEqual(report.to_dict(), written)
            (wrong,) = [finding for finding in report if finding.rule == "links/sdg-code-invalid"]
            self.assertEqual(text.encode()[wrong.start.byte : wrong.end.byte], b"9.z")
            line = text.removeprefix("\ufeff").splitlines()[wrong.start.line - 1]
            self.assertEqual(line[wrong.start.column - 1 : wrong.end.column - 1], "9.z")
            self.assertEqual((wrong.severity, wrong.kind, wrong.element), ("error", "target", "T1"))

    def test_a_configuration_beside_the_text_holds(self):
        pathlib.Path("planlint.yaml").write_text("lang: es\nrules: {links/sdg-code-invalid: off}\n", encoding="utf-8")
        report = planlint.check_text(CHINESE)
        written = command("check", "-", "--stdin-filename", "plan.yaml", "--format", "json", text=CHINESE)
        self.assertEqual(report.to_dict(), written)
        self.assertNotIn("links/sdg-code-invalid", [finding.rule for finding in report])

    def test_several_plans_with_waivers_and_exclusions(self):
        pathlib.Path("planlint.yaml").write_text(
            "exclude: [drafts, nothing-there]\n"
            "waivers:\n  - {rule: links/sdg-code-invalid, element: T1, reason: The code is new}\n",
            encoding="utf-8",
        )
        for name in ["a", "b", "drafts"]:
            pathlib.Path(name).mkdir()
            text = CHINESE.replace("shuzi-2028", name)
            pathlib.Path(name, "plan.yaml").write_text(text, encoding="utf-8")
        report = planlint.check_path(".")
        self.assertEqual(report.to_dict(), command("check", ".", "--format", "json"))
        self.assertEqual((report.summary.plans, report.summary.suppressed), (2, 2))

    def test_a_plan_with_faults_in_its_yaml_is_reported(self):
        report = planlint.check_text("plan: p\ngoals: [\n  }\n", language="en")
        self.assertIn("error", [finding.severity for finding in report])

    def test_what_is_no_plan_raises(self):
        for text in ["", "key: value\n", "- a\n"]:
            with self.assertRaisesRegex(planlint.PlanlintError, "is not a plan"):
                planlint.check_text(text)
        with self.assertRaisesRegex(planlint.PlanlintError, "no such file"):
            planlint.check_path("nowhere")
        pathlib.Path("empty").mkdir()
        with self.assertRaisesRegex(planlint.PlanlintError, "no plan was found"):
            planlint.check_path("empty")

    def test_wrong_choices_raise_with_what_was_meant(self):
        for choices, words in [
            ({"profile": "iut"}, "did you mean `itu`"),
            ({"select": ["links/sdg-code-invald"]}, "did you mean `links/sdg-code-invalid`"),
            ({"language": "de"}, "messages are written in: "),
        ]:
            with self.assertRaisesRegex(planlint.PlanlintError, words):
                planlint.check_text(CHINESE, **choices)
        with self.assertRaisesRegex(planlint.PlanlintError, "statements are read in"):
            planlint.statement("Guten Tag", "de")
        with self.assertRaisesRegex(planlint.PlanlintError, "there is no profile"):
            planlint.rules("nobody")

    def test_a_fault_in_the_configuration_raises_at_its_place(self):
        pathlib.Path("planlint.yaml").write_text("fail-on: sometimes\n", encoding="utf-8")
        with self.assertRaisesRegex(planlint.PlanlintError, r"planlint\.yaml:1:10"):
            planlint.check_text(CHINESE)

    def test_threads_check_at_the_same_time(self):
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            reports = list(pool.map(planlint.check_text, [CHINESE] * 4))
        self.assertEqual(len({json.dumps(report.to_dict()) for report in reports}), 1)


if __name__ == "__main__":
    sys.exit(unittest.main())
