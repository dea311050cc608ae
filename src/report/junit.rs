//! JUnit's XML: a test suite for each plan, a failed test case for each finding, and one that passes for a plan without
//! any, so that a build server shows plans that were looked at and are clean.

use std::collections::HashMap;
use std::io::{self, Write};

use super::xml::escape;
use super::{Report, display_path, place_within};
use crate::finding::{Counter, Finding};
use crate::source::SourceMap;

/// The findings of one suite.
struct Suite<'r> {
    name: String,
    cases: Vec<(&'r SourceMap, &'r Finding)>,
}

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut suites: Vec<Suite<'_>> =
        report.plans().map(|plan| Suite { name: plan.id().to_owned(), cases: Vec::new() }).collect();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (index, plan) in report.plans().enumerate() {
        places.entry(plan.id()).or_insert(index);
    }
    for (sources, finding) in report.findings() {
        let name = finding.plan.as_deref().unwrap_or("planlint");
        let index = *places.entry(name).or_insert_with(|| {
            suites.push(Suite { name: name.to_owned(), cases: Vec::new() });
            suites.len() - 1
        });
        suites[index].cases.push((sources, finding));
    }
    let failures = |suite: &Suite<'_>| suite.cases.iter().filter(|(_, finding)| finding.suppressed.is_none()).count();
    let tests = |suite: &Suite<'_>| suite.cases.len().max(1);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"planlint\" tests=\"{}\" failures=\"{}\" errors=\"0\">",
        suites.iter().map(tests).sum::<usize>(),
        suites.iter().map(failures).sum::<usize>(),
    )?;
    let mut counter = Counter::default();
    for suite in &suites {
        writeln!(
            out,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">",
            escape(&suite.name),
            tests(suite),
            failures(suite),
            suite.cases.len() - failures(suite),
        )?;
        let suppressed = report.suppressed_in(&suite.name);
        if suppressed > 0 {
            writeln!(out, "    <properties><property name=\"suppressed\" value=\"{suppressed}\"/></properties>")?;
        }
        if suite.cases.is_empty() {
            writeln!(out, "    <testcase classname=\"planlint\" name=\"{}: no findings\"/>", escape(&suite.name))?;
        }
        for (sources, finding) in &suite.cases {
            case(sources, finding, &mut counter, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn case(sources: &SourceMap, finding: &Finding, counter: &mut Counter, out: &mut dyn Write) -> io::Result<()> {
    let file = sources.file(finding.at.file);
    let at = file.position(finding.at.span.start);
    let path = display_path(file.path());
    writeln!(
        out,
        "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\">",
        escape(&finding.rule.replace('/', ".")),
        escape(&counter.fingerprint(finding)),
        escape(&path),
        at.line + 1,
    )?;
    if let Some(suppressed) = &finding.suppressed {
        writeln!(out, "      <skipped message=\"{}\"/>", escape(&suppressed.in_one_line()))?;
    } else {
        writeln!(
            out,
            "      <failure type=\"{}\" message=\"{}\">{}:{}: {} {}</failure>",
            finding.severity,
            escape(&finding.message),
            escape(&path),
            escape(&place_within(file, finding.at.span.start)),
            escape(&finding.message),
            escape(&finding.guidance),
        )?;
    }
    writeln!(out, "    </testcase>")
}
