//! `textDocument/diagnostic` and `workspace/diagnostic`.

use std::collections::HashMap;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::*;

use super::super::backend::overtaken;
use super::super::publication;
use super::super::snapshot::Snapshot;

/// What the server says that it can do.
pub(in crate::server) fn capability() -> DiagnosticServerCapabilities {
    DiagnosticServerCapabilities::Options(DiagnosticOptions {
        identifier: Some("planlint".to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        work_done_progress_options: WorkDoneProgressOptions::default(),
    })
}

/// What is shown in a document; nothing in one that belongs to no plan. A client may ask once more when it has closed a
/// document, and shows the answer until something changes: a closed file of a plan has the same findings as an open one.
pub(in crate::server) fn document(
    snapshot: &Snapshot,
    params: &DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let report = match snapshot.identity(&params.text_document.uri) {
        Some(identity) => snapshot.report(identity).ok_or_else(overtaken)?,
        None => Default::default(),
    };
    let id = format!("{:x}", report.fingerprint);
    let report = if params.previous_result_id.as_ref() == Some(&id) {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id: Some(id),
                items: report.items.to_vec(),
            },
        })
    };
    Ok(report.into())
}

/// What is shown in all files of all plans.
pub(in crate::server) fn workspace(
    snapshot: &Snapshot,
    params: &WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    for view in &snapshot.plans {
        view.judge().ok_or_else(overtaken)?;
    }
    let before: HashMap<&Uri, &str> =
        params.previous_result_ids.iter().map(|known| (&known.uri, known.value.as_str())).collect();
    let mut items = Vec::new();
    let mut listed = Vec::new();
    for (identity, uri) in publication::files(&snapshot.plans) {
        let open = snapshot.documents.get(&identity);
        let Some(uri) = open.map(|open| open.uri.clone()).or(uri) else { continue };
        let version = open.map(|open| i64::from(open.version));
        let report = publication::report(&snapshot.plans, &identity, &snapshot.client, &snapshot.settings);
        if report.items.is_empty() && open.is_none() && !before.contains_key(&uri) {
            continue;
        }
        let id = format!("{:x}", report.fingerprint);
        listed.push(uri.clone());
        items.push(if before.get(&uri) == Some(&id.as_str()) {
            WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
            })
        } else {
            let report = FullDocumentDiagnosticReport { result_id: Some(id), items: report.items.to_vec() };
            full(uri, version, report)
        });
    }
    // A file that was listed before and has become clean gets an empty list.
    for known in &params.previous_result_ids {
        if !listed.contains(&known.uri) {
            let version = snapshot.document(&known.uri).map(|(_, open)| i64::from(open.version));
            items.push(full(known.uri.clone(), version, FullDocumentDiagnosticReport::default()));
        }
    }
    Ok(WorkspaceDiagnosticReport { items }.into())
}

fn full(uri: Uri, version: Option<i64>, report: FullDocumentDiagnosticReport) -> WorkspaceDocumentDiagnosticReport {
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: report,
    })
}
