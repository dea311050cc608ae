//! `textDocument/documentLink`: included files, the predecessor, pages of SDGs.

use std::path::Path;

use tower_lsp_server::ls_types::{DocumentLink, DocumentLinkParams, Uri};

use crate::framework::{Reading, read};
use crate::plan::schema::Framework;
use crate::source::{Located, clean_path};

use super::super::cursor;
use super::super::place::uri_of;
use super::super::snapshot::Snapshot;
use super::super::wording::code_label;

/// Where the United Nations keep a page for each goal.
const SDG_PAGES: &str = "https://sdgs.un.org/goals/goal";

/// The links of a document.
pub(in crate::server) fn links(snapshot: &Snapshot, params: &DocumentLinkParams) -> Option<Vec<DocumentLink>> {
    let here = snapshot.here(&params.text_document.uri)?;
    let (view, plan) = (here.view, here.view.plan());
    let link = |at, target: Option<Uri>, tooltip| {
        Some(DocumentLink { range: view.range(at), target: Some(target?), tooltip, data: None })
    };
    let mut links: Vec<DocumentLink> = Vec::new();
    let directory = here.source().path().parent().unwrap_or(Path::new("")).to_owned();
    let names = ["include", "succeeds", "implements", "operational-plan"];
    let files = names.into_iter().flat_map(|name| plan.root().words(name));
    for Located { value, at } in files.filter(|file| file.at.file == here.file) {
        let path = clean_path(&directory.join(&**value));
        // A path that leads nowhere is a finding, not a link.
        if path.is_file() || snapshot.documents.contains_key(&path) {
            links.extend(link(*at, uri_of(&path), None));
        }
    }
    for (framework, code) in cursor::codes(plan, here.file) {
        if framework == Framework::Sdg
            && let Reading::Known { entry, .. } = read(framework, &code.written)
            && let Some(goal) = entry.code.split('.').next()
        {
            let page = format!("{SDG_PAGES}{goal}").parse().ok();
            links.extend(link(code.at, page, Some(code_label(view, framework, &entry.code))));
        }
    }
    Some(links)
}
