//! One self-contained page: to read in a browser, to print, to hand round. It asks nothing of any server.
//!
//! The page is a template; every text from a plan is escaped by it.

use std::collections::HashMap;
use std::io::{self, Write};

use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::Serialize;

use super::{Batch, Excerpt, Report, display_path, text};
use crate::finding::{Finding, Safety, Severity};
use crate::plan::ElementId;
use crate::source::Location;

/// A plan and what was found in it.
#[derive(Clone, Debug, Serialize)]
struct Section {
    title: String,
    plan: Option<String>,
    files: Vec<Page>,
}

/// A file and what was found in it.
#[derive(Clone, Debug, Serialize)]
struct Page {
    path: String,
    findings: Vec<Entry>,
}

#[derive(Clone, Debug, Serialize)]
struct Entry {
    severity: &'static str,
    level: String,
    rule: String,
    title: String,
    /// Kind and id of the element.
    element: Option<String>,
    line: String,
    message: String,
    guidance: String,
    excerpt: Option<Excerpt>,
    related: Vec<Related>,
    fixes: Vec<String>,
    suppressed: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Related {
    path: String,
    line: String,
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
            let level = report.messages.name("severity", severity.name());
            context! { severity => severity.name(), level, count => report.summary.of(severity) }
        })
        .collect();
    let page = environment.get_template("page.html").map_err(io::Error::other)?;
    let context = context! {
        language => report.messages.language.as_str(),
        title => sections.first().filter(|_| report.summary.plans == 1).map(|section| section.title.clone()),
        version => env!("CARGO_PKG_VERSION"),
        summary => text::summary(report),
        nothing => report.messages.text("report/nothing"),
        counts,
        sections => Value::from(Serde(&sections)),
    };
    let page = page.render(context).map_err(io::Error::other)?;
    writeln!(out, "{page}")
}

/// The findings by plan, and in it by file, in the order of the report; every plan that was judged has a section.
fn sections(report: &Report) -> Vec<Section> {
    let mut sections: Vec<Section> = report
        .plans()
        .map(|plan| Section {
            title: plan
                .label_in(ElementId::PLAN, &report.messages.language)
                .map_or(plan.id(), |text| &*text.words)
                .to_owned(),
            plan: Some(plan.id().to_owned()),
            files: Vec::new(),
        })
        .collect();
    let mut places: HashMap<Option<&str>, usize> = HashMap::new();
    for (index, plan) in report.plans().enumerate() {
        places.entry(Some(plan.id())).or_insert(index);
    }
    for (batch, finding) in report.spoken() {
        let name = finding.plan.as_deref();
        let index = *places.entry(name).or_insert_with(|| {
            sections.push(Section { title: String::new(), plan: name.map(str::to_owned), files: Vec::new() });
            sections.len() - 1
        });
        let path = display_path(batch.sources.file(finding.at.file).path());
        let files = &mut sections[index].files;
        if files.last().is_none_or(|file| file.path != path) {
            files.push(Page { path, findings: Vec::new() });
        }
        if let Some(file) = files.last_mut() {
            file.findings.push(entry(batch, finding));
        }
    }
    sections
}

fn entry(batch: &Batch, finding: &Finding) -> Entry {
    let (sources, messages) = (&batch.sources, &batch.messages);
    let said = |name: &str, key: &'static str, value: Value| messages.render(name, Value::from_pairs([(key, value)]));
    let line = |at: Location| {
        let file = sources.file(at.file);
        let in_text = || said("report/line", "line", (file.position(at.span.start).line + 1).into());
        file.place(at.span.start).map_or_else(in_text, str::to_owned)
    };
    let related = finding.related.iter().map(|other| Related {
        path: display_path(sources.file(other.at.file).path()),
        line: line(other.at),
        message: other.message.to_string(),
        excerpt: Excerpt::of(sources.file(other.at.file), other.at.span),
    });
    let fixes = finding.fixes.iter().map(|fix| {
        let name = match fix.safety {
            Safety::Safe => "report/fix-safe",
            Safety::Unsafe => "report/fix-unsafe",
            Safety::Display => "report/fix-display",
        };
        said(name, "title", fix.title.as_str().into())
    });
    let kind = finding.kind.map_or("", |kind| messages.name("kind", kind.name()));
    Entry {
        severity: finding.severity.name(),
        level: messages.name("severity", finding.severity.name()).to_owned(),
        rule: finding.rule.to_string(),
        title: messages.title(&finding.rule).to_owned(),
        element: finding.element.as_ref().map(|element| format!("{kind} {element}").trim().to_owned()),
        line: line(finding.at),
        message: finding.message.to_string(),
        guidance: finding.guidance.to_string(),
        excerpt: Excerpt::of(sources.file(finding.at.file), finding.at.span),
        related: related.collect(),
        fixes: fixes.collect(),
        suppressed: finding.suppressed.as_ref().map(|suppressed| text::why(suppressed, messages)),
    }
}
