//! One self-contained page: to read in a browser, to print, to hand round. It asks nothing of any server.
//!
//! The page is a template; every text from a plan is escaped by it.

mod excerpt;

use std::io::{self, Write};

use minijinja::{Environment, context};
use serde::Serialize;

use super::{Report, display_path};
use crate::finding::{Finding, Severity};
use crate::source::SourceMap;
use excerpt::Excerpt;

/// A plan and what was found in it.
#[derive(Serialize)]
struct Section {
    title: String,
    plan: Option<String>,
    files: Vec<Page>,
}

/// A file and what was found in it.
#[derive(Serialize)]
struct Page {
    path: String,
    findings: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    severity: &'static str,
    rule: String,
    title: Option<String>,
    element: Option<String>,
    kind: Option<&'static str>,
    line: u32,
    message: String,
    guidance: String,
    excerpt: Option<Excerpt>,
    related: Vec<Related>,
    fixes: Vec<String>,
    suppressed: Option<String>,
}

#[derive(Serialize)]
struct Related {
    path: String,
    line: u32,
    message: String,
    excerpt: Option<Excerpt>,
}

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut environment = Environment::new();
    environment.add_template("page.html", include_str!("html/page.html")).map_err(io::Error::other)?;
    let sections = sections(report);
    let counts: Vec<_> = Severity::ALL
        .into_iter()
        .map(|severity| {
            let shown = report.findings().filter(|(_, finding)| finding.suppressed.is_none());
            context! { severity => severity.name(), count => shown.filter(|(_, finding)| finding.severity == severity).count() }
        })
        .collect();
    let page = environment.get_template("page.html").map_err(io::Error::other)?;
    let summary = report.summary;
    let context = context! {
        title => sections.first().filter(|_| summary.plans == 1).map(|section| section.title.clone()),
        version => env!("CARGO_PKG_VERSION"),
        plans => summary.plans,
        files => summary.files,
        elements => summary.elements,
        suppressed => summary.suppressed,
        hidden => report.hidden,
        counts,
        sections,
    };
    let page = page.render(context).map_err(io::Error::other)?;
    out.write_all(page.as_bytes())?;
    out.write_all(b"\n")
}

/// The findings by plan, and in it by file, in the order of the report; every plan that was judged has a section.
fn sections(report: &Report) -> Vec<Section> {
    let mut sections: Vec<Section> = report
        .plans()
        .map(|plan| Section {
            title: plan.root().label(plan.language()).unwrap_or(plan.id()).to_owned(),
            plan: Some(plan.id().to_owned()),
            files: Vec::new(),
        })
        .collect();
    for (sources, finding) in report.findings() {
        let name = finding.plan.as_deref();
        let index = sections.iter().position(|section| section.plan.as_deref() == name).unwrap_or_else(|| {
            sections.push(Section { title: String::new(), plan: name.map(str::to_owned), files: Vec::new() });
            sections.len() - 1
        });
        let path = display_path(sources.file(finding.at.file).path());
        let files = &mut sections[index].files;
        if files.last().is_none_or(|file| file.path != path) {
            files.push(Page { path, findings: Vec::new() });
        }
        if let Some(file) = files.last_mut() {
            file.findings.push(entry(report, sources, finding));
        }
    }
    sections
}

fn entry(report: &Report, sources: &SourceMap, finding: &Finding) -> Entry {
    let card = report.rules().iter().find(|card| card.id == finding.rule);
    let related = finding.related.iter().map(|other| Related {
        path: display_path(sources.file(other.at.file).path()),
        line: sources.file(other.at.file).position(other.at.span.start).line + 1,
        message: other.message.clone(),
        excerpt: Excerpt::of(sources.file(other.at.file), other.at.span),
    });
    Entry {
        severity: finding.severity.name(),
        rule: finding.rule.to_string(),
        title: card.map(|card| card.title.clone()),
        element: finding.element.as_deref().map(str::to_owned),
        kind: finding.kind.map(|kind| kind.name()),
        line: sources.file(finding.at.file).position(finding.at.span.start).line + 1,
        message: finding.message.clone(),
        guidance: finding.guidance.to_string(),
        excerpt: Excerpt::of(sources.file(finding.at.file), finding.at.span),
        related: related.collect(),
        fixes: finding.fixes.iter().map(|fix| fix.title.clone()).collect(),
        suppressed: finding.suppressed.as_ref().map(|suppressed| suppressed.reason().to_owned()),
    }
}
