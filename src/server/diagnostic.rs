//! From findings to diagnostics.

use std::collections::{BTreeMap, HashSet};
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use tower_lsp_server::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location as Address,
    NumberOrString, Range, Uri,
};

use crate::finding::{Finding, Related, Severity};
use crate::framework::{Reading, read};
use crate::plan::Framework;
use crate::rule::{ActiveRule, Status};
use crate::source::{Location as Place, SourceFile, SourceMap};

use super::client::Client;
use super::cursor;
use super::place;
use super::plan_view::PlanView;
use super::project_view::{FAULT_SEVERITY, Fault};
use super::settings::Settings;

/// The name under which diagnostics stand in an editor.
pub(super) const SOURCE: &str = "planlint";

/// What is shown in one file.
#[derive(Clone, Debug, Default)]
pub(super) struct FileReport {
    /// The diagnostics, by place.
    pub(super) items: Arc<[Diagnostic]>,
    /// The same for the same diagnostics.
    pub(super) fingerprint: u64,
}

impl FileReport {
    /// A report of `items`.
    pub(super) fn new(items: Vec<Diagnostic>) -> Self {
        let mut hasher = FxHasher::default();
        for item in &items {
            hash(item, &mut hasher);
        }
        Self { fingerprint: hasher.finish(), items: items.into() }
    }

    /// Several reports of one file as one, what both say once.
    pub(super) fn merge(mut reports: Vec<Self>) -> Self {
        if reports.len() < 2 {
            return reports.pop().unwrap_or_default();
        }
        let mut items: Vec<Diagnostic> = Vec::new();
        for item in reports.iter().flat_map(|report| &*report.items) {
            if !items.contains(item) {
                items.push(item.clone());
            }
        }
        items.sort_by_key(|item| (item.range.start, item.range.end));
        Self::new(items)
    }
}

fn hash(item: &Diagnostic, into: &mut FxHasher) {
    let place = |range: Range, into: &mut FxHasher| {
        let (start, end) = (range.start, range.end);
        (start.line, start.character, end.line, end.character).hash(into);
    };
    place(item.range, into);
    item.message.hash(into);
    if let Some(NumberOrString::String(code)) = &item.code {
        code.hash(into);
    }
    Severity::ALL.iter().position(|&known| item.severity == Some(severity(known))).hash(into);
    for related in item.related_information.iter().flatten() {
        related.location.uri.as_str().hash(into);
        place(related.location.range, into);
        related.message.hash(into);
    }
}

/// Where the files of findings are, and whom they are shown to.
struct Showing<'s> {
    sources: &'s SourceMap,
    uris: &'s (dyn Fn(usize) -> Option<Uri> + Sync),
    client: &'s Client,
    settings: &'s Settings,
}

impl Showing<'_> {
    fn related(&self, related: &Related) -> Option<DiagnosticRelatedInformation> {
        let uri = (self.uris)(related.at.file.0 as usize)?;
        let range = place::range(self.sources.file(related.at.file), related.at.span, self.client.unit);
        Some(DiagnosticRelatedInformation { location: Address { uri, range }, message: related.message.to_string() })
    }

    fn diagnostic(&self, finding: &Finding, file: &SourceFile, is_deprecated: bool) -> Diagnostic {
        let related: Vec<_> = finding.related.iter().filter_map(|related| self.related(related)).collect();
        let page = self.settings.page_of(&finding.rule).filter(|_| self.client.shows_code_links);
        let page = page.and_then(|page| page.parse::<Uri>().ok());
        Diagnostic {
            range: place::range(file, finding.at.span, self.client.unit),
            severity: Some(severity(finding.severity)),
            code: Some(NumberOrString::String(finding.rule.to_string())),
            code_description: page.map(|href| CodeDescription { href }),
            source: Some(SOURCE.to_owned()),
            message: format!("{}\n{}", finding.message, finding.guidance),
            related_information: Some(related).filter(|list| self.client.shows_related && !list.is_empty()),
            tags: is_deprecated.then(|| vec![DiagnosticTag::DEPRECATED]),
            data: None,
        }
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// Whether a finding is shown at all: not suppressed, and as severe as the person wants to know.
pub(super) fn is_shown(finding: &Finding, settings: &Settings) -> bool {
    finding.suppressed.is_none() && settings.minimum_severity.is_none_or(|least| finding.severity >= least)
}

/// What is shown of a plan's findings, by file. Files without any are not listed.
pub(super) fn by_file(view: &PlanView, findings: &[Finding]) -> BTreeMap<PathBuf, FileReport> {
    let uris = |index: usize| view.uris.get(index).cloned().flatten();
    let sources = &view.loaded.sources;
    let showing = Showing { sources, uris: &uris, client: &view.client, settings: &view.settings };
    let outdated = outdated(view);
    let is_old = |active: &&ActiveRule| active.rule.status == Status::Deprecated;
    let old_rules: Vec<&str> = view.rules.rules.iter().filter(is_old).map(|active| &*active.rule.id).collect();
    let shown = findings.par_iter().with_min_len(256).filter(|finding| is_shown(finding, &view.settings));
    let items = shown.map(|finding| {
        let is_deprecated = old_rules.contains(&&*finding.rule) || outdated.contains(&finding.at);
        (finding.at.file, showing.diagnostic(finding, sources.file(finding.at.file), is_deprecated))
    });
    // Two paths may lead to one file.
    let mut files: BTreeMap<&PathBuf, Vec<Diagnostic>> = BTreeMap::new();
    for (file, item) in items.collect::<Vec<_>>() {
        files.entry(&view.identities[file.0 as usize]).or_default().push(item);
    }
    files.into_iter().map(|(path, items)| (path.clone(), FileReport::new(items))).collect()
}

/// The places of codes that are no longer in force: what a finding says there is about something on its way out.
fn outdated(view: &PlanView) -> HashSet<Place> {
    let plan = view.plan();
    let codes = plan.files.iter().flat_map(|&file| cursor::codes(plan, file));
    // A plan names one code in many places.
    let mut known: FxHashMap<(Framework, &str), bool> = FxHashMap::default();
    let outdated = codes.filter(|(framework, code)| {
        *known.entry((*framework, &*code.written)).or_insert_with(|| match read(*framework, &code.written) {
            Reading::Known { entry, .. } => !entry.status.is_in_force(),
            Reading::Unknown { .. } => false,
        })
    });
    outdated.map(|(_, code)| code.at).collect()
}

/// What is shown of findings about a configuration, in its own file.
pub(super) fn of_configuration(
    sources: &SourceMap,
    findings: &[Finding],
    uri: Option<&Uri>,
    client: &Client,
    settings: &Settings,
) -> FileReport {
    let uris = |_: usize| uri.cloned();
    let showing = Showing { sources, uris: &uris, client, settings };
    let shown = findings.iter().filter(|finding| is_shown(finding, settings));
    FileReport::new(shown.map(|finding| showing.diagnostic(finding, sources.file(finding.at.file), false)).collect())
}

/// A project's fault as a diagnostic.
pub(super) fn of_fault(fault: &Fault, client: &Client) -> Diagnostic {
    Diagnostic {
        range: place::range(&fault.file, fault.span, client.unit),
        severity: Some(severity(FAULT_SEVERITY)),
        source: Some(SOURCE.to_owned()),
        message: fault.message.clone(),
        ..Diagnostic::default()
    }
}
