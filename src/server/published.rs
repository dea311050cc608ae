//! `textDocument/publishDiagnostics` as it is sent. A large plan has a megabyte of diagnostics after every keystroke, so
//! that they are written on all cores and straight from what they are.

use rayon::prelude::*;
use serde_json::json;
use tower_lsp_server::ls_types::{Diagnostic, Uri};

/// How many diagnostics a core takes at a time.
const AT_ONCE: usize = 256;

/// The message, its head included: the diagnostics of the file at `uri`, of this version where it is open.
pub(super) fn frame(uri: &Uri, items: &[Diagnostic], version: Option<i32>) -> Vec<u8> {
    let parts: Vec<Vec<u8>> = items.par_chunks(AT_ONCE).map(list).collect();
    let mut tail = format!("],\"uri\":{}", json!(uri.as_str()));
    if let Some(version) = version {
        tail.push_str(&format!(",\"version\":{version}"));
    }
    tail.push_str("}}");
    let start = br#"{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{"diagnostics":["#;
    let commas = parts.len().saturating_sub(1);
    let length = start.len() + parts.iter().map(Vec::len).sum::<usize>() + commas + tail.len();
    let head = format!("Content-Length: {length}\r\n\r\n");
    let mut frame = Vec::with_capacity(head.len() + length);
    frame.extend_from_slice(head.as_bytes());
    frame.extend_from_slice(start);
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            frame.push(b',');
        }
        frame.extend_from_slice(part);
    }
    frame.extend_from_slice(tail.as_bytes());
    frame
}

/// Some diagnostics as JSON, without brackets around them.
fn list(items: &[Diagnostic]) -> Vec<u8> {
    let mut json = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            json.push(b',');
        }
        serde_json::to_writer(&mut json, item).expect("a diagnostic holds nothing that JSON cannot say");
    }
    json
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use tower_lsp_server::ls_types::Range;

    use super::*;

    /// The body of a message, whose head must tell its length.
    fn body(frame: &[u8]) -> Value {
        let text = std::str::from_utf8(frame).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert_eq!(head, format!("Content-Length: {}", body.len()));
        serde_json::from_str(body).unwrap()
    }

    #[test]
    fn it_says_what_the_library_would_say() {
        use tower_lsp_server::ls_types::PublishDiagnosticsParams;
        let uri: Uri = "file:///a%20b/%E8%AE%A1%E5%88%92.yaml".parse().unwrap();
        for count in [0, 1, AT_ONCE, AT_ONCE + 1, 2 * AT_ONCE + 7] {
            let items: Vec<Diagnostic> = (0..count)
                .map(|n| Diagnostic::new_simple(Range::default(), format!("№ {n} \"目标\"\n\u{1}")))
                .collect();
            for version in [None, Some(3)] {
                let message = body(&frame(&uri, &items, version));
                let params = PublishDiagnosticsParams::new(uri.clone(), items.clone(), version);
                assert_eq!(message["method"], "textDocument/publishDiagnostics");
                assert_eq!(message["params"], serde_json::to_value(params).unwrap());
            }
        }
    }
}
